package io.github.ecsmaven.deployer.rollout;

import java.time.Duration;

/** Durations for people. */
public final class Durations {
    private Durations() {}

    /** {@code 4 s}, {@code 2 min 05 s}, {@code 1 h 03 min}. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return "%d min %02d s".formatted(seconds / 60, seconds % 60);
        }
        return "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }
}
