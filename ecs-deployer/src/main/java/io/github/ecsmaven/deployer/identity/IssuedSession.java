package io.github.ecsmaven.deployer.identity;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * What STS gave: one set of credentials, for the time until it ends.
 *
 * @param credentials never printed
 * @param arn {@code arn:aws:sts::111122223333:assumed-role/deployer/travis.1.2}
 * @param account 12 digits, from the answer of STS
 * @param expiration when it ends, by the clock of STS
 * @param ends the same by the clock of this machine
 */
record IssuedSession(AwsSessionCredentials credentials, String arn, String account, Instant expiration, Instant ends) {
    /** What STS gives is all that was asked for, or a good part of it; less is a clock that differs. */
    private static final int GOOD_PART = 8;

    /**
     * When a session ends by the clock of this machine, which may be wrong by more than a session is long.
     *
     * @param asked when it was asked for, by the same clock
     * @param duration how long it was to be
     * @param expiration when it ends by the clock of STS
     */
    static Instant ends(Instant asked, Duration duration, Instant expiration) {
        Instant own = asked.plus(duration);
        boolean credible = expiration.isAfter(asked.plus(duration.dividedBy(GOOD_PART)));
        return credible && expiration.isBefore(own) ? expiration : own;
    }

    @Override
    public String toString() {
        return "IssuedSession[" + arn + " until " + expiration + "]";
    }
}
