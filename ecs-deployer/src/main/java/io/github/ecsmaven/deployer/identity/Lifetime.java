package io.github.ecsmaven.deployer.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * How long sessions can go on that are made with one token: the one at hand, and those that follow it as long as STS still
 * takes the token.
 *
 * @param ends when the session at hand ends
 * @param tokenEnds when the token does
 * @param length of the sessions that follow
 */
record Lifetime(Instant ends, Instant tokenEnds, Duration length) {
    /** A token in its last seconds may have ended when it arrives. */
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    /** Whether it is as long as that, or longer. */
    boolean reaches(Instant wanted) {
        return !lastEnd(wanted).isBefore(wanted);
    }

    /**
     * When the last session ends.
     *
     * @param enough later ends do not matter
     */
    Instant lastEnd(Instant enough) {
        Duration step = length.minus(RenewingCredentials.margin(length));
        Instant end = ends;
        Instant renewal = ends.minus(RenewingCredentials.margin(length));
        while (end.isBefore(enough) && !renewal.isAfter(tokenEnds.minus(LEEWAY))) {
            end = renewal.plus(length);
            renewal = renewal.plus(step);
        }
        return end;
    }

    /** {@code 5 min}, {@code 1 h 30 min}: never less than it is. */
    static String text(Duration time) {
        long minutes = Math.max(0, time.plusSeconds(59).toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
