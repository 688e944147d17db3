package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.PlanSettings;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.plan.Outcome;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that make plans: how a plan is printed, and where it is kept. */
abstract class AbstractPlanMojo extends AbstractEcsMojo {
    private static final String OUTCOME = "ecs.outcome";

    /**
     * Sets the width of the plan that is printed, in characters; longer values are shortened in their middle. By default the
     * terminal's (the variable {@code COLUMNS}), else 120.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.width")
    private @Nullable String width;

    /**
     * Sets how long a saved plan can be deployed, as an ISO 8601 duration. By default {@code PT24H}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.planExpiry", defaultValue = "PT24H")
    private @Nullable String planExpiry;

    /**
     * Makes the service replace its tasks whatever changes: they see what only new tasks see, and a new image under the same
     * tag.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.forceNewDeployment", defaultValue = "false")
    private boolean forceNewDeployment;

    /** The engine, set up for this build. */
    Deployer deployer(Deployer.Following following) {
        return deployer(
                following,
                new TerminalReport.Layout(
                        TerminalWidth.of(width, environment()),
                        MavenColour.palette(session().getUserProperties())),
                new PlanSettings(
                        Objects.requireNonNullElse(plugin().getVersion(), "unknown"),
                        Path.of(project().getBuild().getDirectory()).resolve("ecs"),
                        planExpiry == null
                                ? PlanSettings.DEFAULT_EXPIRY
                                : Parameters.duration("ecs.planExpiry", planExpiry)),
                forceNewDeployment ? NewDeployment.FORCED : NewDeployment.WHERE_NEEDED);
    }

    /** Lets what runs later in the build see what came of each descriptor, and the strongest of all. */
    void publish(Map<String, Outcome> outcomes) {
        Outcome strongest = Outcome.UNCHANGED;
        for (Map.Entry<String, Outcome> each : outcomes.entrySet()) {
            strongest = strongest.or(each.getValue());
            project()
                    .getProperties()
                    .setProperty(OUTCOME + "." + each.getKey(), each.getValue().label());
        }
        project().getProperties().setProperty(OUTCOME, strongest.label());
    }

    /**
     * A file that is of one descriptor; null where none is named.
     *
     * @throws UserException where there are several descriptors
     */
    @Nullable Path fileOfOne(String property, @Nullable String value, List<DeploymentDescriptor> descriptors) {
        Path file = Parameters.file(property, value, baseDirectory());
        if (file != null && descriptors.size() > 1) {
            throw new UserException(new Explanation(
                    "There are " + descriptors.size() + " descriptors and one file",
                    "-D" + property + "=" + value,
                    "a file holds the plan of one descriptor",
                    "choose one with -Decs.descriptor="
                            + String.join(
                                    "|",
                                    descriptors.stream()
                                            .map(DeploymentDescriptor::name)
                                            .toList())));
        }
        return file;
    }
}
