package io.github.ecsmaven.deployer.aws;

import io.github.ecsmaven.deployer.aws.AwsErrors.Failure;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Errors that an AWS service answered with a code. */
final class ServiceErrors {
    private static final String AGAIN = "Run the goal again: it continues with what it finds.";

    private ServiceErrors() {}

    static DeployerException explain(AwsServiceException failure, Failure facts) {
        if (AccessDenied.isToldBy(facts.message())) {
            return new UserException(AccessDenied.of(facts).explain(facts), failure);
        }
        return switch (facts.code()) {
            case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "NotAuthorized" ->
                new UserException(AccessDenied.of(facts).explain(facts), failure);
            case "ExpiredToken", "ExpiredTokenException" ->
                user(
                        failure,
                        facts,
                        "The role session has ended before the work was done.",
                        "Check the clock of this machine: a session that followed it was refused too. " + AGAIN);
            case "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "IncompleteSignature",
                    "IncompleteSignatureException" ->
                user(
                        failure,
                        facts,
                        "The endpoint does not know the credentials of the role session.",
                        "Check that region and ecs.endpoint belong to the partition of the role: credentials of one"
                                + " partition, or of ecs-local, are unknown to another.");
            case "InvalidSignatureException", "SignatureDoesNotMatch", "RequestExpired", "RequestTimeTooSkewed" ->
                environment(
                        failure,
                        facts,
                        "The endpoint refuses the signature of the call.",
                        "Check the clock of this machine (AWS allows 5 minutes) and that no proxy changes requests.");
            case "ThrottlingException",
                    "Throttling",
                    "ThrottledException",
                    "RequestLimitExceeded",
                    "TooManyRequestsException" ->
                environment(
                        failure,
                        facts,
                        "AWS refuses the call for its rate: " + bucket(facts.operation()) + ".",
                        "Run the goal again when less is deployed at the same time. The limit holds for the whole"
                                + " account and Region.");
            case "ServerException",
                    "InternalFailure",
                    "InternalServerError",
                    "InternalServerException",
                    "ServiceUnavailable",
                    "ServiceUnavailableException" ->
                environment(
                        failure,
                        facts,
                        "AWS failed to answer " + facts.action() + ".",
                        AGAIN + " If it stays, look at the AWS Health Dashboard for "
                                + facts.endpoint().region() + ".");
            case "UnknownOperationException", "UnsupportedOperation", "InvalidAction", "NotImplemented" ->
                unknownOperation(failure, facts);
            default -> EcsErrors.explain(failure, facts);
        };
    }

    static DeployerException unknownOperation(AwsServiceException failure, Failure facts) {
        return environment(
                failure,
                facts,
                "The endpoint does not know the operation " + facts.operation() + ".",
                facts.endpoint().override() == null
                        ? "The Region " + facts.endpoint().region() + " may not have it yet: use another Region."
                        : "Check ecs.endpoint: what listens there is not the service " + facts.service()
                                + ", or is too old to have the operation.");
    }

    static UserException user(AwsServiceException failure, Failure facts, String what, String cure) {
        return new UserException(new Explanation(what, facts.where(), facts.said(), cure), failure);
    }

    static EnvironmentException environment(AwsServiceException failure, Failure facts, String what, String cure) {
        return new EnvironmentException(new Explanation(what, facts.where(), facts.said(), cure), failure);
    }

    /** The token bucket of an ECS operation. Source: request throttling in the ECS Developer Guide. */
    private static String bucket(String operation) {
        return switch (operation) {
            case "RegisterTaskDefinition", "DeregisterTaskDefinition" ->
                "task definition changes, 20 at once and 1 more each second";
            case "DescribeTaskDefinition", "ListTaskDefinitions" ->
                "task definition reads, 50 at once and 20 more each second";
            case "CreateService", "UpdateService", "DeleteService" ->
                "service changes, 50 at once and 5 more each second";
            case "DescribeServices", "ListServices" -> "service reads, 100 at once and 20 more each second";
            case "TagResource", "UntagResource" -> "tag changes, 20 at once and 10 more each second";
            default -> operation;
        };
    }
}
