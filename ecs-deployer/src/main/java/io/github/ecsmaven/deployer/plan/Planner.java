package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.deployer.live.LiveState.LiveService;
import io.github.ecsmaven.deployer.live.LiveState.LiveTaskDefinition;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Works out what differs and what is to be done. Pure: the same descriptor and live state give the same plan. */
public final class Planner {
    private static final Duration ROLLOUT = Duration.ofMinutes(15);
    private static final Set<String> RUNNING =
            Set.of("PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS");

    private final TaskDefinitionComparator taskDefinitions;
    private final ServiceComparator services;

    /** @param rules what ECS does with each field */
    public Planner(FieldRules rules) {
        this.taskDefinitions = new TaskDefinitionComparator(rules);
        this.services = new ServiceComparator(rules);
    }

    /**
     * The plan that makes {@code live} what the descriptor wants.
     *
     * @param descriptor without {@link Value.Unresolved} values
     * @param account the account that {@code live} was read from, 12 digits
     */
    public DeploymentPlan plan(DeploymentDescriptor descriptor, LiveState live, String account) {
        Draft draft = new Draft(descriptor, live, target(descriptor, account));
        RevisionReference revision = draft.taskDefinition();
        if (descriptor.wantedService().isPresent()) {
            draft.service(descriptor.wantedService().get(), revision);
        }
        return draft.plan();
    }

    /** How long the descriptor lets its rollout take. */
    public static Duration rolloutTimeout(DeploymentDescriptor descriptor) {
        Duration timeout = descriptor.rollout().timeout();
        return timeout != null ? timeout : ROLLOUT;
    }

    private static Target target(DeploymentDescriptor descriptor, String account) {
        return new Target(
                descriptor.name(),
                descriptor.environment(),
                descriptor.region(),
                account,
                descriptor.cluster(),
                Texts.of(descriptor.taskDefinition(), "family"),
                descriptor
                        .wantedService()
                        .map(service -> Texts.of(service, "serviceName"))
                        .orElse(null));
    }

    /** What is gathered while one plan is made. */
    private final class Draft {
        private final DeploymentDescriptor descriptor;
        private final LiveState live;
        private final Target target;
        private final List<ResourceChange> changes = new ArrayList<>();
        private final List<Action> actions = new ArrayList<>();
        private final List<DeploymentPlan.Refusal> refusals = new ArrayList<>();
        private final Map<KeyedPath, Value> unmanaged = new LinkedHashMap<>();
        private final List<KeyedPath> addedByServer = new ArrayList<>();

        Draft(DeploymentDescriptor descriptor, LiveState live, Target target) {
            this.descriptor = descriptor;
            this.live = live;
            this.target = target;
        }

        RevisionReference taskDefinition() {
            Value.Structure wanted = Requests.taskDefinition(descriptor);
            LiveTaskDefinition found = live.findTaskDefinition().orElse(null);
            TaskDefinitionComparator.Result result = taskDefinitions.compare(
                    wanted,
                    found == null ? null : found.definition(),
                    descriptor,
                    live.findService().isPresent() ? Effect.ROLLS_TASKS : Effect.CREATES);
            addedByServer.addAll(result.addedByServer());
            if (found != null && result.differences().isEmpty()) {
                tags(found.arn(), Requests.taskDefinitionTags(descriptor), found.tags(), "taskDefinition");
                return new RevisionReference.Registered(found.arn());
            }
            String title = found == null
                    ? "task definition " + target.family() + " → first revision"
                    : "task definition " + found.familyAndRevision() + " → new revision";
            changes.add(new ResourceChange(
                    DeploymentPlan.Kind.TASK_DEFINITION,
                    found == null ? DeploymentPlan.Operation.CREATE : DeploymentPlan.Operation.UPDATE,
                    title,
                    result.differences()));
            actions.add(new Action.RegisterTaskDefinition(
                    Requests.withTags(result.request(), Requests.taskDefinitionTags(descriptor))));
            return new RevisionReference.NewRevision();
        }

