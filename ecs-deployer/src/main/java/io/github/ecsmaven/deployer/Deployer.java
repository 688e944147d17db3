package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.apply.AppliedPlan;
import io.github.ecsmaven.deployer.apply.PlanExecutor;
import io.github.ecsmaven.deployer.apply.SurroundingsWriter;
import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.Pacer;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.identity.DeployerIdentity;
import io.github.ecsmaven.deployer.identity.Occasion;
import io.github.ecsmaven.deployer.identity.RoleSession;
import io.github.ecsmaven.deployer.identity.SessionOrigin;
import io.github.ecsmaven.deployer.identity.SessionPolicy;
import io.github.ecsmaven.deployer.identity.WriteSession;
import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveStateReader;
import io.github.ecsmaven.deployer.live.SurroundingsReader;
import io.github.ecsmaven.deployer.lookup.LookupResolver;
import io.github.ecsmaven.deployer.plan.Action;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.deployer.plan.Target;
import io.github.ecsmaven.deployer.plan.WritePermissions;
import io.github.ecsmaven.deployer.problem.Discretion;
import io.github.ecsmaven.deployer.report.MaskingProgress;
import io.github.ecsmaven.deployer.report.Progress;
import io.github.ecsmaven.deployer.report.Showing;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.deployer.rollout.RolloutWatcher;
import io.github.ecsmaven.deployer.rollout.ServiceDeploymentArn;
import io.github.ecsmaven.deployer.rollout.ServiceDeploymentFinder;
import io.github.ecsmaven.deployer.rollout.TargetRevision;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.EarlySettings;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.SecretTexts;
import io.github.ecsmaven.descriptor.value.Secrecy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * The engine's use cases. {@link #diff} and {@link #deploy} compute the same plan by the same calls; deploy carries out
 * exactly what diff would have printed.
 */
public final class Deployer implements AutoCloseable {
    private final Settings settings;
    private final Clock clock;
    private final Pacer pacer;
    private final Progress progress;
    private final PlanKeeper keeper;
    private final SessionStart start;
    private final Planner planner = new Planner(FieldRules.load());

    public Deployer(Settings settings, Clock clock, Pacer pacer, Progress progress) {
        this.settings = settings;
        this.clock = clock;
        this.pacer = pacer;
        this.progress = progress;
        this.keeper = new PlanKeeper(settings.plans(), settings.build().baseDirectory(), clock);
        this.start = new SessionStart(settings.build(), clock, pacer);
    }

    /**
     * What a build says besides its descriptors.
     *
     * @param build where it runs and whom it speaks to
     * @param zone for times of day
     * @param layout how plans look
     * @param plans where they are kept
     * @param newDeployment whether the service is to replace its tasks whatever changes
     */
    public record Settings(
            BuildSettings build,
            Following following,
            ZoneId zone,
            TerminalReport.Layout layout,
            PlanSettings plans,
            NewDeployment newDeployment) {}

    /** Whether a rollout is followed to its end. */
    public enum Following {
        YES,
        NO
    }

    /**
     * Requests a token for a descriptor that is still being read, and makes a client of STS. Only for the first one: the
     * tokens of others would grow old while it is being deployed.
     */
    public void prepare(EarlySettings settings) {
        start.prepare(settings);
    }

    @Override
    public void close() {
        start.close();
    }

    /**
     * Prints what a deployment would change, and saves it where {@link PlanSettings} say.
     *
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where it cannot be found out
     */
    public DeploymentPlan diff(DeploymentDescriptor descriptor) {
        return diff(descriptor, settings.plans().json(descriptor.name()));
    }

    /**
     * Prints what a deployment would change, and saves it.
     *
     * @param json the file for the JSON document
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where it cannot be found out
     */
    public DeploymentPlan diff(DeploymentDescriptor descriptor, Path json) {
        try (Connection connection = new Connection(descriptor)) {
            return connection.discreetly(() -> connection.diff(json));
        }
    }

    /**
     * Makes what runs what the descriptor wants, and follows it.
     *
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where it cannot be done, or ended badly
     */
    public DeploymentReport deploy(DeploymentDescriptor descriptor) {
        try (Connection connection = new Connection(descriptor)) {
            return connection.discreetly(() -> connection.deploy(Optional.empty()));
        }
    }

    /**
     * The same, where it comes to a plan that was saved before; else nothing is written.
     *
     * @param savedPlan the file with the JSON document
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where it comes to another plan, cannot be done, or ended
     *     badly
     */
    public DeploymentReport deploy(DeploymentDescriptor descriptor, Path savedPlan) {
        SavedPlanGate gate =
                SavedPlanGate.open(savedPlan, descriptor, settings.plans().pluginVersion(), clock.instant());
        try (Connection connection = new Connection(descriptor)) {
            return connection.discreetly(() -> connection.deploy(Optional.of(gate)));
        }
    }

