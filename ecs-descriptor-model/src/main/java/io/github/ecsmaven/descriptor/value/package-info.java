/** Values typed by an AWS shape, without their positions, and the keyed paths that name them. */
@NullMarked
package io.github.ecsmaven.descriptor.value;

import org.jspecify.annotations.NullMarked;
