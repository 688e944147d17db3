package io.github.ecsmaven.deployer.rollout;

import java.time.Duration;
import java.util.List;

/** How a rollout ended, as far as it was followed. Only {@link Succeeded} and the two that follow nothing are a success. */
public sealed interface RolloutResult {
    /** The service deployment reached its target. */
    record Succeeded(String serviceDeploymentArn, Duration after) implements RolloutResult {}

    /** The change starts no service deployment: what was written is in force. */
    record NothingToFollow() implements RolloutResult {}

    /** The user asked not to wait. */
    record NotFollowed(String serviceDeploymentArn) implements RolloutResult {}

    /**
     * ECS ended it: rolled back, or stopped.
     *
     * @param status the terminal status as the API has it
     * @param reason the API's reason; empty where it gives none
     * @param diagnosis what was found out about the tasks, line by line
     */
    record Failed(String serviceDeploymentArn, String status, String reason, List<String> diagnosis)
            implements RolloutResult {
        public Failed {
            diagnosis = List.copyOf(diagnosis);
        }
    }

    /** Somebody else's deployment took its place before it had ended. */
    record Superseded(String serviceDeploymentArn, String byServiceDeploymentArn) implements RolloutResult {}

    /**
     * Not finished when the time was up. It goes on without us.
     *
     * @param status the last one seen
     */
    record TimedOut(String serviceDeploymentArn, String status, Duration after, List<String> diagnosis)
            implements RolloutResult {
        public TimedOut {
            diagnosis = List.copyOf(diagnosis);
        }
    }
}
