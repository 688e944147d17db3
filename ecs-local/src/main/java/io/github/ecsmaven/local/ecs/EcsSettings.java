package io.github.ecsmaven.local.ecs;

import io.github.ecsmaven.local.ecs.rollout.Pace;
import io.github.ecsmaven.local.ecs.rollout.TaskOutcome;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * How the ECS of ecs-local behaves where AWS's own behaviour is a matter of time, of an account or of luck.
 *
 * @param clusters names of clusters that are there without having been created
 * @param scheduling from a service deployment's creation to its start
 * @param provisioning how long a task is PROVISIONING
 * @param pending how long a task is PENDING
 * @param draining how long a task that is to stop takes until it is STOPPED
 * @param retry how long ECS waits before it replaces a task that failed; doubled with each failure in a row, positive
 * @param taskOutcome what becomes of a task of this task definition
 */
public record EcsSettings(
        Set<String> clusters,
        Duration scheduling,
        Duration provisioning,
        Duration pending,
        Duration draining,
        Duration retry,
        Function<TaskDefinition, TaskOutcome> taskOutcome) {
    public EcsSettings {
        clusters = Set.copyOf(clusters);
    }

    /** Much faster than AWS: a deployment takes about three seconds. The cluster {@code default} is there. */
    public static EcsSettings defaults() {
        Duration second = Duration.ofSeconds(1);
        return new EcsSettings(
                Set.of("default"),
                Duration.ofMillis(150),
                second,
                second,
                second,
                second,
                definition -> TaskOutcome.starts());
    }

    /** With these clusters instead. */
    public EcsSettings withClusters(Set<String> names) {
        return new EcsSettings(names, scheduling, provisioning, pending, draining, retry, taskOutcome);
    }

    /** With these durations of a task's phases instead. */
    public EcsSettings withTaskPhases(Duration newProvisioning, Duration newPending, Duration newDraining) {
        return new EcsSettings(clusters, scheduling, newProvisioning, newPending, newDraining, retry, taskOutcome);
    }

    /** With this time before a service deployment starts instead. */
    public EcsSettings withScheduling(Duration newScheduling) {
        return new EcsSettings(clusters, newScheduling, provisioning, pending, draining, retry, taskOutcome);
    }

    /** With tasks that end as this function says instead. */
    public EcsSettings withTaskOutcome(Function<TaskDefinition, TaskOutcome> newTaskOutcome) {
        return new EcsSettings(clusters, scheduling, provisioning, pending, draining, retry, newTaskOutcome);
    }

    Pace pace() {
        return new Pace(scheduling, provisioning, pending, draining, retry);
    }
}
