package io.github.ecsmaven.deployer.apply;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's actions led to.
 *
 * @param taskDefinitionArn the revision that the service is to run, or that was registered
 * @param deploymentId id of the deployment that the service's write started, {@code ecs-svc/1234567890123456789};
 *     null where none was
 * @param done what was done, for people, line by line
 */
public record AppliedPlan(
        String taskDefinitionArn, @Nullable String deploymentId, List<String> done) {
    public AppliedPlan {
        done = List.copyOf(done);
    }

    /** The deployment to look for among the service deployments. */
    public Optional<String> startedDeployment() {
        return Optional.ofNullable(deploymentId);
    }
}
