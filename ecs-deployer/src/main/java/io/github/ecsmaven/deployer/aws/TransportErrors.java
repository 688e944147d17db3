package io.github.ecsmaven.deployer.aws;

import io.github.ecsmaven.deployer.aws.AwsErrors.Failure;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Calls that no AWS service answered. */
final class TransportErrors {
    private TransportErrors() {}

    /** Nothing came back, or something that the SDK could not read. */
    static DeployerException explain(SdkException failure, Failure facts) {
        Optional<ForeignAnswerException> foreign = Causes.find(failure, ForeignAnswerException.class);
        if (foreign.isPresent()) {
            return foreign("The answer " + foreign.get().getMessage() + ".", facts, failure);
        }
        if (isUnreadable(failure)) {
            return foreign(
                    "The answer is broken: it cannot be read as one of " + facts.operation() + ".", facts, failure);
        }
        if (Causes.find(failure, AbortedException.class).isPresent()
                || Causes.find(failure, InterruptedException.class).isPresent()) {
            return environment(
                    "The build was interrupted while it called " + facts.action() + ".",
                    facts,
                    "",
                    "Run the goal again: it continues with what it finds.",
                    failure);
        }
        return environment(
                "AWS cannot be reached at " + facts.url() + ".", facts, reason(failure), cure(facts), failure);
    }

    /** A status of failure without an error code: a proxy, a gateway, a redirect. */
    static DeployerException explainStatus(AwsServiceException failure, Failure facts) {
        if (facts.status() == 501) {
            return ServiceErrors.unknownOperation(failure, facts);
        }
        Optional<SdkHttpResponse> answer =
                Optional.ofNullable(failure.awsErrorDetails()).map(details -> details.sdkHttpResponse());
        if (facts.status() >= 300 && facts.status() < 400) {
            String target = answer.flatMap(found -> found.firstMatchingHeader("Location"))
                    .map(AwsMessage::printable)
                    .orElse("another address");
            return foreign(
                    "It answers with a redirect (HTTP " + facts.status() + ") to " + target
                            + ", which no endpoint of AWS does.",
                    facts,
                    failure);
        }
        if (!facts.requestId().isEmpty()) {
            return environment(
                    "AWS failed with HTTP " + facts.status() + " and no error code.",
                    facts,
                    facts.said(),
                    "Run the goal again. If it stays, look at the AWS Health Dashboard for " + facts.service() + " in "
                            + facts.endpoint().region() + ".",
                    failure);
        }
        String type = answer.flatMap(found -> found.firstMatchingHeader("Content-Type"))
                .map(AwsMessage::printable)
                .orElse("no content type");
        return foreign(
                "It answers with HTTP " + facts.status() + ", " + type + ", no error code and no request id.",
                facts,
                failure);
    }

    private static EnvironmentException foreign(String seen, Failure facts, SdkException failure) {
        String proxied = facts.endpoint().override() == null
                ? "A proxy or a firewall between this machine and AWS seems to answer in its place:"
                        + " look at HTTPS_PROXY and NO_PROXY, or ask whoever runs the network."
                : "Check ecs.endpoint: it must be the root URL of ecs-local or of an AWS endpoint.";
        return environment("What answers at " + facts.url() + " is not AWS.", facts, seen, proxied, failure);
    }

    private static boolean isUnreadable(SdkException failure) {
        String message = failure.getMessage();
        return message != null && (message.contains("unmarshall") || message.contains("parse XML"));
    }

    private static String reason(SdkException failure) {
        return ConnectionFailure.reason(failure)
                .orElseGet(() -> "The call could not be made: "
                        + AwsMessage.printable(
                                String.valueOf(failure.getMessage()).replaceAll(" \\(SDK .*\\)$", "")) + ".");
    }

    private static String cure(Failure facts) {
        return facts.endpoint().override() == null
                ? "Check the Region " + facts.endpoint().region()
                        + ", the network and its proxy (HTTPS_PROXY), and for a private network the VPC endpoint, which"
                        + " -Decs.endpoint=URL names."
                : "Check ecs.endpoint: -Decs.endpoint=" + facts.url()
                        + " must be where ecs-local or a VPC endpoint listens. Without it AWS's own endpoint of "
                        + facts.endpoint().region() + " is used.";
    }

    private static EnvironmentException environment(
            String what, Failure facts, String why, String cure, SdkException failure) {
        return new EnvironmentException(new Explanation(what, facts.where(), why, cure), failure);
    }
}
