package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a descriptor is deployed, where and by whom. None of it can be a look-up, so it is known as soon as the files lie
 * over each other: before the rest is bound and checked, and whatever that comes to.
 *
 * @param name of the descriptor
 * @param environments those that it declares
 * @param environment the chosen one; null: none
 * @param region where to
 * @param deploy when
 * @param identity by whom
 */
public record EarlySettings(
        String name,
        List<String> environments,
        @Nullable String environment,
        String region,
        DeployCondition deploy,
        IdentitySettings identity) {
    public EarlySettings {
        environments = List.copyOf(environments);
    }

    /** Whether the build says which environment is meant, where there are several. */
    public boolean isChosen() {
        return environments.isEmpty() || environment != null;
    }

    /** Those of a descriptor that has been read. */
    public static EarlySettings of(DeploymentDescriptor descriptor) {
        return new EarlySettings(
                descriptor.name(),
                descriptor.environments(),
                descriptor.environment(),
                descriptor.region(),
                descriptor.deploy(),
                descriptor.identity());
    }
}
