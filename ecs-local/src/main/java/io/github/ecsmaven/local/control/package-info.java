/** What a person or a test does to ecs-local itself, over HTTP: look at it, move its time, reset it. */
@NullMarked
package io.github.ecsmaven.local.control;

import org.jspecify.annotations.NullMarked;
