package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.Value;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A write of Application Auto Scaling. All but the deletions may be repeated: they put what is to be. */
public sealed interface ScalingAction extends Action {
    /** What is scaled. */
    ScaledService service();

    /** What it is about, for people: {@code scaling policy cpu of service/shop/orders}. */
    String subject();

    @Override
    default Duration worstCase() {
        return SHORT;
    }

    /**
     * The desired count of a service, as Application Auto Scaling names it.
     *
     * @param resourceId {@code service/CLUSTER/NAME}
     * @param targetArn of the scalable target; null where there is none yet
     */
    record ScaledService(String resourceId, @Nullable String targetArn) {}

    /**
     * Registers a scalable target, or changes one. Members that are left out stay as they are.
     *
     * @param request the members of RegisterScalableTarget but those that name the service
     * @param tags of a new target; empty where it exists
     */
    record RegisterScalableTarget(ScaledService service, Value.Structure request, Map<String, String> tags)
            implements ScalingAction {
        public RegisterScalableTarget {
            tags = Map.copyOf(tags);
        }

        @Override
        public String operation() {
            return "application-autoscaling:RegisterScalableTarget";
        }

        @Override
        public String subject() {
            return "scalable target " + service.resourceId();
        }

        @Override
        public Deed deed() {
            return new Deed("set", "scalable target");
        }
    }

    /**
     * Adds tags to a scalable target, or changes their values.
     *
     * @param tags those that are missing or differ
     */
    record TagScalableTarget(ScaledService service, String arn, Map<String, String> tags) implements ScalingAction {
        public TagScalableTarget {
            tags = Map.copyOf(tags);
        }

        @Override
        public String operation() {
            return "application-autoscaling:TagResource";
        }

        @Override
        public String subject() {
            return "scalable target " + service.resourceId();
        }

        @Override
        public Deed deed() {
            return new Deed("tag", "scalable target");
        }
    }

    /**
     * Creates a scaling policy, or puts another in its place.
     *
     * @param request the members of PutScalingPolicy but those that name the service
     */
    record PutScalingPolicy(ScaledService service, String policyName, Value.Structure request)
            implements ScalingAction {
        @Override
        public String operation() {
            return "application-autoscaling:PutScalingPolicy";
        }

        @Override
        public String subject() {
            return "scaling policy " + policyName + " of " + service.resourceId();
        }

        @Override
        public Deed deed() {
            return new Deed("put", "scaling policy");
        }
    }

    /** Deletes a scaling policy, with the alarms that target tracking made for it. */
    record DeleteScalingPolicy(ScaledService service, String policyName) implements ScalingAction {
        @Override
        public String operation() {
            return "application-autoscaling:DeleteScalingPolicy";
        }

        @Override
        public String subject() {
            return "scaling policy " + policyName + " of " + service.resourceId();
        }

        @Override
        public Deed deed() {
            return new Deed("delete", "scaling policy");
        }
    }

    /**
     * Creates a scheduled action, or changes one.
     *
     * @param request the members of PutScheduledAction but those that name the service
     */
    record PutScheduledAction(ScaledService service, String scheduledActionName, Value.Structure request)
            implements ScalingAction {
        @Override
        public String operation() {
            return "application-autoscaling:PutScheduledAction";
        }

        @Override
        public String subject() {
            return "scheduled action " + scheduledActionName + " of " + service.resourceId();
        }

        @Override
        public Deed deed() {
            return new Deed("put", "scheduled action");
        }
    }

    /** Deletes a scheduled action. */
    record DeleteScheduledAction(ScaledService service, String scheduledActionName) implements ScalingAction {
        @Override
        public String operation() {
            return "application-autoscaling:DeleteScheduledAction";
        }

        @Override
        public String subject() {
            return "scheduled action " + scheduledActionName + " of " + service.resourceId();
        }

        @Override
        public Deed deed() {
            return new Deed("delete", "scheduled action");
        }
    }
}
