package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.taskdefinition.TaskDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * The service scheduler as a simulation of discrete events. It has no thread and no clock: whoever asks about a service
 * first lets it advance to the moment of asking, and everything that would have happened by then happens, each thing at
 * its own instant.
 */
public final class Scheduler {
    private static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);
    private static final double WHOLE = 100.0;

    private final Pace pace;
    private final Function<TaskDefinition, TaskOutcome> outcomes;
    private final TaskDefinitions definitions;
    private final ResourceTags tags;
    private final TaskLife life;
    private final TaskLauncher launcher;
    private final TaskFailures failures;

    /** A scheduler that runs tasks of these definitions. */
    public Scheduler(
            Pace pace, Function<TaskDefinition, TaskOutcome> outcomes, TaskDefinitions definitions, ResourceTags tags) {
        this.pace = pace;
        this.outcomes = outcomes;
        this.definitions = definitions;
        this.tags = tags;
        this.life = new TaskLife(pace);
        this.launcher = new TaskLauncher(tags);
        this.failures = new TaskFailures(pace);
    }

    /**
     * Starts a service deployment; one that is under way is superseded.
     *
     * @param revision without ARN and time, which are given here
     */
    public void deploy(ManagedService managed, ServiceRevision revision, Instant now) {
        if (!managed.rollouts().isEmpty()) {
            end(managed, now, "Service deployment stopped because a newer service deployment has replaced it.");
        }
        managed.begin(RolloutFactory.create(managed, revision, now));
    }

    private static void end(ManagedService managed, Instant now, String reason) {
        Rollout leading = managed.leading();
        if (leading.isOpen()) {
            leading.ended(now, ServiceDescription.snapshot(managed, leading), ServiceDeploymentStatus.STOPPED, reason);
        }
    }

    /**
     * Stops a service deployment by rolling it back.
     *
     * @return whether it had not ended; if it had, nothing changes
     */
    public boolean stop(ManagedService managed, String serviceDeploymentArn, Instant now) {
        boolean stopped = managed.rollouts().stream()
                .filter(rollout ->
                        rollout.serviceDeployment().serviceDeploymentArn().equals(serviceDeploymentArn))
                .anyMatch(rollout -> DeploymentStops.request(managed, rollout, now));
        reconcile(managed, now);
        return stopped;
    }

    /**
     * Lets everything happen that is due by now. Of a service that was not changed since, it is known when that is, so
     * that thousands of them at rest cost next to nothing.
     *
     * @return whether anything may have happened
     */
    public boolean advance(ManagedService managed, Instant now) {
        if (now.isBefore(managed.quietUntil())) {
            return false;
        }
        Optional<Instant> due = nextChange(managed);
        boolean changed =
                managed.isDraining() || due.filter(first -> !first.isAfter(now)).isPresent();
        while (due.isPresent() && !due.get().isAfter(now)) {
            Instant at = due.get();
            changeTasks(managed, at);
            reconcile(managed, at);
            due = nextChange(managed);
        }
        if (managed.isDraining()) {
            drain(managed, now);
        }
        List<Task> forgotten = managed.forgetStoppedBefore(now.minus(STOPPED_TASKS_STAY));
        forgotten.forEach(task -> tags.forget(task.taskArn()));
        managed.quietUntil(quietUntil(managed));
        return changed || !forgotten.isEmpty();
    }

    /** Nothing happens, and no stopped task is forgotten, before that. */
    private Instant quietUntil(ManagedService managed) {
        Stream<Instant> forgets = managed.tasks().stream()
                .filter(task -> task.stoppedAt() != null)
                .map(task -> task.stoppedAt().plus(STOPPED_TASKS_STAY));
        return Stream.concat(nextChange(managed).stream(), forgets)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Lets the scheduler act on what has just been changed. */
    public void reconcile(ManagedService managed, Instant at) {
        managed.disturbed();
        if (!managed.isActive()) {
            drain(managed, at);
            return;
        }
        Rollout leading = managed.leading();
        Optional<Instant> rollback = DeploymentStops.due(managed, pace.scheduling());
        if (rollback.isPresent()) {
            if (rollback.get().isAfter(at)) {
                return;
            }
            DeploymentStops.rollBack(managed, at);
        }
        if (leading.serviceDeployment().status() == ServiceDeploymentStatus.PENDING) {
            if (startOf(leading).isAfter(at)) {
                return;
            }
            leading.started(at);
        }
        retire(managed);
        stopSurplus(managed, at);
        startMissing(managed, at);
        stopReplaced(managed, at);
        startMissing(managed, at);
        settle(managed, at);
    }

    private Optional<Instant> nextChange(ManagedService managed) {
        Stream<Instant> ofTasks = managed.tasks().stream().flatMap(task -> life.nextChange(task).stream());
        Stream<Instant> ofDeployment =
                managed.isActive() && managed.leading().serviceDeployment().status() == ServiceDeploymentStatus.PENDING
                        ? Stream.of(startOf(managed.leading()))
                        : Stream.empty();
        Stream<Instant> ofStop = DeploymentStops.due(managed, pace.scheduling()).stream();
        return Stream.of(ofTasks, ofDeployment, ofStop, Optional.ofNullable(managed.retryAt()).stream())
                .flatMap(Function.identity())
                .min(Comparator.naturalOrder());
    }

    private Instant startOf(Rollout rollout) {
        return rollout.serviceDeployment().createdAt().plus(pace.scheduling());
    }

    private void changeTasks(ManagedService managed, Instant at) {
        if (managed.retryAt() != null && !managed.retryAt().isAfter(at)) {
            managed.retryAt(null);
        }
        for (Task task : List.copyOf(managed.tasks())) {
            if (life.nextChange(task).filter(due -> !due.isAfter(at)).isPresent()) {
                TaskDefinition definition = definitions.get(task.taskDefinitionArn());
                Task changed = life.change(task, at, definition, outcomes.apply(definition));
                managed.replace(changed);
                if (!TaskLife.isRunning(task) && TaskLife.isRunning(changed)) {
                    failures.taskRuns(managed, changed, at);
                } else if (TaskLife.isWanted(task) && TaskLife.isStopped(changed)) {
                    failures.taskFailed(managed, changed, at);
                }
            }
        }
    }

    /** Deployments that are not primary leave deployments[] with their last task. */
    private static void retire(ManagedService managed) {
        ServiceDescription.listed(managed).stream()
                .filter(rollout -> rollout != managed.primary()
                        && rollout != managed.leading()
                        && live(managed, rollout).findAny().isEmpty())
                .forEach(Rollout::unlist);
    }

    /** Scaling in, or tasks of older deployments that do not run yet. */
    private void stopSurplus(ManagedService managed, Instant at) {
        Rollout primary = managed.primary();
        List<Task> own = wanted(managed).filter(of(primary)).toList();
        int surplus = own.size() - managed.desiredCount();
        List<Task> leaving = new ArrayList<>();
        if (surplus > 0) {
            own.stream()
                    .sorted(Comparator.comparing(TaskLife::isRunning).thenComparing(Task::createdAt))
                    .limit(surplus)
                    .forEach(leaving::add);
        }
        wanted(managed).filter(of(primary).negate().and(TaskLife::isPending)).forEach(leaving::add);
        stop(managed, leaving, at);
    }

    /**
     * Tasks of older deployments go when newer ones run in their place, or have no room to start; never so many that
     * fewer than the minimum run.
     */
    private void stopReplaced(ManagedService managed, Instant at) {
        Rollout primary = managed.primary();
        if (primary.isFailed()) {
            return;
        }
        int desired = managed.desiredCount();
        int running = (int) wanted(managed).filter(TaskLife::isRunning).count();
        int withoutRoom = missing(managed) - Math.max(0, room(managed));
        int least = share(desired, managed.service().deploymentConfiguration().minimumHealthyPercent(), Math::ceil);
        int leaving = Math.min(running - least, Math.max(running - desired, withoutRoom));
        stop(
                managed,
                wanted(managed)
                        .filter(of(primary).negate().and(TaskLife::isRunning))
                        .limit(Math.max(0, leaving))
                        .toList(),
                at);
    }

    /** How many tasks of the primary deployment there should be and are not. */
    private static int missing(ManagedService managed) {
        return managed.desiredCount()
                - (int) wanted(managed).filter(of(managed.primary())).count();
    }

    /** How many tasks may be started without exceeding the maximum. */
    private static int room(ManagedService managed) {
        int percent = managed.service().deploymentConfiguration().maximumPercent();
        return share(managed.desiredCount(), percent, Math::floor)
                - (int) wanted(managed).count();
    }

    private static int share(int count, int percent, DoubleUnaryOperator rounding) {
        return (int) rounding.applyAsDouble(count * percent / WHOLE);
    }

    private void stop(ManagedService managed, List<Task> leaving, Instant at) {
        if (leaving.isEmpty()) {
            return;
        }
        String reason =
                "Scaling activity initiated by (deployment " + managed.primary().id() + ")";
        leaving.forEach(task -> managed.replace(life.stop(task, at, reason)));
        Chronicle.say(managed, at, "has stopped " + leaving.size() + " running tasks: " + list(leaving) + ".");
        managed.steady(false);
    }

    private void startMissing(ManagedService managed, Instant at) {
        Rollout primary = managed.primary();
        if (primary.isFailed() || managed.retryAt() != null) {
            return;
        }
        int starting = Math.min(missing(managed), room(managed));
        if (starting <= 0) {
            return;
        }
        TaskDefinition definition = definitions.get(primary.revision().taskDefinition());
        List<Task> started = new ArrayList<>();
        for (int i = 0; i < starting; i++) {
            started.add(launcher.launch(managed, primary, definition, at));
        }
        started.forEach(managed::add);
        Chronicle.say(managed, at, "has started " + started.size() + " tasks: " + list(started) + ".");
        managed.steady(false);
    }

    /** Completes the deployment and says so, once the primary tasks run and no other is left. */
    private void settle(ManagedService managed, Instant at) {
        Rollout primary = managed.primary();
        long running = managed.tasks().stream()
                .filter(of(primary).and(TaskLife::isRunning))
                .count();
        boolean alone = managed.tasks().stream()
                .allMatch(task -> TaskLife.isStopped(task) || of(primary).test(task));
        if (!alone || running != managed.desiredCount() || primary.isFailed()) {
            return;
        }
        if (primary.isUnderWay()) {
            complete(managed, primary, at);
        }
        boolean still =
                managed.tasks().stream().noneMatch(task -> !TaskLife.isStopped(task) && !TaskLife.isWanted(task));
        if (!managed.isSteady() && still) {
            managed.steady(true);
            Chronicle.say(managed, at, "has reached a steady state.");
        }
    }

    private void complete(ManagedService managed, Rollout primary, Instant at) {
        primary.completed(at);
        Rollout leading = managed.leading();
        if (leading.isOpen()) {
            ServiceDeployment frozen = ServiceDescription.snapshot(managed, leading);
            if (leading == primary) {
                leading.ended(at, frozen, ServiceDeploymentStatus.SUCCESSFUL, "");
            } else {
                leading.ended(at, frozen, ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, "");
            }
        }
        ServiceDescription.listed(managed).stream()
                .filter(rollout -> rollout != primary)
                .forEach(Rollout::unlist);
        Chronicle.say(managed, at, primary, "deployment completed.");
    }

    private void drain(ManagedService managed, Instant at) {
        if (!managed.isDraining()) {
            return;
        }
        stop(managed, wanted(managed).toList(), at);
        if (managed.tasks().stream().allMatch(TaskLife::isStopped)) {
            managed.service(managed.service().toBuilder()
                    .status(ManagedService.INACTIVE)
                    .build());
            managed.retryAt(null);
        }
    }

    /**
     * Stops one task of a service because a caller wants it; the service gets another in its place.
     *
     * @return the task as it is then
     */
    public Task stopTask(ManagedService managed, Task task, String reason, Instant now) {
        Task stopping = life.stop(task, now, TaskStopCode.USER_INITIATED, reason);
        managed.replace(stopping);
        managed.steady(false);
        reconcile(managed, now);
        return stopping;
    }

    /** Begins the end of a service: its tasks stop, then it is INACTIVE. */
    public void delete(ManagedService managed, Instant now) {
        end(managed, now, "Service deployment stopped because the service was deleted.");
        managed.retryAt(null);
        managed.service(managed.service().toBuilder()
                .status(ManagedService.DRAINING)
                .desiredCount(0)
                .build());
        stop(managed, wanted(managed).toList(), now);
    }

    private static Stream<Task> wanted(ManagedService managed) {
        return managed.tasks().stream().filter(TaskLife::isWanted);
    }

    private static Stream<Task> live(ManagedService managed, Rollout rollout) {
        return managed.tasks().stream().filter(of(rollout).and(task -> !TaskLife.isStopped(task)));
    }

    private static Predicate<Task> of(Rollout rollout) {
        return task -> rollout.id().equals(task.startedBy());
    }

    private static String list(List<Task> tasks) {
        return String.join(
                " ",
                tasks.stream()
                        .map(task -> "(task "
                                + task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1) + ")")
                        .toList());
    }
}
