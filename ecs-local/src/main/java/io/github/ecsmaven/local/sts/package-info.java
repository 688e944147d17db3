/** AWS STS: role sessions for tokens of an OIDC provider. */
@NullMarked
package io.github.ecsmaven.local.sts;

import org.jspecify.annotations.NullMarked;
