/** References of the form ${…}: parsing, local values, look-ups. */
@NullMarked
package io.github.ecsmaven.descriptor.interpolation;

import org.jspecify.annotations.NullMarked;