        void service(Value.Structure wanted, RevisionReference revision) {
            LiveService found = live.findService().orElse(null);
            String name = Objects.requireNonNull(target.serviceName());
            if (found == null) {
                changes.add(new ResourceChange(
                        DeploymentPlan.Kind.SERVICE,
                        DeploymentPlan.Operation.CREATE,
                        "service " + name + " in cluster " + target.clusterName(),
                        services.created(wanted)));
                requireCount(wanted);
                actions.add(new Action.CreateService(
                        Requests.withTags(Requests.createService(wanted), Requests.serviceTags(descriptor)),
                        revision,
                        rolloutTimeout(descriptor)));
                return;
            }
            if (found.status() == LiveState.Status.DRAINING) {
                refuse(
                        KeyedPath.of("service", "serviceName"),
                        "the service is being deleted (DRAINING) and cannot be changed",
                        "run again when it is gone: it is created anew then");
            }
            update(wanted, found, revision, name);
            tags(found.arn(), Requests.serviceTags(descriptor), found.tags(), "service");
        }

        /** ECS asks for a count when it creates a service, and only then: afterwards auto scaling may own it. */
        private void requireCount(Value.Structure wanted) {
            boolean daemon = wanted.members().get("schedulingStrategy") instanceof Value.Text text
                    && text.text().equals("DAEMON");
            if (!daemon && !(wanted.members().get("desiredCount") instanceof Value.Numeral)) {
                refuse(
                        KeyedPath.of("service", "desiredCount"),
                        "CreateService needs it for a service that is not a DAEMON",
                        "write desiredCount; it may be left out again once the service exists");
            }
        }

        private void refuse(KeyedPath path, String why, String wayOut) {
            refusals.add(new DeploymentPlan.Refusal(
                    path, descriptor.sources().of(path).map(Object::toString).orElse(""), why, wayOut));
        }

        private void update(Value.Structure wanted, LiveService found, RevisionReference revision, String name) {
            ServiceComparator.Result result = services.compare(wanted, found.definition(), descriptor);
            unmanaged.putAll(result.unmanaged());
            refusals.addAll(result.refusals());
            RevisionReference needed = needed(revision, found);
            if (!result.differences().isEmpty()) {
                changes.add(new ResourceChange(
                        DeploymentPlan.Kind.SERVICE,
                        DeploymentPlan.Operation.UPDATE,
                        "service " + name,
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
                        rolloutTimeout(descriptor)));
            }
        }

        private RevisionReference needed(RevisionReference revision, LiveService found) {
            return revision instanceof RevisionReference.Registered registered
                            && registered.arn().equals(found.taskDefinitionArn())
                    ? new RevisionReference.Unchanged()
                    : revision;
        }

        private void tags(String arn, Map<String, String> wanted, Map<String, String> found, String section) {
            Map<String, String> missing = new LinkedHashMap<>();
            List<Difference> leaves = new ArrayList<>();
            wanted.forEach((key, value) -> {
                String before = found.get(key);
                if (!value.equals(before)) {
                    missing.put(key, value);
                    KeyedPath path = KeyedPath.of(section, "tags").key(key);
                    leaves.add(
                            before == null
                                    ? new Difference.Added(path, new Value.Text(value), Effect.IN_PLACE)
                                    : new Difference.Changed(
                                            path, new Value.Text(before), new Value.Text(value), Effect.IN_PLACE));
                }
            });
            if (!missing.isEmpty()) {
                changes.add(new ResourceChange(
                        DeploymentPlan.Kind.TAGS,
                        DeploymentPlan.Operation.UPDATE,
                        "tags of " + arn.substring(arn.lastIndexOf(':') + 1),
                        new Difference.Group(KeyedPath.of(section, "tags"), leaves)));
                actions.add(new Action.TagResource(arn, missing));
            }
        }

        DeploymentPlan plan() {
            return new DeploymentPlan(
                    target,
                    changes,
                    actions,
                    unmanaged,
                    addedByServer,
                    refusals,
                    judgement(),
                    descriptor.lookUps().secrecy());
        }

        private Judgement judgement() {
            LiveService service = live.findService().orElse(null);
            if (service == null || service.findCurrentDeployment().isEmpty()) {
                return new Judgement.NoDeployment();
            }
            LiveDeployment current = service.findCurrentDeployment().get();
            boolean ours = service.isTargetOf(current)
                    && actions.stream()
                            .noneMatch(action -> action instanceof Action.UpdateService
                                    || action instanceof Action.RegisterTaskDefinition);
            if (RUNNING.contains(current.status())) {
                return ours ? new Judgement.Adopted(current) : new Judgement.Foreign(current);
            }
            return ours && !current.status().equals("SUCCESSFUL")
                    ? new Judgement.EndedBadly(current)
                    : new Judgement.Settled(current);
        }
    }
}
