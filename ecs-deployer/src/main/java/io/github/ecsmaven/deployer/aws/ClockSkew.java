package io.github.ecsmaven.deployer.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A refusal because of the time in the signature: AWS takes one that is at most five minutes off its own. */
final class ClockSkew {
    /** As in the SDK: less than what AWS takes, so that a clock at the border counts as wrong. */
    private static final Duration LEAST = Duration.ofMinutes(4);

    private static final Set<String> CODES = Set.of(
            "AuthFailure",
            "InvalidSignatureException",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch");

    private ClockSkew() {}

    /**
     * How far AWS's clock is ahead of this machine's, by the date of the answer; empty where something else was wrong.
     *
     * @param now by this machine's clock
     */
    static Optional<Duration> of(SdkException failure, Instant now) {
        if (!(failure instanceof AwsServiceException refused) || !CODES.contains(AwsErrors.codeOf(failure))) {
            return Optional.empty();
        }
        return refused.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("Date")
                .flatMap(ClockSkew::time)
                .map(theirs -> Duration.between(now, theirs))
                .filter(ahead -> ahead.abs().compareTo(LEAST) >= 0);
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
