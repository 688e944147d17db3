package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows what a deployment would change, and changes nothing: reads with a session that holds no write permission. */
@Mojo(name = "diff", threadSafe = true)
public class DiffMojo extends AbstractEcsMojo {
    /**
     * Fails the build when anything differs.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.failOnDiff", defaultValue = "false")
    private boolean failOnDiff;

    /**
     * Shows what a deployment would do that makes the service replace its tasks whatever changes.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.forceNewDeployment", defaultValue = "false")
    private boolean forceNewDeployment;

    @Override
    void run() {
        List<DeploymentDescriptor> descriptors = descriptors();
        Targets.requireChosen("ecs:diff", descriptors);
        List<String> differing = new ArrayList<>();
        Deployer deployer = deployer(
                Deployer.Following.YES, forceNewDeployment ? NewDeployment.FORCED : NewDeployment.WHERE_NEEDED);
        for (DeploymentDescriptor descriptor : descriptors) {
            if (deployer.diff(descriptor).differs()) {
                differing.add(descriptor.name());
            }
        }
        if (failOnDiff && !differing.isEmpty()) {
            throw new UserException(new Explanation(
                    "What runs differs from the descriptor: " + String.join(", ", differing),
                    "",
                    "ecs.failOnDiff is set",
                    "deploy with mvn ecs:deploy, or change the descriptor to what runs"));
        }
    }
}
