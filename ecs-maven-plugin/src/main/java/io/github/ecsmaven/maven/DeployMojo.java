package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.DeploymentReport;
import io.github.ecsmaven.deployer.plan.DeployGate;
import io.github.ecsmaven.deployer.plan.Outcome;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes what runs what the descriptor wants: prints the diff, applies it, follows the rollout to its end. Writes nothing
 * where nothing differs.
 */
@Mojo(name = "deploy", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public class DeployMojo extends AbstractPlanMojo {
    /**
     * Waits for the rollout to end. Without waiting, success means that ECS has taken the change, not that it works.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.wait", defaultValue = "true")
    private boolean wait;

    /**
     * Names the JSON document of a plan that was saved before: deploys only where the plan of now is that plan. Only for one
     * descriptor.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.plan")
    private @Nullable String plan;

    @Override
    void run() {
        try (Deployer deployer = deployer(wait ? Deployer.Following.YES : Deployer.Following.NO)) {
            deploy(deployer);
        }
    }

    private void deploy(Deployer deployer) {
        List<DeploymentDescriptor> descriptors = descriptors(early -> {
            if (DeployGate.reasonToSkip(early, job()).isEmpty()) {
                deployer.prepare(early);
            }
        });
        Path savedPlan = fileOfOne("ecs.plan", plan, descriptors);
        if (calledByName()) {
            Targets.requireChosen("ecs:deploy", descriptors);
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (DeploymentDescriptor descriptor : descriptors) {
            Optional<String> reason = DeployGate.reasonToSkip(descriptor, job());
            if (reason.isEmpty()) {
                DeploymentReport report =
                        savedPlan == null ? deployer.deploy(descriptor) : deployer.deploy(descriptor, savedPlan);
                outcomes.put(descriptor.name(), report.plan().outcome());
                publish(outcomes);
            } else {
                progress().line(descriptor.name() + " skipped, because " + reason.get());
            }
        }
    }
}
