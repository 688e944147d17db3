/** The goals that start and stop ecs-local in a build. */
@NullMarked
package io.github.ecsmaven.local.maven;

import org.jspecify.annotations.NullMarked;
