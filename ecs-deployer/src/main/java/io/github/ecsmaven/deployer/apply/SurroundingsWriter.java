package io.github.ecsmaven.deployer.apply;

import io.github.ecsmaven.deployer.aws.SignedCall;
import io.github.ecsmaven.deployer.plan.Action;
import io.github.ecsmaven.deployer.plan.LogGroupAction;
import io.github.ecsmaven.deployer.plan.ScalingAction;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;

/** Carries out what a plan does around a service. */
public final class SurroundingsWriter {
    private final ScalingWriter scaling;
    private final LogGroupWriter logGroups;

    /**
     * @param scaling with the write session; makes one attempt for each call; asked for when there is something to write
     * @param logs writes of CloudWatch Logs; asked for when there is something to write
     */
    public SurroundingsWriter(Supplier<ApplicationAutoScalingClient> scaling, Supplier<SignedCall> logs) {
        this.scaling = new ScalingWriter(scaling);
        this.logGroups = new LogGroupWriter(logs);
    }

    /** Carries it out, and says what was done; empty where the action is another's. */
    Optional<String> write(Action action) {
        if (action instanceof ScalingAction scale) {
            return Optional.of(scaling.write(scale));
        }
        return action instanceof LogGroupAction log ? Optional.of(logGroups.write(log)) : Optional.empty();
    }
}
