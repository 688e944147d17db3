package io.github.ecsmaven.deployer.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** When a call that failed is made once more. */
enum Repetition {
    /** It changes nothing, so repeating it does no harm. */
    OF_READS {
        @Override
        boolean helps(SdkException failure) {
            if (failure instanceof AwsServiceException answered) {
                return answered.isThrottlingException()
                        || answered.statusCode() >= 500
                        || AwsErrors.codeOf(answered).startsWith("RequestTimeout");
            }
            return Causes.find(failure, IOException.class).isPresent();
        }
    },
    /** It may have been carried out, unless it was refused before anybody looked at it. */
    OF_WRITES {
        @Override
        boolean helps(SdkException failure) {
            return wasRefusedUnseen(failure);
        }
    };

    private static final int MOST_DOUBLINGS = 4;
    private static final Duration AFTER_THROTTLING = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    /** Refusals that AWS gives before it looks at a request, so that repeating it cannot do it twice. */
    private static final Set<String> REFUSED_UNSEEN = Set.of(
            "ThrottlingException",
            "Throttling",
            "ThrottledException",
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "RequestThrottled",
            "RequestThrottledException");

    /** Whether the same call may be answered a moment later. */
    abstract boolean helps(SdkException failure);

    /** Whether a call was refused for its rate. */
    static boolean wasRefusedUnseen(Throwable failure) {
        return failure instanceof AwsServiceException refused
                && refused.awsErrorDetails() != null
                && refused.awsErrorDetails().errorCode() != null
                && REFUSED_UNSEEN.contains(refused.awsErrorDetails().errorCode());
    }

    /** How long to wait before it. */
    static Duration pause(SdkException failure, int attempt) {
        boolean throttled = failure instanceof AwsServiceException answered && answered.isThrottlingException();
        Duration first = throttled ? AFTER_THROTTLING : AFTER_FAILURE;
        return first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    }
}
