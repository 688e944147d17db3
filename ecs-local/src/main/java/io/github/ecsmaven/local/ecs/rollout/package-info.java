/** What happens to a service over time: deployments, tasks, events. */
@NullMarked
package io.github.ecsmaven.local.ecs.rollout;

import org.jspecify.annotations.NullMarked;
