/** ECS, STS and an OIDC issuer on loopback. Not AWS. */
@NullMarked
package io.github.ecsmaven.local;

import org.jspecify.annotations.NullMarked;
