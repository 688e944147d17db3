package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.wire.CallContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be scaled.
 *
 * @param namespace {@code ecs}
 * @param resourceId {@code service/CLUSTER/NAME}
 * @param dimension {@code ecs:service:DesiredCount}
 */
record Target(String namespace, String resourceId, String dimension) {
    static final String ECS = "ecs";
    static final String DESIRED_COUNT = "ecs:service:DesiredCount";

    private static final Pattern SERVICE = Pattern.compile("service/([a-zA-Z0-9_-]{1,255})/([a-zA-Z0-9_-]{1,255})");

    /** The target that a request names. Every part must be given; here only ECS services can be scaled. */
    static Target of(@Nullable String namespace, @Nullable String resourceId, @Nullable String dimension) {
        if (namespace == null || resourceId == null || dimension == null) {
            throw Refusals.invalid("1 validation error detected: serviceNamespace, resourceId and scalableDimension "
                    + "must not be null");
        }
        if (!namespace.equals(ECS)) {
            throw Refusals.invalid("ecs-local scales services of the namespace ecs alone, not of " + namespace + ".");
        }
        if (!dimension.equals(DESIRED_COUNT) || !SERVICE.matcher(resourceId).matches()) {
            throw Refusals.invalid("Unsupported service namespace, resource type or scalable dimension");
        }
        return new Target(namespace, resourceId, dimension);
    }

    String cluster() {
        return part(1);
    }

    String service() {
        return part(2);
    }

    private String part(int group) {
        Matcher matcher = SERVICE.matcher(resourceId);
        if (!matcher.matches()) {
            throw new IllegalStateException("checked at its making: " + resourceId);
        }
        return matcher.group(group);
    }

    /** One text for this target in a call's Region. */
    String key(CallContext call) {
        return call.region() + " " + namespace + " " + dimension + " " + resourceId;
    }

    /** As the errors name it. */
    String described() {
        return "service namespace: " + namespace + ", resource ID: " + resourceId + ", scalable dimension: "
                + dimension;
    }
}
