package io.github.ecsmaven.deployer.rollout;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.Pacer;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/**
 * Finds the service deployment that belongs to a deployment of a service. Neither CreateService nor UpdateService
 * returns its ARN; it targets the service revision whose id is the deployment's, and appears a moment later.
 */
public final class ServiceDeploymentFinder {
    private static final int LOOKS = 60;

    private final EcsClient ecs;
    private final Pacer pacer;
    private final AwsErrors errors;

    public ServiceDeploymentFinder(EcsClient ecs, Pacer pacer, AwsErrors errors) {
        this.ecs = ecs;
        this.pacer = pacer;
        this.errors = errors;
    }

    /**
     * The service deployment's ARN.
     *
     * @param deploymentId {@code ecs-svc/1234567890123456789}
     * @throws EnvironmentException where it has not appeared after a minute, or AWS lets nobody look: the state is unknown
     *     then, not good
     */
    public String find(String cluster, String service, String deploymentId) {
        String revision = deploymentId.substring(deploymentId.lastIndexOf('/') + 1);
        for (int look = 0; look < LOOKS; look++) {
            Optional<String> found = looked(cluster, service, revision);
            if (found.isPresent()) {
                return found.get();
            }
            pacer.pause(Duration.ofSeconds(1));
        }
        throw new EnvironmentException(new Explanation(
                "The service deployment of " + deploymentId + " did not appear within a minute",
                "service " + service + " in cluster " + cluster,
                "ECS took the change and lists no service deployment for it",
                "run the goal again: it reads what is there and follows it"));
    }

    /** The change is written: where nobody can look, how it ends is not known, which is another thing than a failure. */
    private Optional<String> looked(String cluster, String service, String revision) {
        try {
            return look(cluster, service, revision);
        } catch (DeployerException e) {
            Explanation known = e.explanation();
            throw new EnvironmentException(
                    new Explanation(
                            "How the deployment ends is unknown: ECS took the change, and this build cannot look any more.",
                            "service " + service + " in cluster " + cluster
                                    + (known.where().isEmpty() ? "" : "\n" + known.where()),
                            known.what() + (known.why().isEmpty() ? "" : "\n" + known.why()),
                            (known.cure().isEmpty() ? "" : known.cure() + "\n")
                                    + "Resume by running the goal again: it finds the deployment and follows it."),
                    e);
        }
    }

    private Optional<String> look(String cluster, String service, String revision) {
        try {
            return ecs
                    .listServiceDeployments(request -> request.cluster(cluster).service(service))
                    .serviceDeployments()
                    .stream()
                    .filter(brief -> brief.targetServiceRevisionArn() != null
                            && brief.targetServiceRevisionArn().endsWith("/" + revision))
                    .map(ServiceDeploymentBrief::serviceDeploymentArn)
                    .findFirst();
        } catch (SdkException e) {
            throw errors.translate(e, "ecs:ListServiceDeployments", service);
        }
    }
}
