package io.github.ecsmaven.local.autoscaling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which targets a description is of.
 *
 * @param namespace must be given
 * @param resourceIds empty for all
 * @param dimension null for all; needs a resource
 */
record Filter(
        String namespace,
        List<String> resourceIds,
        @Nullable String dimension) {
    static Filter of(@Nullable String namespace, List<String> resourceIds, @Nullable String dimension) {
        if (namespace == null) {
            throw Refusals.invalid("1 validation error detected: serviceNamespace must not be null");
        }
        if (dimension != null && resourceIds.isEmpty()) {
            throw Refusals.invalid("A resource ID must be given with a scalable dimension");
        }
        return new Filter(namespace, resourceIds, dimension);
    }

    static Filter of(@Nullable String namespace, @Nullable String resourceId, @Nullable String dimension) {
        return of(namespace, resourceId == null ? List.of() : List.of(resourceId), dimension);
    }

    boolean admits(String ofNamespace, String ofResource, String ofDimension) {
        return namespace.equals(ofNamespace)
                && (resourceIds.isEmpty() || resourceIds.contains(ofResource))
                && (dimension == null || dimension.equals(ofDimension));
    }
}
