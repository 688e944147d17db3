package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveState.LiveService;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Note;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Refusal;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The service of a plan: created, or changed where the descriptor speaks, or spoke. */
final class ServiceSection {
    private static final String FORCE = "forceNewDeployment";

    private final ServiceComparator services;
    private final ManagedFieldCodes codes;
    private final DeploymentDescriptor descriptor;
    private final Target target;
    private final NewDeployment newDeployment;

    ServiceSection(
            ServiceComparator services,
            ManagedFieldCodes codes,
            DeploymentDescriptor descriptor,
            Target target,
            NewDeployment newDeployment) {
        this.services = services;
        this.codes = codes;
        this.descriptor = descriptor;
        this.target = target;
        this.newDeployment = newDeployment;
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
        Map<String, String> tags = Requests.serviceTags(descriptor);
        Map<String, String> recorded = ManagedFieldsRecord.of(codes, descriptor, null, Map.of(), tags)
                .onCreation(tags, ManagedFields.declaredBy(descriptor, wanted));
        Action create = new Action.CreateService(
                Requests.withTags(Requests.createService(wanted), recorded),
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
        return draining.and(updated(wanted, found, revision));
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
        Map<String, String> wantedTags = Requests.serviceTags(descriptor);
        Section tags = TagsSection.of(found.arn(), wantedTags, found.tags(), "service");
        ManagedFieldsRecord record = ManagedFieldsRecord.of(codes, descriptor, found.arn(), found.tags(), wantedTags);
        ServiceComparator.Result result =
                services.compare(new ServiceComparator.Sides(wanted, found.definition(), record.members()), descriptor);
        ManagedFields toRecord = ManagedFields.declaredBy(descriptor, wanted)
                .and(result.stuck().stream()
                        .map(stuck -> ManagedFields.name(stuck.path()))
                        .collect(Collectors.toSet()));
        Difference.Group differences = withForce(result.differences());
        Optional<Action.UpdateService> update = update(result.request(), differences, needed(revision, found));
        List<Action> actions = record.around(found.arn(), toRecord, update, tagsOf(tags));
        List<Note> notes = new ArrayList<>();
        result.stuck().forEach(stuck -> notes.add(cannotBeReset(stuck)));
        offer(differences, update).ifPresent(notes::add);
        notes.addAll(record.notes(toRecord, result.unmanaged().keySet(), actions));
        List<ResourceChange> changes = new ArrayList<>();
        if (!differences.isEmpty()) {
            changes.add(new ResourceChange(
                    DeploymentPlan.Kind.SERVICE, DeploymentPlan.Operation.UPDATE, "service " + name(), differences));
        }
        changes.addAll(tags.changes());
        Map<KeyedPath, Value> unmanaged = new LinkedHashMap<>(result.unmanaged());
        unmanaged.putAll(tags.unmanaged());
        return new Section(changes, actions, result.refusals(), unmanaged, List.of(), notes);
    }

    private static Map<String, String> tagsOf(Section tags) {
        return tags.actions().stream()
                .map(Action.TagResource.class::cast)
                .findFirst()
                .map(Action.TagResource::tags)
                .orElse(Map.of());
    }

    private Difference.Group withForce(Difference.Group differences) {
        if (newDeployment != NewDeployment.FORCED) {
            return differences;
        }
        List<Difference> all = new ArrayList<>(differences.children());
        all.add(new Difference.Added(differences.path().member(FORCE), new Value.Flag(true), Effect.STARTS_DEPLOYMENT));
        return new Difference.Group(differences.path(), all);
    }

    private Optional<Action.UpdateService> update(
            Value.Structure request, Difference.Group differences, RevisionReference needed) {
        boolean moves = !(needed instanceof RevisionReference.Unchanged);
        boolean starts = moves || differences.leaves().anyMatch(leaf -> leaf.effect() == Effect.STARTS_DEPLOYMENT);
        boolean forced = switch (newDeployment) {
            case WHERE_NEEDED -> false;
            case FOR_MOVED_TAGS -> !starts;
            case FORCED -> true;
        };
        if (!forced && !moves && request.members().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Action.UpdateService(
                forced ? Requests.with(request, FORCE, new Value.Flag(true)) : request,
                needed,
                starts || forced ? Action.StartsDeployment.YES : Action.StartsDeployment.NO,
                Planner.rolloutTimeout(descriptor)));
    }

    private static Note cannotBeReset(ServiceComparator.Stuck stuck) {
        return new Note(
                stuck.path(),
                Note.Matter.CANNOT_BE_RESET,
                "is no longer declared and cannot be reset (set it to " + Texts.valueToSet(stuck.valueToSet()) + ")");
    }

    /** Where only new tasks see a change and none are started. */
    private static Optional<Note> offer(Difference.Group differences, Optional<Action.UpdateService> update) {
        List<String> members = differences
                .leaves()
                .filter(leaf -> leaf.effect() == Effect.NEW_TASKS_ONLY)
                .map(leaf -> leaf.path().segments().get(1).toString())
                .distinct()
                .toList();
        boolean starts = update.filter(action -> action.startsDeployment() == Action.StartsDeployment.YES)
                .isPresent();
        return members.isEmpty() || starts
                ? Optional.empty()
                : Optional.of(new Note(
                        differences.path(),
                        Note.Matter.NEW_DEPLOYMENT_OFFERED,
                        "running tasks keep their " + String.join(", ", members)
                                + "; -Decs.forceNewDeployment replaces them"));
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
