/** Amazon ECS as ecs-local plays it. Not AWS: behaviour follows published recordings and AWS's documentation. */
@NullMarked
package io.github.ecsmaven.local.ecs;

import org.jspecify.annotations.NullMarked;
