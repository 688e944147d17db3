/** IAM policy documents: parse, evaluate, explain. */
@NullMarked
package io.github.ecsmaven.iam;

import org.jspecify.annotations.NullMarked;
