/** YAML as it was written: nodes with their positions. Knows no AWS shape. */
@NullMarked
package io.github.ecsmaven.descriptor.source;

import org.jspecify.annotations.NullMarked;
