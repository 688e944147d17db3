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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Works out what differs and what is to be done. Pure: the same descriptor and live state give the same plan. */
public final class Planner {
    private static final Duration ROLLOUT = Duration.ofMinutes(15);
    private static final Set<String> RUNNING =
            Set.of("PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS");

    private final FieldRules rules;
    private final TaskDefinitionComparator taskDefinitions;
    private final ServiceComparator services;
    private final ManagedFieldCodes codes = ManagedFieldCodes.load();

    /** @param rules what ECS does with each field */
    public Planner(FieldRules rules) {
        this.rules = rules;
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
        return plan(descriptor, live, account, NewDeployment.WHERE_NEEDED);
    }

    /** The same, with or without tasks that are replaced whatever changes. */
    public DeploymentPlan plan(
            DeploymentDescriptor descriptor, LiveState live, String account, NewDeployment newDeployment) {
        Target target = target(descriptor, account);
        Revision revision = taskDefinition(descriptor, live, target);
        ImagesSection images = new ImagesSection(descriptor, live);
        Section moved = images.section();
        NewDeployment needed =
                newDeployment == NewDeployment.WHERE_NEEDED && !moved.changes().isEmpty()
                        ? NewDeployment.FOR_MOVED_TAGS
                        : newDeployment;
        Section sections = revision.section().and(moved);
        if (descriptor.wantedService().isPresent()) {
            ScaledCount count = new ScaledCount(descriptor, live);
            sections = sections.and(count.explained(new ServiceSection(services, codes, descriptor, target, needed)
                            .of(count.wanted(descriptor.wantedService().get()), live, revision.reference())))
                    .and(scaling(descriptor, live, target));
        } else if (newDeployment == NewDeployment.FORCED) {
            sections = sections.and(Section.saying(List.of(new DeploymentPlan.Note(
                    KeyedPath.of("taskDefinition"),
                    DeploymentPlan.Note.Matter.NO_SERVICE,
                    "the descriptor has no service whose tasks a new deployment could replace"))));
        }
        sections = sections.andFirst(new LogGroupsSection(descriptor)
                .of(descriptor.resources().logGroups(), live.surroundings().logGroups()));
        return new DeploymentPlan(
                target,
                sections.changes(),
                sections.actions(),
                sections.unmanaged(),
                sections.addedByServer(),
                sections.refusals(),
                judgement(live, sections.actions()),
                descriptor.lookUps().secrecy(),
                sections.notes(),
                images.digests());
    }

    private Section scaling(DeploymentDescriptor descriptor, LiveState live, Target target) {
        return descriptor
                .resources()
                .wantedAutoScaling()
                .map(wanted -> new AutoScalingSection(rules, descriptor, target)
                        .of(wanted, live.surroundings().findScaling().orElse(null)))
                .orElse(Section.empty());
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

    /** The task definition's section, and what the service is to run. */
    private record Revision(Section section, RevisionReference reference) {}

    private Revision taskDefinition(DeploymentDescriptor descriptor, LiveState live, Target target) {
        Value.Structure wanted = Requests.taskDefinition(descriptor);
        Map<String, String> tags = Requests.taskDefinitionTags(descriptor);
        LiveTaskDefinition found = live.findTaskDefinition().orElse(null);
        TaskDefinitionComparator.Result result = taskDefinitions.compare(
                wanted,
                found == null ? null : found.definition(),
                descriptor,
                live.findService().isPresent() ? Effect.ROLLS_TASKS : Effect.CREATES);
        Section said = new Section(List.of(), List.of(), List.of(), Map.of(), result.addedByServer());
        if (found != null && result.differences().isEmpty()) {
            return new Revision(
                    said.and(TagsSection.of(found.arn(), tags, found.tags(), "taskDefinition")),
                    new RevisionReference.Registered(found.arn()));
        }
        String title = found == null
                ? "task definition " + target.family() + " → first revision"
                : "task definition " + found.familyAndRevision() + " → new revision";
        ResourceChange change = new ResourceChange(
                DeploymentPlan.Kind.TASK_DEFINITION,
                found == null ? DeploymentPlan.Operation.CREATE : DeploymentPlan.Operation.UPDATE,
                title,
                result.differences());
        Action register = new Action.RegisterTaskDefinition(Requests.withTags(result.request(), tags));
        return new Revision(
                said.and(new Section(List.of(change), List.of(register), List.of(), Map.of(), List.of())),
                new RevisionReference.NewRevision());
    }

    private static Judgement judgement(LiveState live, List<Action> actions) {
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
