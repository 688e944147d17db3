package io.github.ecsmaven.local.ecs.rollout;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The states of a task and when it passes from one to the next. */
public final class TaskLife {
    static final String PROVISIONING = "PROVISIONING";
    static final String PENDING = "PENDING";
    static final String RUNNING = "RUNNING";
    private static final String DEACTIVATING = "DEACTIVATING";
    private static final String STOPPING = "STOPPING";
    private static final String DEPROVISIONING = "DEPROVISIONING";
    private static final String STOPPED = "STOPPED";

    /** 128 and the number of SIGTERM, as a process that does not handle it ends. */
    private static final int ENDED_BY_SIGTERM = 143;

    private final Pace pace;

    /** Tasks that go at this pace. */
    public TaskLife(Pace pace) {
        this.pace = pace;
    }

    /** Whether it has ended. */
    public static boolean isStopped(Task task) {
        return STOPPED.equals(task.lastStatus());
    }

    /** Whether it runs now. */
    public static boolean isRunning(Task task) {
        return RUNNING.equals(task.lastStatus());
    }

    /** Whether it is on its way to RUNNING. */
    public static boolean isPending(Task task) {
        return isWanted(task) && (PROVISIONING.equals(task.lastStatus()) || PENDING.equals(task.lastStatus()));
    }

    /** Whether ECS wants it to run, whatever it does now. */
    public static boolean isWanted(Task task) {
        return DesiredStatus.RUNNING.toString().equals(task.desiredStatus());
    }

    /** When the task changes next by itself; never, where it runs or has stopped. */
    public Optional<Instant> nextChange(Task task) {
        return switch (task.lastStatus()) {
            case PROVISIONING -> Optional.of(task.createdAt().plus(pace.provisioning()));
            case PENDING ->
                Optional.of(task.createdAt().plus(pace.provisioning()).plus(pace.pending()));
            case DEACTIVATING ->
                Optional.of(task.stoppingAt().plus(pace.draining().dividedBy(2)));
            case STOPPING, DEPROVISIONING -> Optional.of(task.stoppingAt().plus(pace.draining()));
            default -> Optional.empty();
        };
    }

    /** The task after its next change. */
    public Task change(Task task, Instant at, TaskDefinition definition, TaskOutcome outcome) {
        return switch (task.lastStatus()) {
            case PROVISIONING -> provisioned(task, at);
            case PENDING ->
                outcome.failure()
                        .map(reason -> failed(task, at, reason))
                        .orElseGet(() -> running(task, at, definition));
            case DEACTIVATING -> to(task, STOPPING).build();
            case STOPPING, DEPROVISIONING -> stopped(task, at);
            default -> task;
        };
    }

    /** The task once the service scheduler has decided to stop it. */
    Task stop(Task task, Instant at, String reason) {
        return stop(task, at, TaskStopCode.SERVICE_SCHEDULER_INITIATED, reason);
    }

    /** The task once somebody has decided to stop it. */
    public Task stop(Task task, Instant at, TaskStopCode who, String reason) {
        boolean runs = isRunning(task);
        return to(task, runs ? DEACTIVATING : STOPPING)
                .desiredStatus(DesiredStatus.STOPPED.toString())
                .stopCode(who)
                .stoppedReason(reason)
                .stoppingAt(at)
                .build();
    }

    /**
     * The task once a container that it cannot do without has ended by itself. Its other containers are sent SIGTERM.
     *
     * @param essential the container's name
     */
    public Task exited(Task task, Instant at, String essential, int code) {
        Task ended = to(task, DEPROVISIONING).build();
        return ended.toBuilder()
                .desiredStatus(DesiredStatus.STOPPED.toString())
                .stopCode(TaskStopCode.ESSENTIAL_CONTAINER_EXITED)
                .stoppedReason("Essential container in task exited")
                .stoppingAt(at)
                .executionStoppedAt(at)
                .containers(ended.containers().stream()
                        .map(container -> container.toBuilder()
                                .exitCode(container.name().equals(essential) ? code : ENDED_BY_SIGTERM)
                                .build())
                        .toList())
                .build();
    }

    private static Task provisioned(Task task, Instant at) {
        return to(task, PENDING)
                .connectivity(Connectivity.CONNECTED)
                .connectivityAt(at)
                .pullStartedAt(at)
                .build();
    }

    private static Task running(Task task, Instant at, TaskDefinition definition) {
        Task running = to(task, RUNNING).build();
        return running.toBuilder()
                .containers(running.containers().stream()
                        .map(container -> StartedContainer.of(container, running, definition))
                        .toList())
                .pullStoppedAt(at)
                .startedAt(at)
                .healthStatus(
                        definition.containerDefinitions().stream()
                                        .anyMatch(container -> container.healthCheck() != null)
                                ? HealthStatus.HEALTHY
                                : HealthStatus.UNKNOWN)
                .build();
    }

    private static Task failed(Task task, Instant at, String reason) {
        return stopped(
                task.toBuilder()
                        .desiredStatus(DesiredStatus.STOPPED.toString())
                        .stopCode(TaskStopCode.TASK_FAILED_TO_START)
                        .stoppedReason(reason)
                        .stoppingAt(at)
                        .pullStoppedAt(at)
                        .containers(task.containers().stream()
                                .map(container ->
                                        container.toBuilder().reason(reason).build())
                                .toList())
                        .build(),
                at);
    }

    private static Task stopped(Task task, Instant at) {
        return to(task, STOPPED)
                .executionStoppedAt(task.executionStoppedAt() == null ? at : task.executionStoppedAt())
                .stoppedAt(at)
                .build();
    }

    /** The task and its containers in a state, with the version that counts its changes. */
    private static Task.Builder to(Task task, String status) {
        String ofContainers = switch (status) {
            case RUNNING, DEACTIVATING, STOPPING ->
                task.startedAt() == null && !status.equals(RUNNING) ? PENDING : RUNNING;
            case DEPROVISIONING, STOPPED -> STOPPED;
            default -> PENDING;
        };
        return task.toBuilder()
                .lastStatus(status)
                .version(task.version() + 1)
                .containers(task.containers().stream()
                        .map(container -> in(container, ofContainers))
                        .toList());
    }

    private static Container in(Container container, String status) {
        return container.toBuilder().lastStatus(status).build();
    }
}
