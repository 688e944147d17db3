/** An OpenID Connect issuer, and the verification of its tokens. Source: RFC 7515, 7517, 7519, OpenID Connect Discovery. */
@NullMarked
package io.github.ecsmaven.local.token;

import org.jspecify.annotations.NullMarked;
