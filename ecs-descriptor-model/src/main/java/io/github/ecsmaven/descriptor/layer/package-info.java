/** Several files that make one descriptor: where layers and overlays lie, in which order they count, how they merge. */
@NullMarked
package io.github.ecsmaven.descriptor.layer;

import org.jspecify.annotations.NullMarked;
