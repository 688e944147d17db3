/** Writing values as a descriptor that people read: YAML in a sensible order, with comments. */
@NullMarked
package io.github.ecsmaven.descriptor.writing;

import org.jspecify.annotations.NullMarked;
