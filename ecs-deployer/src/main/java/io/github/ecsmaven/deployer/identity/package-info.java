/** Who deploys: web identity tokens and the role sessions made from them. */
@NullMarked
package io.github.ecsmaven.deployer.identity;

import org.jspecify.annotations.NullMarked;
