/** The SDK's shapes handled by their field metadata: copied, checked, put in the server's order. */
@NullMarked
package io.github.ecsmaven.local.ecs.shape;

import org.jspecify.annotations.NullMarked;
