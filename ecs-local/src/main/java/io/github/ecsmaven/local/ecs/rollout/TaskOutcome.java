package io.github.ecsmaven.local.ecs.rollout;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a task that was started.
 *
 * @param failure why it cannot start, as {@code containers[].reason} says it; empty when it runs
 * @param exit how it ends by itself; empty when it runs until it is stopped
 */
public record TaskOutcome(Optional<String> failure, Optional<Exit> exit) {
    private static final TaskOutcome STARTS = new TaskOutcome(Optional.empty());

    /** A task that fails, or starts and stays. */
    public TaskOutcome(Optional<String> failure) {
        this(failure, Optional.empty());
    }

    /**
     * The end of a task that has done its work.
     *
     * @param code what the process of its first essential container returns: 0 to 255
     * @param after how long it runs, counted from RUNNING
     */
    public record Exit(int code, Duration after) {
        /** Checks both. */
        public Exit {
            if (code < 0 || code > 255 || after.isNegative()) {
                throw new IllegalArgumentException("a process ends with a code from 0 to 255 after some time, not with "
                        + code + " after " + after);
            }
        }
    }

    /** The task reaches RUNNING and stays there. */
    public static TaskOutcome starts() {
        return STARTS;
    }

    /**
     * The task stops before it runs.
     *
     * @param reason for example {@code CannotPullContainerError: pull image manifest has been retried 1 time(s)}
     */
    public static TaskOutcome fails(String reason) {
        return new TaskOutcome(Optional.of(reason));
    }

    /**
     * The task reaches RUNNING, and its first essential container ends by itself. That is so for a task of RunTask; one
     * of a service runs on.
     *
     * @param code what its process returns: 0 to 255
     * @param after how long it runs
     */
    public static TaskOutcome exits(int code, Duration after) {
        return new TaskOutcome(Optional.empty(), Optional.of(new Exit(code, after)));
    }
}
