/** The effective descriptor as YAML. */
@NullMarked
package io.github.ecsmaven.descriptor.rendering;

import org.jspecify.annotations.NullMarked;