    /**
     * Follows a service deployment that an earlier run has started, to its end. Reads, and writes nothing.
     *
     * @param descriptors among them that of the service, whose role reads
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where it cannot be found out, or ended badly
     */
    public RolloutResult await(List<DeploymentDescriptor> descriptors, ServiceDeploymentArn deployment) {
        try (Connection connection = new Connection(Verdicts.descriptorOf(descriptors, deployment))) {
            return connection.discreetly(() -> connection.await(deployment));
        }
    }

    /** One conversation with AWS about one descriptor. */
    private final class Connection implements AutoCloseable {
        private final Progress progress;
        private final AwsClients clients;
        private final AwsEndpoint endpoint;
        private final SessionOrigin origin;
        private final DeployerIdentity identity;
        private final TerminalReport terminal = new TerminalReport(settings.zone(), settings.layout());
        /** Its look-ups are filled in by {@link #show}. */
        private volatile DeploymentDescriptor descriptor;

        Connection(DeploymentDescriptor descriptor) {
            this.descriptor = descriptor;
            UnsupportedSections.requireNone(descriptor);
            this.progress = new MaskingProgress(
                    Deployer.this.progress, () -> this.descriptor.lookUps().secrecy());
            SessionStart.Begun begun = start.begin(descriptor);
            this.clients = begun.clients();
            this.endpoint = clients.endpoint();
            this.origin = begun.origin();
            this.identity = new DeployerIdentity(
                    clients,
                    origin,
                    descriptor.identity(),
                    new Occasion(settings.build().job(), clock, pacer, progress::warning),
                    SessionPolicy.reading(ReadPermissions.of(descriptor)));
        }

