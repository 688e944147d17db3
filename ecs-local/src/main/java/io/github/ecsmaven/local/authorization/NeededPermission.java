package io.github.ecsmaven.local.authorization;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One permission that a call needs.
 *
 * @param action {@code ecs:UpdateService}
 * @param resource its ARN; {@code *} for an action that has none
 * @param keys the condition keys that the call has for it, besides those that every call has
 */
record NeededPermission(String action, String resource, Map<String, List<String>> keys) {
    NeededPermission {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }
}
