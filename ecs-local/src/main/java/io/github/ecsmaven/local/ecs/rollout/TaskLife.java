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
final class TaskLife {
    static final String PROVISIONING = "PROVISIONING";
    static final String PENDING = "PENDING";
    static final String RUNNING = "RUNNING";
    private static final String DEACTIVATING = "DEACTIVATING";
    private static final String STOPPING = "STOPPING";
    private static final String STOPPED = "STOPPED";

    private final Pace pace;

    TaskLife(Pace pace) {
        this.pace = pace;
    }

    static boolean isStopped(Task task) {
        return STOPPED.equals(task.lastStatus());
    }

    static boolean isRunning(Task task) {
        return RUNNING.equals(task.lastStatus());
    }

    static boolean isPending(Task task) {
        return isWanted(task) && (PROVISIONING.equals(task.lastStatus()) || PENDING.equals(task.lastStatus()));
    }

    /** Whether ECS wants it to run, whatever it does now. */
    static boolean isWanted(Task task) {
        return DesiredStatus.RUNNING.toString().equals(task.desiredStatus());
    }

    /** When the task changes next by itself; never, where it runs or has stopped. */
    Optional<Instant> nextChange(Task task) {
        return switch (task.lastStatus()) {
            case PROVISIONING -> Optional.of(task.createdAt().plus(pace.provisioning()));
            case PENDING ->
                Optional.of(task.createdAt().plus(pace.provisioning()).plus(pace.pending()));
            case DEACTIVATING ->
                Optional.of(task.stoppingAt().plus(pace.draining().dividedBy(2)));
            case STOPPING -> Optional.of(task.stoppingAt().plus(pace.draining()));
            default -> Optional.empty();
        };
    }

    /** The task after its next change. */
    Task change(Task task, Instant at, TaskDefinition definition, TaskOutcome outcome) {
        return switch (task.lastStatus()) {
            case PROVISIONING -> provisioned(task, at);
            case PENDING ->
                outcome.failure()
                        .map(reason -> failed(task, at, reason))
                        .orElseGet(() -> running(task, at, definition));
            case DEACTIVATING -> to(task, STOPPING).build();
            case STOPPING -> stopped(task, at);
            default -> task;
        };
    }

    /** The task once ECS has decided to stop it. */
    Task stop(Task task, Instant at, String reason) {
        boolean runs = isRunning(task);
        return to(task, runs ? DEACTIVATING : STOPPING)
                .desiredStatus(DesiredStatus.STOPPED.toString())
                .stopCode(TaskStopCode.SERVICE_SCHEDULER_INITIATED)
                .stoppedReason(reason)
                .stoppingAt(at)
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
        return to(task, RUNNING)
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
        return to(task, STOPPED).executionStoppedAt(at).stoppedAt(at).build();
    }

    /** The task and its containers in a state, with the version that counts its changes. */
    private static Task.Builder to(Task task, String status) {
        String ofContainers = switch (status) {
            case RUNNING, DEACTIVATING, STOPPING ->
                task.startedAt() == null && !status.equals(RUNNING) ? PENDING : RUNNING;
            case STOPPED -> STOPPED;
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
