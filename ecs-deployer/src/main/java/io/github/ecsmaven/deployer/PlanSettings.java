package io.github.ecsmaven.deployer;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How plans are kept.
 *
 * @param pluginVersion of the plugin that plans: another one may plan differently
 * @param folder in which each deployment has a folder of its name
 * @param expiry how long a saved plan is good
 */
public record PlanSettings(String pluginVersion, Path folder, Duration expiry) {
    /** A day: a plan is looked at, approved, and carried out. */
    public static final Duration DEFAULT_EXPIRY = Duration.ofHours(24);

    /** Where the JSON document of a deployment's plan is. */
    public Path json(String deployment) {
        return folder.resolve(deployment).resolve("plan.json");
    }

    /** Where its Markdown is. */
    public Path markdown(String deployment) {
        return folder.resolve(deployment).resolve("plan.md");
    }
}
