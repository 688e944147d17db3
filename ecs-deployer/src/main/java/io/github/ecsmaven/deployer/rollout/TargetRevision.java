package io.github.ecsmaven.deployer.rollout;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** What a service deployment that somebody else has started wants to run. */
public final class TargetRevision {
    private final EcsClient ecs;
    private final AwsErrors errors;

    public TargetRevision(EcsClient ecs, AwsErrors errors) {
        this.ecs = ecs;
        this.errors = errors;
    }

    /**
     * The ARN of its task definition.
     *
     * @throws EnvironmentException where there is no such deployment, or ECS does not say what it wants
     */
    public String taskDefinition(ServiceDeploymentArn arn) {
        ServiceDeployment deployment = errors
                .call(
                        "ecs:DescribeServiceDeployments",
                        arn.text(),
                        () -> ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(arn.text())))
                .serviceDeployments()
                .stream()
                .findFirst()
                .orElseThrow(() -> new EnvironmentException(new Explanation(
                        "There is no service deployment " + arn.text() + ".",
                        "service " + arn.service() + " in cluster " + arn.cluster(),
                        "ECS keeps service deployments for some months.",
                        "Check the ARN; ecs:diff shows what runs now.")));
        return Optional.ofNullable(deployment.targetServiceRevision())
                .flatMap(target -> errors
                        .call(
                                "ecs:DescribeServiceRevisions",
                                arn.service(),
                                () -> ecs.describeServiceRevisions(
                                        request -> request.serviceRevisionArns(target.arn())))
                        .serviceRevisions()
                        .stream()
                        .findFirst())
                .map(ServiceRevision::taskDefinition)
                .orElseThrow(() -> new EnvironmentException(new Explanation(
                        "ECS does not say what the service deployment wants to run.",
                        arn.text(),
                        "It names no service revision as its target.",
                        "ecs:diff shows what runs now.")));
    }
}
