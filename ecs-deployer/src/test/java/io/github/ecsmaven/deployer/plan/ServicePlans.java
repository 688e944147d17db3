package io.github.ecsmaven.deployer.plan;

import static io.github.ecsmaven.deployer.plan.Fixtures.service;
import static io.github.ecsmaven.deployer.plan.Fixtures.taskDefinition;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/** Plans for one service, and what they come to, in short. */
final class ServicePlans {
    private static final String TAG = ManagedFieldsRecord.TAG;
    private static final Planner PLANNER = new Planner(FieldRules.load());

    private ServicePlans() {}

    static DeploymentPlan plan(DeploymentDescriptor descriptor, LiveState live) {
        return PLANNER.plan(descriptor, live, Fixtures.ACCOUNT);
    }

    static DeploymentDescriptor wanted(Consumer<CreateServiceRequest.Builder> settings) {
        return wanted(SdkValues.from(service(settings).build()));
    }

    static DeploymentDescriptor wanted(Value.Structure service) {
        return Fixtures.recording(
                Fixtures.descriptor(SdkValues.from(taskDefinition(c -> c).build()), service));
    }

    static LiveState live(Consumer<CreateServiceRequest.Builder> settings, String record) {
        return state(SdkValues.from(service(settings).build()), record);
    }

    static LiveState state(Value.Structure service, String record) {
        return new LiveState(
                Fixtures.revision(taskDefinition(c -> c).build()),
                new LiveState.LiveService(
                        Fixtures.SERVICE,
                        LiveState.Status.ACTIVE,
                        service,
                        Fixtures.REVISION,
                        record == null ? Map.of() : Map.of(TAG, record),
                        Set.of(),
                        null));
    }

    static LiveState withTags(LiveState state, String arn, Map<String, String> tags) {
        LiveState.LiveService of = state.findService().orElseThrow();
        return new LiveState(
                state.taskDefinition(),
                new LiveState.LiveService(
                        arn, of.status(), of.definition(), of.taskDefinitionArn(), tags, Set.of(), null));
    }

    static List<String> writes(DeploymentPlan plan) {
        return plan.actions().stream().map(ServicePlans::text).toList();
    }

    static String text(Action action) {
        if (action instanceof Action.TagResource tag) {
            return "TagResource " + tag.tags().get(TAG);
        }
        if (action instanceof Action.UntagResource untag) {
            return "UntagResource " + untag.keys();
        }
        return action instanceof Action.UpdateService update
                ? "UpdateService {"
                        + update.request().members().keySet().stream().sorted().collect(Collectors.joining(", "))
                        + "}"
                : action.operation();
    }

    static Map<String, Value> request(DeploymentPlan plan) {
        return plan.actions().stream()
                .filter(Action.UpdateService.class::isInstance)
                .map(Action.UpdateService.class::cast)
                .findFirst()
                .orElseThrow()
                .request()
                .members();
    }

    static DeploymentConfiguration configuration(DeploymentPlan plan) {
        return SdkValues.to(
                (Value.Structure) request(plan).get("deploymentConfiguration"), DeploymentConfiguration.builder());
    }

    static List<Difference.Leaf> leaves(DeploymentPlan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.differences().leaves())
                .toList();
    }

    static List<String> notes(DeploymentPlan plan) {
        return plan.notes().stream().map(Object::toString).toList();
    }

    static Value scalar(String text) {
        return text.matches("[0-9]+") ? Value.Numeral.of(Long.parseLong(text)) : new Value.Text(text);
    }

    static DeploymentPlan forced(DeploymentDescriptor descriptor, LiveState live) {
        return PLANNER.plan(descriptor, live, Fixtures.ACCOUNT, NewDeployment.FORCED);
    }
}
