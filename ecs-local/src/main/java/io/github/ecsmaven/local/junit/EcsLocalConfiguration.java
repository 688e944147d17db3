package io.github.ecsmaven.local.junit;

import io.github.ecsmaven.local.EcsLocalSettings;

/** How the ecs-local of a test shall be: {@code settings -> settings.withRoles(roles)}. */
@FunctionalInterface
public interface EcsLocalConfiguration {
    /**
     * The settings to start with.
     *
     * @param settings the defaults, with a new temporary directory
     */
    EcsLocalSettings configure(EcsLocalSettings settings);

    /** {@link EcsLocalSettings#defaults}. */
    final class Defaults implements EcsLocalConfiguration {
        @Override
        public EcsLocalSettings configure(EcsLocalSettings settings) {
            return settings;
        }
    }
}
