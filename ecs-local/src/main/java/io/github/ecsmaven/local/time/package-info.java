/** Time in ecs-local, which can be advanced and sped up. */
@NullMarked
package io.github.ecsmaven.local.time;

import org.jspecify.annotations.NullMarked;
