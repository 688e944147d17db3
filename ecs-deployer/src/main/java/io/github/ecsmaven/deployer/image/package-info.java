/** Container images: what a reference names, and what a registry has under it. */
@NullMarked
package io.github.ecsmaven.deployer.image;

import org.jspecify.annotations.NullMarked;
