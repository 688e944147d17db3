package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.Pacer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * How often one session is asked for, by the class of the error. Throttling, failures of STS and lost connections are
 * not here: the SDK repeats these calls, as it does for every read. What is here the SDK does not know, or must not repeat
 * everywhere.
 */
final class StsPatience {
    /** The way between STS and the issuer. */
    private static final List<Duration> PASSING =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    /** IAM says no for seconds after a role was made; nearly always a no stays one, so this is short. */
    private static final List<Duration> DENIED = List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final Pacer pacer;
    private final RandomGenerator random;
    private final Consumer<String> notices;
    private final Deque<Duration> passing = new ArrayDeque<>(PASSING);
    private final Deque<Duration> denied;

    private StsPatience(Pacer pacer, RandomGenerator random, Consumer<String> notices, Deque<Duration> denied) {
        this.pacer = pacer;
        this.random = random;
        this.notices = notices;
        this.denied = denied;
    }

    /** For a role that has not let this job in before. */
    static StsPatience withNewRole(Pacer pacer, RandomGenerator random, Consumer<String> notices) {
        return new StsPatience(pacer, random, notices, new ArrayDeque<>(DENIED));
    }

    /** For one that has: what it refuses now it refuses for good. */
    static StsPatience withKnownRole(Pacer pacer, RandomGenerator random, Consumer<String> notices) {
        return new StsPatience(pacer, random, notices, new ArrayDeque<>());
    }

    /**
     * Waits where asking once more may help.
     *
     * @param role for the line that says so
     * @return whether to ask again
     */
    boolean hasWaitedAfter(SdkException failure, RoleArn role) {
        if (StsErrors.isPassing(failure) && !passing.isEmpty()) {
            pause(passing.remove());
            return true;
        }
        if (AwsErrors.isDenied(failure) && !denied.isEmpty()) {
            if (denied.size() == DENIED.size()) {
                notices.accept(
                        "STS denies the role " + role.text()
                                + ". It also does for some seconds after a role or its trust policy was changed: asking again.");
            }
            pause(denied.remove());
            return true;
        }
        return false;
    }

    /** Between half of the time and all of it, so that jobs that failed together do not come back together. */
    private void pause(Duration longest) {
        long half = longest.toMillis() / 2;
        pacer.pause(Duration.ofMillis(half + random.nextLong(half + 1)));
    }
}
