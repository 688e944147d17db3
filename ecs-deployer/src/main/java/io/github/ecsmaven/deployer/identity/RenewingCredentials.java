package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.RenewableCredentials;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * The credentials of a session, and of those that follow it. They are renewed some time before they end, so that a token
 * service that is away for a minute costs nothing; who uses them does not notice. Thread-safe: one caller renews, the others
 * wait for it.
 */
final class RenewingCredentials implements RenewableCredentials {
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /** Of a short session that is too much. */
    private static final int LEAST_PART = 5;

    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

    private final Supplier<IssuedSession> next;
    private final Clock clock;
    private final Consumer<String> notices;
    private IssuedSession session;
    private Duration length;
    private Instant renewal;
    private boolean ended;

    /**
     * @param next asks for a new session
     * @param notices takes a line where that did not work yet
     */
    RenewingCredentials(IssuedSession session, Supplier<IssuedSession> next, Clock clock, Consumer<String> notices) {
        this.session = session;
        this.next = next;
        this.clock = clock;
        this.notices = notices;
        this.length = Duration.between(clock.instant(), session.ends());
        this.renewal = renewal(session);
    }

    /** How long before its end a session of this length is renewed. */
    static Duration margin(Duration length) {
        Duration part = length.dividedBy(LEAST_PART);
        return part.compareTo(MARGIN) < 0 ? part : MARGIN;
    }

    /**
     * The credentials of now.
     *
     * @throws EnvironmentException where they have ended and there are no others
     */
    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (!clock.instant().isBefore(renewal)) {
            renew();
        }
        return session.credentials();
    }

    @Override
    public synchronized void expired(AwsCredentials refused) {
        if (refused.equals(session.credentials())) {
            ended = true;
            renewal = Instant.MIN;
        }
    }

    /** Goes on with another session. */
    synchronized void replace(IssuedSession other) {
        session = other;
        length = Duration.between(clock.instant(), other.ends());
        renewal = renewal(other);
        ended = false;
    }

    /** When the session at hand ends, by the clock of this machine. */
    synchronized Instant ends() {
        return session.ends();
    }

    /** How long the session at hand lasts from its beginning to its end, in whole minutes; never less than it is. */
    synchronized Duration length() {
        return Duration.ofMinutes(length.plusSeconds(59).toMinutes());
    }

    private void renew() {
        try {
            replace(next.get());
        } catch (DeployerException e) {
            Instant now = clock.instant();
            Explanation reason = e.explanation();
            if (ended || !now.isBefore(session.ends())) {
                throw new EnvironmentException(
                        new Explanation(
                                "The role session has ended and there is no other one.",
                                session.arn() + (reason.where().isEmpty() ? "" : "\n" + reason.where()),
                                reason.what() + (reason.why().isEmpty() ? "" : "\n" + reason.why()),
                                reason.cure()),
                        e);
            }
            renewal = now.plus(BETWEEN_TRIES);
            if (renewal.isAfter(session.ends())) {
                renewal = session.ends();
            }
            notices.accept(
                    "The role session, which ends at " + session.ends() + ", is not renewed yet: " + reason.what());
        }
    }

    private Instant renewal(IssuedSession of) {
        Duration left = Duration.between(clock.instant(), of.ends());
        return of.ends().minus(margin(left));
    }

    @Override
    public synchronized String toString() {
        return "RenewingCredentials[" + session.arn() + " until " + session.expiration() + "]";
    }
}
