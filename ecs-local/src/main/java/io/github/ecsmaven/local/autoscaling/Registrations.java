package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.state.StateMember;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.wire.CallContext;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** The targets of an account with all that is on them. */
final class Registrations {
    private static final String ITSELF = "";
    private static final String TARGETS = "targets";
    private static final String POLICIES = "policies";
    private static final String SCHEDULED_ACTIONS = "scheduledActions";

    private final Registry<ScalableTarget> targets = new Registry<>(TARGETS, ScalableTarget::builder);
    private final Registry<ScalingPolicy> policies = new Registry<>(POLICIES, ScalingPolicy::builder);
    private final Registry<ScheduledAction> scheduledActions =
            new Registry<>(SCHEDULED_ACTIONS, ScheduledAction::builder);

    Registry<ScalableTarget> targets() {
        return targets;
    }

    Registry<ScalingPolicy> policies() {
        return policies;
    }

    Registry<ScheduledAction> scheduledActions() {
        return scheduledActions;
    }

    Optional<ScalableTarget> target(Target target, CallContext call) {
        return targets.find(target, ITSELF, call);
    }

    void put(Target target, ScalableTarget registered, CallContext call) {
        targets.put(target, ITSELF, registered, call);
    }

    /** Takes a target away with its policies and scheduled actions. */
    Optional<ScalableTarget> remove(Target target, CallContext call) {
        policies.removeAll(target, call);
        scheduledActions.removeAll(target, call);
        return targets.remove(target, ITSELF, call);
    }

    void requireTarget(Target target, CallContext call) {
        if (target(target, call).isEmpty()) {
            throw Refusals.notRegistered(target);
        }
    }

    List<StatePart> parts() {
        return List.of(targets.part(), policies.part(), scheduledActions.part());
    }

    void write(JsonWriter json) {
        json.writeFieldName(TARGETS);
        targets.write(json);
        json.writeFieldName(POLICIES);
        policies.write(json);
        json.writeFieldName(SCHEDULED_ACTIONS);
        scheduledActions.write(json);
    }

    void read(JsonNode json) {
        targets.read(StateMember.of(json, TARGETS));
        policies.read(StateMember.of(json, POLICIES));
        scheduledActions.read(StateMember.of(json, SCHEDULED_ACTIONS));
    }
}
