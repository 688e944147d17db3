/** From what runs, or from another tool's files, to a minimal descriptor that people read. */
@NullMarked
package io.github.ecsmaven.descriptor.imported;

import org.jspecify.annotations.NullMarked;
