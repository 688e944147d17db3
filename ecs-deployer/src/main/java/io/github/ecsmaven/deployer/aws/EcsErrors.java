package io.github.ecsmaven.deployer.aws;

import io.github.ecsmaven.deployer.aws.AwsErrors.Failure;
import io.github.ecsmaven.deployer.problem.DeployerException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What the codes of ECS mean for somebody who deploys. */
final class EcsErrors {
    private EcsErrors() {}

    static DeployerException explain(AwsServiceException failure, Failure facts) {
        return switch (facts.code()) {
            case "ClusterNotFoundException" ->
                ServiceErrors.user(
                        failure,
                        facts,
                        "There is no cluster " + (facts.cluster().isEmpty() ? facts.resource() : facts.cluster())
                                + " in account " + facts.account() + ", Region "
                                + facts.endpoint().region() + ".",
                        "Correct cluster or region in the descriptor, or identity.roleArn if the cluster is in another"
                                + " account, or create the cluster.");
            case "ServiceNotFoundException" ->
                ServiceErrors.user(
                        failure,
                        facts,
                        "There is no service " + facts.resource() + " in cluster " + facts.cluster() + ", account "
                                + facts.account() + ", Region "
                                + facts.endpoint().region() + ".",
                        "Correct service.serviceName, cluster or region in the descriptor; if somebody deleted the"
                                + " service meanwhile, run the goal again and it is created.");
            case "ServiceNotActiveException" ->
                ServiceErrors.user(
                        failure,
                        facts,
                        "The service " + facts.resource() + " is being deleted or was deleted.",
                        "Wait until it is INACTIVE, then run the goal again: it is created anew.");
            case "ClientException" -> client(failure, facts);
            case "InvalidParameterException" -> invalidParameter(failure, facts);
            case "PlatformUnknownException", "PlatformTaskDefinitionIncompatibilityException" ->
                ServiceErrors.user(
                        failure,
                        facts,
                        "The Fargate platform version does not fit the task definition.",
                        "Set service.platformVersion to LATEST, or to a version that has what the task definition"
                                + " uses.");
            case "NamespaceNotFoundException" ->
                ServiceErrors.user(
                        failure,
                        facts,
                        "The Service Connect namespace does not exist.",
                        "Correct service.serviceConnectConfiguration.namespace, or create the Cloud Map namespace.");
            case "ConflictException", "UpdateInProgressException" ->
                ServiceErrors.user(
                        failure,
                        facts,
                        "The state of " + facts.resource() + " does not allow " + facts.operation() + " now.",
                        "Wait until what is going on has ended, then run the goal again.");
            case "LimitExceededException" ->
                ServiceErrors.user(
                        failure,
                        facts,
                        "A limit of the account stands in the way of " + facts.operation() + ".",
                        "Ask for more in Service Quotas, or deregister what is not used.");
            case "BlockedException" ->
                ServiceErrors.user(
                        failure, facts, "AWS has blocked the account " + facts.account() + ".", "Ask AWS Support.");
            default -> other(failure, facts);
        };
    }

    private static DeployerException client(AwsServiceException failure, Failure facts) {
        if (facts.message().contains("Role is not valid")) {
            return ServiceErrors.user(
                    failure,
                    facts,
                    "A role of the task definition is not valid.",
                    "Check taskDefinition.taskRoleArn and taskDefinition.executionRoleArn: the role must exist in"
                            + " account " + facts.account() + " and trust ecs-tasks.amazonaws.com; leave the field out"
                            + " where no role is wanted.");
        }
        if (facts.message().contains("Unable to describe task definition")) {
            return ServiceErrors.user(
                    failure,
                    facts,
                    "There is no task definition " + facts.resource() + " in account " + facts.account() + ", Region "
                            + facts.endpoint().region() + ".",
                    "Correct taskDefinition.family or region; a revision that was deleted can't be read any more.");
        }
        return refused(failure, facts);
    }

    private static DeployerException invalidParameter(AwsServiceException failure, Failure facts) {
        if (facts.message().contains("not idempotent")) {
            return ServiceErrors.user(
                    failure,
                    facts,
                    "A service " + facts.resource() + " exists already, with other settings.",
                    "Run the goal again: it reads the service and updates it. While it is DRAINING, wait until it is"
                            + " INACTIVE.");
        }
        return refused(failure, facts);
    }

    private static DeployerException refused(AwsServiceException failure, Failure facts) {
        return ServiceErrors.user(
                failure,
                facts,
                "AWS refuses " + facts.operation() + (facts.resource().isEmpty() ? "" : " of " + facts.resource())
                        + ".",
                "Change the descriptor so that the reason above no longer holds, then run the goal again.");
    }

    private static DeployerException other(AwsServiceException failure, Failure facts) {
        return facts.status() >= 500
                ? ServiceErrors.environment(
                        failure,
                        facts,
                        "AWS failed to answer " + facts.action() + ".",
                        "Run the goal again: it continues with what it finds.")
                : refused(failure, facts);
    }
}
