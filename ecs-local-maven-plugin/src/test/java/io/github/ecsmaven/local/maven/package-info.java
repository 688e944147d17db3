/** The goals that start and stop ecs-local, without a Maven around them. */
@NullMarked
package io.github.ecsmaven.local.maven;

import org.jspecify.annotations.NullMarked;
