/** The deployment descriptor: what is wanted, and where each value was written. */
@NullMarked
package io.github.ecsmaven.descriptor;

import org.jspecify.annotations.NullMarked;
