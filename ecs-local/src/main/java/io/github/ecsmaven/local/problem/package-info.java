/** What keeps ecs-local from starting or going on. */
@NullMarked
package io.github.ecsmaven.local.problem;

import org.jspecify.annotations.NullMarked;
