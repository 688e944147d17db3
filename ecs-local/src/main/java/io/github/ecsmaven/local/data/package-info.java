/** What is read from a file and can only be read: stacks, parameters, secrets; and the images of ECR. */
@NullMarked
package io.github.ecsmaven.local.data;

import org.jspecify.annotations.NullMarked;
