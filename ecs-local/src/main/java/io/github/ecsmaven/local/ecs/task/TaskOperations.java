package io.github.ecsmaven.local.ecs.task;

import io.github.ecsmaven.local.ecs.cluster.Clusters;
import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.Page;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.service.Services;
import io.github.ecsmaven.local.ecs.shape.Enumerations;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** The operations that read tasks. */
public final class TaskOperations {
    private static final int MOST_DESCRIBED = 100;
    private static final int PAGE = 100;

    private final Clusters clusters;
    private final Services services;
    private final StandaloneTasks standalone;
    private final ResourceTags tags;

    /** Operations over the tasks of all services and those that no service runs. */
    public TaskOperations(Clusters clusters, Services services, StandaloneTasks standalone, ResourceTags tags) {
        this.clusters = clusters;
        this.services = services;
        this.standalone = standalone;
        this.tags = tags;
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.read("ListTasks", ListTasksRequest::builder, this::list),
                Operation.read("DescribeTasks", DescribeTasksRequest::builder, this::describe));
    }

    private ListTasksResponse list(ListTasksRequest request, CallContext call) {
        Cluster cluster = clusters.require(request.cluster(), ResourceNames.of(call));
        Enumerations.firstUnknown(request).ifPresent(unknown -> {
            throw Errors.invalidParameter("Invalid '" + unknown.member() + "' setting: " + unknown.value());
        });
        Stream<Task> from = request.serviceName() == null
                ? all(cluster)
                : services.find(request.serviceName(), cluster).orElseThrow(Errors::serviceNotFound).tasks().stream();
        DesiredStatus status = request.desiredStatus() == null ? DesiredStatus.RUNNING : request.desiredStatus();
        List<String> arns = from.filter(task -> status.toString().equals(task.desiredStatus()))
                .filter(task -> request.family() == null || request.family().equals(family(task)))
                .filter(task ->
                        request.startedBy() == null || request.startedBy().equals(task.startedBy()))
                .filter(task -> request.launchTypeAsString() == null
                        || request.launchTypeAsString().equals(task.launchTypeAsString()))
                .filter(task -> request.containerInstance() == null)
                .map(Task::taskArn)
                .toList();
        Page<String> page = Page.of(arns, request.nextToken(), request.maxResults(), PAGE);
        return ListTasksResponse.builder()
                .taskArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Stream<Task> all(Cluster cluster) {
        return Stream.concat(
                services.of(cluster).stream().flatMap(managed -> managed.tasks().stream()), standalone.of(cluster));
    }

    private static String family(Task task) {
        String familyAndRevision = ResourceNames.lastPart(task.taskDefinitionArn());
        return familyAndRevision.substring(0, familyAndRevision.lastIndexOf(':'));
    }

    private DescribeTasksResponse describe(DescribeTasksRequest request, CallContext call) {
        ResourceNames names = ResourceNames.of(call);
        Cluster cluster = clusters.require(request.cluster(), names);
        if (request.tasks().isEmpty()) {
            throw Errors.invalidParameter("Tasks cannot be empty.");
        }
        if (request.tasks().size() > MOST_DESCRIBED) {
            throw Errors.invalidParameter("Tasks cannot have more than " + MOST_DESCRIBED + " elements.");
        }
        boolean withTags = request.include().contains(TaskField.TAGS);
        Map<String, Task> byArn = all(cluster).collect(Collectors.toMap(Task::taskArn, Function.identity()));
        List<Task> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String idOrArn : request.tasks()) {
            String arn = idOrArn.startsWith("arn:") ? idOrArn : names.task(cluster.clusterName(), idOrArn);
            Task task = byArn.get(arn);
            if (task == null) {
                failures.add(Failure.builder().arn(arn).reason("MISSING").build());
            } else {
                found.add(task.toBuilder()
                        .tags(withTags ? tags.of(arn) : List.of())
                        .build());
            }
        }
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }
}
