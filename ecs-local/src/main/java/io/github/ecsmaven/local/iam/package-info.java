/** IAM: what roles, policies and OIDC providers there are, and the API that answers for them. */
@NullMarked
package io.github.ecsmaven.local.iam;

import org.jspecify.annotations.NullMarked;
