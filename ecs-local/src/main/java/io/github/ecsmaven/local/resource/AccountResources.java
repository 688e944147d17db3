package io.github.ecsmaven.local.resource;

import java.util.Map;

/**
 * What calls name and only the services know more about.
 *
 * @param tagged the services whose resources have tags, by endpoint prefix
 * @param tasks the roles of task definitions
 * @param scalableTargets those that are registered
 */
public record AccountResources(Map<String, TaggedResources> tagged, TaskRoles tasks, ScalableTargets scalableTargets) {
    /** Copies the map. */
    public AccountResources {
        tagged = Map.copyOf(tagged);
    }
}
