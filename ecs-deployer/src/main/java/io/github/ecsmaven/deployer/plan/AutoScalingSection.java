package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveScaling;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Kind;
import io.github.ecsmaven.deployer.plan.ScalingAction.ScaledService;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.ApiNames;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;

/** The auto scaling of a plan: scalable target, then policies, then scheduled actions. */
final class AutoScalingSection {
    /** They name the service in each request and are made of the target. */
    private static final Set<String> OF_THE_SERVICE = Set.of("serviceNamespace", "resourceId", "scalableDimension");

    private static final String TYPE = "policyType";
    private static final String CONFIGURATION = "PolicyConfiguration";

    private final FieldRules rules;
    private final DeploymentDescriptor descriptor;
    private final Target target;

    AutoScalingSection(FieldRules rules, DeploymentDescriptor descriptor, Target target) {
        this.rules = rules;
        this.descriptor = descriptor;
        this.target = target;
    }

    /** @param found how the service is scaled now; null: it is not */
    Section of(Value.Structure wanted, @Nullable LiveScaling found) {
        ScaledService service = new ScaledService(
                "service/" + target.clusterName() + "/" + target.serviceName(),
                found != null && found.target().members().get("scalableTargetARN") instanceof Value.Text arn
                        ? arn.text()
                        : null);
        return new ScalableTargetSection(rules, descriptor, service)
                .of(wanted, found)
                .and(new ScalingList(new Policies(service), rules, descriptor)
                        .of(wanted, found == null ? List.of() : found.policies()))
                .and(new ScalingList(new ScheduledActions(service), rules, descriptor)
                        .of(wanted, found == null ? List.of() : found.scheduledActions()));
    }

    private static Set<String> membersOf(SdkPojo request) {
        Set<String> names = new LinkedHashSet<>();
        request.sdkFieldNameToField().keySet().forEach(name -> names.add(ApiNames.camelCase(name)));
        names.removeAll(OF_THE_SERVICE);
        return names;
    }

    private record Policies(ScaledService service) implements ScalingList.Sort {
        private static final Set<String> SETTABLE =
                membersOf(PutScalingPolicyRequest.builder().build());

        @Override
        public String member() {
            return "scalingPolicies";
        }

        @Override
        public String key() {
            return "policyName";
        }

        @Override
        public String noun() {
            return "scaling policy";
        }

        @Override
        public Kind kind() {
            return Kind.SCALING_POLICY;
        }

        @Override
        public Set<String> settable() {
            return SETTABLE;
        }

        /** The block says the type; Application Auto Scaling would take it to be StepScaling. */
        @Override
        public Value.Structure complete(Value.Structure wanted) {
            if (wanted.members().containsKey(TYPE)) {
                return wanted;
            }
            return wanted.members().keySet().stream()
                    .filter(name -> name.endsWith(CONFIGURATION))
                    .findFirst()
                    .map(block -> Requests.with(wanted, TYPE, new Value.Text(type(block))))
                    .orElse(wanted);
        }

        /** {@code stepScalingPolicyConfiguration}: StepScaling. */
        private static String type(String block) {
            String name = block.substring(0, block.length() - CONFIGURATION.length());
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }

        /** A policy keeps its type for as long as it lives: one of another type is another policy. */
        @Override
        public List<Action> put(String name, Value.Structure wanted, Value.Structure live) {
            List<Action> actions = new ArrayList<>();
            Value before = live.members().get(TYPE);
            if (before != null && !before.equals(wanted.members().get(TYPE))) {
                actions.add(delete(name));
            }
            actions.add(new ScalingAction.PutScalingPolicy(service, name, wanted));
            return actions;
        }

        @Override
        public Action delete(String name) {
            return new ScalingAction.DeleteScalingPolicy(service, name);
        }
    }

    private record ScheduledActions(ScaledService service) implements ScalingList.Sort {
        private static final Set<String> SETTABLE =
                membersOf(PutScheduledActionRequest.builder().build());

        @Override
        public String member() {
            return "scheduledActions";
        }

        @Override
        public String key() {
            return "scheduledActionName";
        }

        @Override
        public String noun() {
            return "scheduled action";
        }

        @Override
        public Kind kind() {
            return Kind.SCHEDULED_ACTION;
        }

        @Override
        public Set<String> settable() {
            return SETTABLE;
        }

        @Override
        public Value.Structure complete(Value.Structure wanted) {
            return wanted;
        }

        @Override
        public List<Action> put(String name, Value.Structure wanted, Value.Structure live) {
            return List.of(new ScalingAction.PutScheduledAction(service, name, wanted));
        }

        @Override
        public Action delete(String name) {
            return new ScalingAction.DeleteScheduledAction(service, name);
        }
    }
}
