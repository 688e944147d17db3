package io.github.ecsmaven.iam;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy is asked about.
 *
 * @param action the action, for example {@code sts:AssumeRoleWithWebIdentity}
 * @param resource the resource's ARN, or {@code *} for an action that has none
 * @param principal who asks
 * @param conditionKeys the values of the condition keys, by name without regard to case; a key without values counts as absent
 */
public record RequestContext(
        String action, String resource, Principal principal, Map<String, List<String>> conditionKeys) {

    /** Copies the map, and makes it find a key in any case. */
    public RequestContext {
        Map<String, List<String>> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        conditionKeys.forEach((key, values) -> {
            if (!values.isEmpty()) {
                present.put(key, List.copyOf(values));
            }
        });
        conditionKeys = Collections.unmodifiableMap(present);
    }

    /** The request's values for a condition key, none when the key is absent. */
    public List<String> values(String key) {
        return conditionKeys.getOrDefault(key, List.of());
    }
}
