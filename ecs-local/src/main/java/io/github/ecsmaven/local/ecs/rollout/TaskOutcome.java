package io.github.ecsmaven.local.ecs.rollout;

import java.util.Optional;

/**
 * What becomes of a task that was started.
 *
 * @param failure why it cannot start, as {@code containers[].reason} says it; empty when it runs
 */
public record TaskOutcome(Optional<String> failure) {
    private static final TaskOutcome STARTS = new TaskOutcome(Optional.empty());

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
}
