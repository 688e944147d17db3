package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.EarlySettings;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a build deploys at all. Teams run {@code mvn deploy} on every branch to publish; few of those builds deploy. */
public final class DeployGate {
    private DeployGate() {}

    /**
     * Why this build does not deploy; empty where it does.
     *
     * @return a clause that follows "skipped, because"
     */
    public static Optional<String> reasonToSkip(DeploymentDescriptor descriptor, CiJob job) {
        return reasonToSkip(EarlySettings.of(descriptor), job);
    }

    /** The same, of a descriptor that is not read to its end yet. */
    public static Optional<String> reasonToSkip(EarlySettings descriptor, CiJob job) {
        if (job.pullRequest()) {
            return Optional.of("pull requests never deploy");
        }
        if (!descriptor.isChosen()) {
            return Optional.of("no environment is chosen; choose one with -Decs.environment="
                    + String.join("|", descriptor.environments()));
        }
        DeployCondition condition = descriptor.deploy();
        return unmet("branch", condition.branch(), job.tag() == null ? job.branch() : null)
                .or(() -> unmet("tag", condition.tag(), job.tag()))
                .or(() -> unmet("event", condition.event(), job.event()));
    }

    private static Optional<String> unmet(String what, @Nullable String wanted, @Nullable String actual) {
        if (wanted == null || (actual != null && glob(wanted).matcher(actual).matches())) {
            return Optional.empty();
        }
        return Optional.of("deploy.when." + what + " is " + wanted + " and this build has "
                + (actual == null ? "no " + what : what + " " + actual));
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("\\*", -1)) {
            regex.append(regex.isEmpty() && !text.startsWith("*") ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString());
    }
}
