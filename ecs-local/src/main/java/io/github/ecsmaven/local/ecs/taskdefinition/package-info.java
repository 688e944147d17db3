/** Task definitions: what may be registered, and what the server makes of it. */
@NullMarked
package io.github.ecsmaven.local.ecs.taskdefinition;

import org.jspecify.annotations.NullMarked;
