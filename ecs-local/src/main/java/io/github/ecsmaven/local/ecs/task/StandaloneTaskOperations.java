package io.github.ecsmaven.local.ecs.task;

import io.github.ecsmaven.local.ecs.cluster.Clusters;
import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.ImageDigests;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.rollout.ManagedService;
import io.github.ecsmaven.local.ecs.rollout.Scheduler;
import io.github.ecsmaven.local.ecs.rollout.TaskLife;
import io.github.ecsmaven.local.ecs.service.Services;
import io.github.ecsmaven.local.ecs.taskdefinition.TaskDefinitions;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The operations that start and stop single tasks. There is always room, so RunTask has no failures to tell of. */
public final class StandaloneTaskOperations {
    private static final String NOT_FOUND = "The referenced task was not found.";

    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Services services;
    private final StandaloneTasks tasks;
    private final ResourceTags tags;
    private final Scheduler scheduler;
    private final ImageDigests digests;

    /** Operations over what an account holds. */
    public StandaloneTaskOperations(
            Clusters clusters,
            TaskDefinitions definitions,
            Services services,
            StandaloneTasks tasks,
            ResourceTags tags,
            Scheduler scheduler,
            ImageDigests digests) {
        this.clusters = clusters;
        this.definitions = definitions;
        this.services = services;
        this.tasks = tasks;
        this.tags = tags;
        this.scheduler = scheduler;
        this.digests = digests;
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("RunTask", RunTaskRequest::builder, this::run),
                Operation.write("StopTask", StopTaskRequest::builder, this::stop));
    }

    private RunTaskResponse run(RunTaskRequest request, CallContext call) {
        RunTaskRules.check(request);
        Cluster cluster = clusters.require(request.cluster(), ResourceNames.of(call));
        return tasks.runs().answered(request, cluster).orElseGet(() -> started(request, cluster, call));
    }

    private RunTaskResponse started(RunTaskRequest request, Cluster cluster, CallContext call) {
        TaskDefinition definition = definition(request, call);
        RunTaskRequest settled = StandaloneTaskForm.withCapacity(request, cluster);
        RunTaskRules.check(settled, definition);
        List<Tag> given = tagsOf(request, cluster, definition);
        ResourceTags.checkCount(given);
        int count = request.count() == null ? 1 : request.count();
        List<Task> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Task task = StandaloneTaskForm.of(settled, cluster, definition, tasks.identifiers(), digests, call.now());
            tasks.add(task);
            tags.put(task.taskArn(), given);
            started.add(task.toBuilder().tags(tags.of(task.taskArn())).build());
        }
        RunTaskResponse answer =
                RunTaskResponse.builder().tasks(started).failures(List.of()).build();
        tasks.runs().remember(request, cluster, answer, call.now());
        return answer;
    }

    private TaskDefinition definition(RunTaskRequest request, CallContext call) {
        TaskDefinition found = definitions
                .find(request.taskDefinition(), ResourceNames.of(call))
                .orElseThrow(() -> Errors.client("TaskDefinition not found."));
        if (found.status() != TaskDefinitionStatus.ACTIVE) {
            throw Errors.client("TaskDefinition is inactive");
        }
        return found;
    }

    /** A tag that is given with the request wins over one of the task definition. */
    private List<Tag> tagsOf(RunTaskRequest request, Cluster cluster, TaskDefinition definition) {
        List<Tag> all = new ArrayList<>();
        if (request.propagateTags() == PropagateTags.TASK_DEFINITION) {
            all.addAll(tags.of(definition.taskDefinitionArn()));
        }
        all.addAll(request.tags());
        if (Boolean.TRUE.equals(request.enableECSManagedTags())) {
            all.add(Tag.builder()
                    .key("aws:ecs:clusterName")
                    .value(cluster.clusterName())
                    .build());
        }
        return all;
    }

    /** The answer shows the task still doing what it did: stopping it takes effect afterwards. */
    private StopTaskResponse stop(StopTaskRequest request, CallContext call) {
        ResourceNames names = ResourceNames.of(call);
        if (request.task() == null || request.task().isBlank()) {
            throw Errors.invalidParameter("Task can not be blank.");
        }
        Cluster cluster = clusters.require(request.cluster(), names);
        String arn =
                request.task().startsWith("arn:") ? request.task() : names.task(cluster.clusterName(), request.task());
        String reason = request.reason() == null ? "Task stopped by user" : request.reason();
        Task before = find(arn, cluster).orElseThrow(() -> Errors.invalidParameter(NOT_FOUND));
        if (!TaskLife.isWanted(before)) {
            return StopTaskResponse.builder()
                    .task(before.toBuilder().tags(List.of()).build())
                    .build();
        }
        Task stopping = stopped(before, cluster, reason, call.now());
        tags.forget(arn);
        return StopTaskResponse.builder()
                .task(stopping.toBuilder()
                        .lastStatus(before.lastStatus())
                        .containers(before.containers())
                        .tags(List.of())
                        .build())
                .build();
    }

    private Optional<Task> find(String arn, Cluster cluster) {
        return tasks.of(cluster)
                .filter(task -> task.taskArn().equals(arn))
                .findFirst()
                .or(() -> service(arn, cluster).flatMap(managed -> task(managed, arn)));
    }

    private Task stopped(Task task, Cluster cluster, String reason, Instant now) {
        return service(task.taskArn(), cluster)
                .map(managed -> {
                    services.changed(managed);
                    return scheduler.stopTask(managed, task, reason, now);
                })
                .orElseGet(() -> tasks.stop(task, reason, now));
    }

    private Optional<ManagedService> service(String taskArn, Cluster cluster) {
        return services.of(cluster).stream()
                .filter(managed -> task(managed, taskArn).isPresent())
                .findFirst();
    }

    private static Optional<Task> task(ManagedService managed, String arn) {
        return managed.tasks().stream()
                .filter(task -> task.taskArn().equals(arn))
                .findFirst();
    }
}
