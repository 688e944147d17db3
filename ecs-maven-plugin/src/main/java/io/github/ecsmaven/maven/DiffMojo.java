package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Outcome;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a deployment would change, and changes nothing: reads with a session that holds no write permission. Saves the
 * plan as {@code target/ecs/NAME/plan.json} and {@code plan.md}.
 */
@Mojo(name = "diff", threadSafe = true)
public class DiffMojo extends AbstractPlanMojo {
    /**
     * Fails the build when anything differs.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.failOnDiff", defaultValue = "false")
    private boolean failOnDiff;

    /**
     * Names the file for the plan as JSON, relative to the module, instead of {@code target/ecs/NAME/plan.json}. Only for one
     * descriptor.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.out")
    private @Nullable String out;

    @Override
    void run() {
        try (Deployer deployer = deployer(Deployer.Following.YES)) {
            diff(deployer);
        }
    }

    private void diff(Deployer deployer) {
        List<DeploymentDescriptor> descriptors = descriptors(early -> {
            if (early.isChosen()) {
                deployer.prepare(early);
            }
        });
        Path file = fileOfOne("ecs.out", out, descriptors);
        Targets.requireChosen("ecs:diff", descriptors);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Map<String, String> summaries = new LinkedHashMap<>();
        for (DeploymentDescriptor descriptor : descriptors) {
            DeploymentPlan plan = file == null ? deployer.diff(descriptor) : deployer.diff(descriptor, file);
            outcomes.put(descriptor.name(), plan.outcome());
            summaries.put(descriptor.name(), plan.outcome().label());
        }
        publish(outcomes);
        if (calledByName()) {
            new ReactorSummary(session(), plugin()).add(project(), summaries).forEach(progress()::line);
        }
        requireNoDifference(outcomes);
    }

    private void requireNoDifference(Map<String, Outcome> outcomes) {
        List<String> differing = outcomes.keySet().stream()
                .filter(name -> outcomes.get(name) != Outcome.UNCHANGED)
                .toList();
        if (failOnDiff && !differing.isEmpty()) {
            throw new UserException(new Explanation(
                    "What runs differs from the descriptor: " + String.join(", ", differing),
                    "",
                    "ecs.failOnDiff is set",
                    "deploy with mvn ecs:deploy, or change the descriptor to what runs"));
        }
    }
}
