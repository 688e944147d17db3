/** Tasks as the API lists and describes them. */
@NullMarked
package io.github.ecsmaven.local.ecs.task;

import org.jspecify.annotations.NullMarked;
