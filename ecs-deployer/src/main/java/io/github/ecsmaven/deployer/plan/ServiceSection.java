package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveState.LiveService;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Refusal;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The service of a plan: created, or changed where the descriptor speaks. */
final class ServiceSection {
    private final ServiceComparator services;
    private final DeploymentDescriptor descriptor;
    private final Target target;

    ServiceSection(ServiceComparator services, DeploymentDescriptor descriptor, Target target) {
        this.services = services;
        this.descriptor = descriptor;
        this.target = target;
    }

    /** @param revision what the service is to run */
    Section of(Value.Structure wanted, LiveState live, RevisionReference revision) {
        LiveService found = live.findService().orElse(null);
        return found == null ? created(wanted, revision) : existing(wanted, found, revision);
    }

    private Section created(Value.Structure wanted, RevisionReference revision) {
        ResourceChange change = new ResourceChange(
                DeploymentPlan.Kind.SERVICE,
                DeploymentPlan.Operation.CREATE,
                "service " + name() + " in cluster " + target.clusterName(),
                services.created(wanted));
        Action create = new Action.CreateService(
                Requests.withTags(Requests.createService(wanted), Requests.serviceTags(descriptor)),
                revision,
                Planner.rolloutTimeout(descriptor));
        return new Section(List.of(change), List.of(create), count(wanted), Map.of(), List.of());
    }

    private Section existing(Value.Structure wanted, LiveService found, RevisionReference revision) {
        Section draining = found.status() == LiveState.Status.DRAINING
                ? refused(refusal(
                        KeyedPath.of("service", "serviceName"),
                        "the service is being deleted (DRAINING) and cannot be changed",
                        "run again when it is gone: it is created anew then"))
                : Section.empty();
        return draining.and(updated(wanted, found, revision))
                .and(TagsSection.of(found.arn(), Requests.serviceTags(descriptor), found.tags(), "service"));
    }

    private static Section refused(Refusal refusal) {
        return new Section(List.of(), List.of(), List.of(refusal), Map.of(), List.of());
    }

    /** ECS asks for a count when it creates a service, and only then: afterwards auto scaling may own it. */
    private List<Refusal> count(Value.Structure wanted) {
        boolean daemon = wanted.members().get("schedulingStrategy") instanceof Value.Text text
                && text.text().equals("DAEMON");
        if (daemon || wanted.members().get("desiredCount") instanceof Value.Numeral) {
            return List.of();
        }
        return List.of(refusal(
                KeyedPath.of("service", "desiredCount"),
                "CreateService needs it for a service that is not a DAEMON",
                "write desiredCount; it may be left out again once the service exists"));
    }

    private Refusal refusal(KeyedPath path, String why, String wayOut) {
        return new Refusal(
                path, descriptor.sources().of(path).map(Object::toString).orElse(""), why, wayOut);
    }

    private Section updated(Value.Structure wanted, LiveService found, RevisionReference revision) {
        ServiceComparator.Result result = services.compare(wanted, found.definition(), descriptor);
        RevisionReference needed = needed(revision, found);
        List<ResourceChange> changes = new ArrayList<>();
        List<Action> actions = new ArrayList<>();
        if (!result.differences().isEmpty()) {
            changes.add(new ResourceChange(
                    DeploymentPlan.Kind.SERVICE,
                    DeploymentPlan.Operation.UPDATE,
                    "service " + name(),
                    result.differences()));
        }
        if (!(needed instanceof RevisionReference.Unchanged)
                || !result.request().members().isEmpty()) {
            boolean starts = !(needed instanceof RevisionReference.Unchanged)
                    || result.differences().leaves().anyMatch(leaf -> leaf.effect() == Effect.STARTS_DEPLOYMENT);
            actions.add(new Action.UpdateService(
                    result.request(),
                    needed,
                    starts ? Action.StartsDeployment.YES : Action.StartsDeployment.NO,
                    Planner.rolloutTimeout(descriptor)));
        }
        return new Section(changes, actions, result.refusals(), result.unmanaged(), List.of());
    }

    private static RevisionReference needed(RevisionReference revision, LiveService found) {
        return revision instanceof RevisionReference.Registered registered
                        && registered.arn().equals(found.taskDefinitionArn())
                ? new RevisionReference.Unchanged()
                : revision;
    }

    private String name() {
        return Objects.requireNonNull(target.serviceName());
    }
}
