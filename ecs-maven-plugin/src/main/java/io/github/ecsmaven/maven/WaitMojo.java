package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.PlanSettings;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.deployer.rollout.ServiceDeploymentArn;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Follows a service deployment that an earlier build has started, to its terminal status, and judges it as {@code ecs:deploy}
 * does. Writes nothing.
 */
@Mojo(name = "wait", threadSafe = true)
public class WaitMojo extends AbstractEcsMojo {
    /**
     * Names the service deployment by its ARN, as the build that started it printed it behind "following". The module must
     * have the descriptor of its service: the role in it reads.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.deployment")
    private @Nullable String deployment;

    @Override
    void run() {
        Parameters.requireNotBlank("ecs.deployment", deployment);
        if (deployment == null) {
            throw new UserException(new Explanation(
                    "No service deployment is named",
                    "ecs.deployment",
                    "",
                    "name one: -Decs.deployment=arn:aws:ecs:REGION:ACCOUNT:service-deployment/CLUSTER/SERVICE/ID"));
        }
        ServiceDeploymentArn arn = ServiceDeploymentArn.parse(deployment, "ecs.deployment");
        List<DeploymentDescriptor> descriptors = descriptors();
        if (descriptors.isEmpty()) {
            return;
        }
        Targets.requireChosen("ecs:wait", descriptors);
        deployer(
                        Deployer.Following.YES,
                        TerminalReport.Layout.plain(),
                        new PlanSettings(
                                String.valueOf(plugin().getVersion()),
                                Path.of(project().getBuild().getDirectory()).resolve("ecs"),
                                PlanSettings.DEFAULT_EXPIRY),
                        NewDeployment.WHERE_NEEDED)
                .await(descriptors, arn);
    }
}
