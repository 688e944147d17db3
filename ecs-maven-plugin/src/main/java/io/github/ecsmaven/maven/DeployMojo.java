package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.plan.DeployGate;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes what runs what the descriptor wants: prints the diff, applies it, follows the rollout to its end. Writes nothing
 * where nothing differs.
 */
@Mojo(name = "deploy", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public class DeployMojo extends AbstractEcsMojo {
    /**
     * Waits for the rollout to end. Without waiting, success means that ECS has taken the change, not that it works.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.wait", defaultValue = "true")
    private boolean wait;

    /**
     * Makes the service replace its tasks whatever changes: they see what only new tasks see, and a new image under the
     * same tag.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.forceNewDeployment", defaultValue = "false")
    private boolean forceNewDeployment;

    @Override
    void run() {
        List<DeploymentDescriptor> descriptors = descriptors();
        if (calledByName()) {
            Targets.requireChosen("ecs:deploy", descriptors);
        }
        Deployer deployer = deployer(
                wait ? Deployer.Following.YES : Deployer.Following.NO,
                forceNewDeployment ? NewDeployment.FORCED : NewDeployment.WHERE_NEEDED);
        for (DeploymentDescriptor descriptor : descriptors) {
            Optional<String> reason = DeployGate.reasonToSkip(descriptor, job());
            if (reason.isEmpty()) {
                deployer.deploy(descriptor);
            } else {
                progress().line(descriptor.name() + " skipped, because " + reason.get());
            }
        }
    }
}
