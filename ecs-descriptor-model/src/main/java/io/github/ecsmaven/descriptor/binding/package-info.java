/** From YAML to typed values: the target field decides what a scalar means. */
@NullMarked
package io.github.ecsmaven.descriptor.binding;

import org.jspecify.annotations.NullMarked;
