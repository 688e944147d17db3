/** IAM's own API, as far as a client asks it who the account is. */
@NullMarked
package io.github.ecsmaven.local.iam;

import org.jspecify.annotations.NullMarked;
