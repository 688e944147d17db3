/** The shapes of the ECS API and of the descriptor around it: which members there are, and of which type. */
@NullMarked
package io.github.ecsmaven.descriptor.shape;

import org.jspecify.annotations.NullMarked;
