/** Application Auto Scaling of ECS services: targets, policies, scheduled actions. Nothing is scaled by a metric. */
@NullMarked
package io.github.ecsmaven.local.autoscaling;

import org.jspecify.annotations.NullMarked;
