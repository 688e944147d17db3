/** Recorded answers of ECS against those of ecs-local. */
@NullMarked
package io.github.ecsmaven.local.corpus;

import org.jspecify.annotations.NullMarked;
