package io.github.ecsmaven.local.resource;

import io.github.ecsmaven.local.wire.CallContext;
import java.util.Optional;

/** Knows the ARNs of scalable targets, which have nothing of what they scale in them. */
@FunctionalInterface
public interface ScalableTargets {
    /**
     * The ARN of a target; empty where none is registered.
     *
     * @param resourceId {@code service/CLUSTER/NAME}
     * @param dimension {@code ecs:service:DesiredCount}
     */
    Optional<String> targetArn(String namespace, String resourceId, String dimension, CallContext call);
}