        /** Does something whose failure tells no secret. */
        <T> T discreetly(Supplier<T> work) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                Secrecy named = new Secrecy(Set.of(), SecretTexts.named(descriptor.taskDefinition()));
                throw Discretion.masked(
                        Discretion.masked(e, descriptor.lookUps().secrecy()), named);
            }
        }

        DeploymentPlan diff(Path json) {
            PlanOfNow now = show("ecs:diff", TerminalReport.Access.READ_ONLY);
            keeper.save(now, json);
            List<String> lines = terminal.plan(now.shown());
            lines.subList(0, lines.size() - 1).forEach(progress::line);
            progress.line(
                    lines.get(lines.size() - 1) + (now.plan().isEmpty() ? "" : " Saved to " + keeper.display(json)));
            return now.plan();
        }

        DeploymentReport deploy(Optional<SavedPlanGate> gate) {
            PlanOfNow now = shownFor(gate);
            if (rollouts().madeWay(now.plan())) {
                now = shownFor(gate);
            }
            DeploymentReport report = carryOut(now);
            Verdicts.requireSuccess(report.result(), descriptor);
            Verdicts.closing(report.result())
                    .or(() -> report.applied().map(applied -> "Written. Nothing to wait for."))
                    .ifPresent(progress::line);
            return report;
        }

        RolloutResult await(ServiceDeploymentArn deployment) {
            RoleSession session = session();
            Verdicts.requireAccount(session.account(), deployment);
            Target target = new Target(
                    descriptor.name(),
                    descriptor.environment(),
                    deployment.region(),
                    session.account(),
                    deployment.cluster(),
                    "",
                    deployment.service());
            header("ecs:wait", target, session, TerminalReport.Access.READ_ONLY);
            RolloutResult result =
                    rollouts().follow(deployment, new TargetRevision(reads(), errors()).taskDefinition(deployment));
            Verdicts.requireSuccess(result, descriptor);
            Verdicts.closing(result).ifPresent(progress::line);
            return result;
        }

        /** Shows what is to be deployed, and stops what may not be. A saved plan is not written over by another one. */
        private PlanOfNow shownFor(Optional<SavedPlanGate> gate) {
            PlanOfNow now = show("ecs:deploy", TerminalReport.Access.READ_FIRST);
            terminal.plan(now.shown()).forEach(progress::line);
            if (gate.isEmpty()) {
                keeper.save(now, settings.plans().json(descriptor.name()));
            } else if (!gate.get().admits(keeper.again(now, gate.get().saved()))) {
                progress.line("The saved plan has been carried out already.");
            }
            Verdicts.requireNoRefusal(now.plan());
            return now;
        }

        PlanOfNow show(String goal, TerminalReport.Access access) {
            RoleSession session = session();
            LiveState live = read(session);
            DeploymentPlan plan = planner.plan(descriptor, live, session.account(), settings.newDeployment());
            header(goal, plan.target(), session, access);
            live.surroundings().remarks().forEach(progress::warning);
            return new PlanOfNow(descriptor, live, plan, Showing.of(plan));
        }

        private RoleSession session() {
            start.notices(origin, descriptor.identity().webIdentity()).forEach(progress::warning);
            return identity.readSession();
        }

        private void header(String goal, Target target, RoleSession session, TerminalReport.Access access) {
            terminal.header(
                            goal,
                            target,
                            new TerminalReport.Actor(
                                    actor(session),
                                    access,
                                    session.expiration(),
                                    origin.remark().orElse(null)),
                            clock.instant())
                    .forEach(progress::line);
        }

        /**
         * What is there, and meanwhile what the look-ups of the descriptor come to; one after the other where what is there
         * cannot be named before.
         */
        private LiveState read(RoleSession session) {
            DeploymentDescriptor written = descriptor;
            if (written.lookUps().open().isEmpty()) {
                return live(session, written);
            }
            LookupResolver resolver = new LookupResolver(
                    clients.signedReads(session.credentials(), clock, pacer),
                    errors(),
                    session.account(),
                    written.region(),
                    settings.build().baseDirectory());
            Supplier<DeploymentDescriptor> filledIn = () -> {
                descriptor = written.lookUps()
                        .fillIn(resolver.resolve(written.lookUps().open()));
                return descriptor;
            };
            return LiveStateReader.canRead(written)
                    ? SideBySide.both(filledIn, () -> live(session, written), (wanted, live) -> live)
                    : live(session, filledIn.get());
        }

        private LiveState live(RoleSession session, DeploymentDescriptor wanted) {
            SurroundingsReader around = new SurroundingsReader(
                    () -> clients.autoScalingReads(session.credentials()),
                    () -> clients.signedReads(session.credentials(), clock, pacer),
                    region -> clients.ecrReads(session.credentials(), region),
                    errors());
            return new LiveStateReader(clients.ecsReads(session.credentials()), errors(), around).read(wanted);
        }

        DeploymentReport carryOut(PlanOfNow now) {
            DeploymentPlan plan = now.plan();
            String running = now.live()
                    .findTaskDefinition()
                    .map(LiveState.LiveTaskDefinition::arn)
                    .orElse("");
            if (plan.isEmpty()) {
                return new DeploymentReport(plan, Optional.empty(), rollouts().judged(plan, running));
            }
            identity.requireLasting(
                    settings.following() == Following.YES
                            ? plan.worstCase()
                            : Action.SHORT.multipliedBy(plan.actions().size()));
            WriteSession write = identity.writeSession(
                    new SessionPolicy(WritePermissions.of(plan).toJson()));
            write.findNotice().ifPresent(progress::warning);
            RoleSession session = write.session();
            progress.line("");
            progress.line("writing as " + actor(session) + (write.isNarrowed() ? ", narrowed to this plan" : ""));
            AppliedPlan applied = new PlanExecutor(
                            clients.ecsWrites(session.credentials()),
                            new SurroundingsWriter(
                                    () -> clients.autoScalingWrites(session.credentials()),
                                    () -> clients.signedWrites(session.credentials(), clock, pacer)),
                            progress,
                            new AwsErrors(endpoint, session.assumedRoleArn(), descriptor.cluster()))
                    .apply(plan, running);
            // A write that starts nothing leaves the deployment that an earlier run started, and that is judged.
            RolloutResult result = applied.startedDeployment().isEmpty()
                    ? rollouts().judged(plan, running)
                    : rollouts().followed(applied);
            return new DeploymentReport(plan, Optional.of(applied), result);
        }

        private Rollouts rollouts() {
            return new Rollouts(
                    descriptor,
                    settings.following(),
                    new RolloutWatcher(reads(), clock, pacer, progress, errors()),
                    new ServiceDeploymentFinder(reads(), pacer, errors()),
                    progress);
        }

        private AwsErrors errors() {
            return new AwsErrors(endpoint, identity.readSession().assumedRoleArn(), descriptor.cluster());
        }

        private EcsClient reads() {
            return clients.ecsReads(identity.readSession().credentials());
        }

        @Override
        public void close() {
            clients.close();
        }
    }

    private static String actor(RoleSession session) {
        int role = session.assumedRoleArn().indexOf('/');
        return session.assumedRoleArn().substring(role + 1);
    }
}
