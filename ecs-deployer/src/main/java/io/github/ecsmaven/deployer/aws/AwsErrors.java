package io.github.ecsmaven.deployer.aws;

import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one place where exceptions of the SDK become something that a user can act on. Decides by the error code, never by
 * the exception's class: the same code comes as different classes from different services.
 */
public final class AwsErrors {
    private final AwsEndpoint endpoint;
    private final String caller;
    private final String cluster;

    /**
     * @param caller ARN of the role session that calls; empty before there is one
     * @param cluster the cluster's name or ARN as the descriptor has it; empty where it does not matter
     */
    public AwsErrors(AwsEndpoint endpoint, String caller, String cluster) {
        this.endpoint = endpoint;
        this.caller = caller;
        this.cluster = cluster;
    }

    /** For calls that are made without a role session. */
    public static AwsErrors withoutSession(AwsEndpoint endpoint) {
        return new AwsErrors(endpoint, "", "");
    }

    /**
     * An error as AWS gave it, with what is known about the call.
     *
     * @param action {@code ecs:UpdateService}
     * @param resource name or ARN of what the call was about; empty where it has none
     * @param code the error code; empty where there is none
     * @param message AWS's own words, without what the SDK adds
     * @param status the HTTP status
     * @param requestId empty where the answer had none
     */
    record Failure(
            String action,
            String resource,
            String code,
            String message,
            int status,
            String requestId,
            AwsEndpoint endpoint,
            String caller,
            String cluster) {
        String service() {
            return action.substring(0, Math.max(0, action.indexOf(':')));
        }

        String operation() {
            return action.substring(action.indexOf(':') + 1);
        }

        String url() {
            return endpoint.url(service());
        }

        /** 12 digits, from the caller; {@code unknown} where there is none. */
        String account() {
            String[] parts = caller.split(":", -1);
            return parts.length > 4 && !parts[4].isEmpty() ? parts[4] : "unknown";
        }

        /** What was called, about what, and where. */
        String where() {
            return action + (resource.isEmpty() ? "" : " of " + resource) + " at " + url();
        }

        /** What AWS said, and the number under which AWS finds it. */
        String said() {
            return (message.isEmpty() ? "AWS gave no reason" : "AWS says: " + message) + " ("
                    + (code.isEmpty() ? "no error code" : code) + ", HTTP " + status
                    + (requestId.isEmpty() ? ", no request id)" : ", request " + requestId + ")");
        }
    }

    /** The code of an error that a service answered; empty where it has none, or nothing answered. */
    public static String codeOf(SdkException failure) {
        return details(failure).map(AwsErrorDetails::errorCode).orElse("");
    }

    /** Whether IAM refused the call. */
    public static boolean isDenied(SdkException failure) {
        return switch (codeOf(failure)) {
            case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "NotAuthorized" -> true;
            default -> AccessDenied.isToldBy(messageOf(failure));
        };
    }

    /** Whether a call was refused because its credentials, or the token in it, have expired. */
    public static boolean isExpired(SdkException failure) {
        return codeOf(failure).startsWith("ExpiredToken");
    }

    /** Whether a call was refused because its credentials are no longer any: revoked, or unknown. */
    public static boolean isUnknownCaller(SdkException failure) {
        return switch (codeOf(failure)) {
            case "UnrecognizedClientException", "InvalidClientTokenId" -> true;
            default -> false;
        };
    }

    /** AWS's own words about an error, without what the SDK adds; empty where there are none. */
    public static String messageOf(SdkException failure) {
        return details(failure)
                .map(AwsErrorDetails::errorMessage)
                .map(AwsMessage::printable)
                .orElse("");
    }

    /** The number under which AWS finds the call; empty where the answer had none. */
    public static String requestIdOf(SdkException failure) {
        return failure instanceof AwsServiceException answered
                ? Objects.requireNonNullElse(answered.requestId(), "")
                : "";
    }

    /**
     * What a user needs to know about a failed call.
     *
     * @param action the IAM action of the call, {@code ecs:UpdateService}
     * @param resource name or ARN of what it was about; empty where it has none
     */
    public DeployerException translate(SdkException failure, String action, String resource) {
        int status = failure instanceof AwsServiceException answered ? answered.statusCode() : 0;
        Failure facts = new Failure(
                action,
                resource,
                codeOf(failure),
                messageOf(failure),
                status,
                requestIdOf(failure),
                endpoint,
                caller,
                cluster);
        if (!(failure instanceof AwsServiceException answered)) {
            return TransportErrors.explain(failure, facts);
        }
        return facts.code().isEmpty()
                ? TransportErrors.explainStatus(answered, facts)
                : ServiceErrors.explain(answered, facts);
    }

    /**
     * Makes a call and translates its failure.
     *
     * @param action the IAM action of the call
     * @param resource name or ARN of what it is about; empty where it has none
     */
    public <T> T call(String action, String resource, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw translate(e, action, resource);
        }
    }

    /**
     * Something that was there a moment ago and no longer is.
     *
     * @param kind {@code service}, {@code service deployment}
     * @param name its name or ARN
     */
    public DeployerException disappeared(String kind, String name) {
        return new EnvironmentException(new Explanation(
                "The " + kind + " " + name + " is no longer there.",
                endpoint.url("ecs") + (cluster.isEmpty() ? "" : ", cluster " + cluster) + ", Region "
                        + endpoint.region(),
                "It was there when this run began: somebody else has deleted it, or the cluster was replaced.",
                "Find out who deletes it, for example in CloudTrail, then run the goal again."));
    }

    private static Optional<AwsErrorDetails> details(SdkException failure) {
        return failure instanceof AwsServiceException answered
                ? Optional.ofNullable(answered.awsErrorDetails())
                : Optional.empty();
    }
}
