package io.github.ecsmaven.local.ecs.rollout;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param scheduling from a service deployment's creation to its start
 * @param provisioning of a task, before it is PENDING
 * @param pending of a task, before it is RUNNING or has failed
 * @param draining of a task, from the decision to stop it to STOPPED
 * @param retry before a failed task's replacement is started, doubled with each failure in a row; positive
 */
public record Pace(Duration scheduling, Duration provisioning, Duration pending, Duration draining, Duration retry) {
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 20;

    public Pace {
        if (scheduling.isNegative() || provisioning.isNegative() || pending.isNegative() || draining.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative");
        }
        if (retry.isNegative() || retry.isZero()) {
            throw new IllegalArgumentException(
                    "retry must be positive, otherwise a failing task would be retried " + "without end in no time");
        }
    }

    /** The wait after so many failures in a row, at least one; AWS's own is 15 minutes at most. */
    Duration retryAfter(int failures) {
        Duration wait = retry.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
    }
}
