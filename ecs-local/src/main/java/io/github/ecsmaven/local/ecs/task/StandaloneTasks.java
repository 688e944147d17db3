package io.github.ecsmaven.local.ecs.task;

import io.github.ecsmaven.local.ecs.resource.Identifiers;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.resource.SavedMember;
import io.github.ecsmaven.local.ecs.rollout.Pace;
import io.github.ecsmaven.local.ecs.rollout.TaskLife;
import io.github.ecsmaven.local.ecs.rollout.TaskOutcome;
import io.github.ecsmaven.local.ecs.taskdefinition.TaskDefinitions;
import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.state.WholePart;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The tasks that no service runs, in the order they were started, and what becomes of them over time. */
public final class StandaloneTasks {
    private static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);

    private final Function<TaskDefinition, TaskOutcome> outcomes;
    private final TaskDefinitions definitions;
    private final ResourceTags tags;
    private final TaskLife life;
    private final KeptMap<Task> byArn =
            KeptMap.inOrder("standaloneTasks", ShapeJson::write, json -> ShapeJson.read(json, Task.builder()));
    private final RememberedRuns runs = new RememberedRuns();
    private Identifiers identifiers = new Identifiers("standalone tasks");

    /** No task yet; they will be of these definitions. */
    public StandaloneTasks(
            Pace pace, Function<TaskDefinition, TaskOutcome> outcomes, TaskDefinitions definitions, ResourceTags tags) {
        this.outcomes = outcomes;
        this.definitions = definitions;
        this.tags = tags;
        this.life = new TaskLife(pace);
    }

    /** The tasks of a cluster, those that stopped within the last hour included. */
    public Stream<Task> of(Cluster cluster) {
        return all().filter(task -> cluster.clusterArn().equals(task.clusterArn()));
    }

    /** The tasks of every account and Region. */
    public Stream<Task> all() {
        return byArn.values().stream();
    }

    void add(Task task) {
        byArn.put(task.taskArn(), task);
    }

    Identifiers identifiers() {
        return identifiers;
    }

    RememberedRuns runs() {
        return runs;
    }

    /** Begins the end of a task because a caller wants it. */
    Task stop(Task task, String reason, Instant now) {
        Task stopping = life.stop(task, now, TaskStopCode.USER_INITIATED, reason);
        byArn.put(task.taskArn(), stopping);
        return stopping;
    }

    /** Lets everything happen that is due by now. */
    public void advance(Instant now) {
        for (Task task : List.copyOf(byArn.values())) {
            byArn.put(task.taskArn(), advanced(task, now));
        }
        Instant moment = now.minus(STOPPED_TASKS_STAY);
        List<Task> old = all().filter(
                        task -> task.stoppedAt() != null && task.stoppedAt().isBefore(moment))
                .toList();
        for (Task task : old) {
            byArn.remove(task.taskArn());
            tags.forget(task.taskArn());
        }
        runs.forget(now, byArn.entries().keySet());
    }

    private Task advanced(Task task, Instant now) {
        Task current = task;
        Optional<Instant> due = nextChange(current);
        while (due.isPresent() && !due.get().isAfter(now)) {
            current = change(current, due.get());
            due = nextChange(current);
        }
        return current;
    }

    private Optional<Instant> nextChange(Task task) {
        if (TaskLife.isRunning(task)) {
            return outcome(task).exit().map(exit -> task.startedAt().plus(exit.after()));
        }
        return life.nextChange(task);
    }

    private Task change(Task task, Instant at) {
        TaskDefinition definition = definitions.get(task.taskDefinitionArn());
        TaskOutcome outcome = outcomes.apply(definition);
        if (TaskLife.isRunning(task) && outcome.exit().isPresent()) {
            return life.exited(
                    task, at, essential(definition), outcome.exit().get().code());
        }
        return life.change(task, at, definition, outcome);
    }

    private TaskOutcome outcome(Task task) {
        return outcomes.apply(definitions.get(task.taskDefinitionArn()));
    }

    private static String essential(TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .filter(container -> Boolean.TRUE.equals(container.essential()))
                .map(ContainerDefinition::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a task definition has an essential container"));
    }

    /** What changes of it are kept by. */
    public List<StatePart> parts() {
        return List.of(
                byArn,
                runs.part(),
                new WholePart(
                        "standaloneTaskIdentifiers",
                        json -> identifiers.write(json),
                        json -> identifiers = Identifiers.read(json)));
    }

    /** Writes all as one JSON object. */
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("identifiers");
        identifiers.write(json);
        json.writeFieldName("tasks").writeStartArray();
        byArn.values().forEach(task -> ShapeJson.write(task, json));
        json.writeEndArray();
        json.writeFieldName("runs");
        runs.write(json);
        json.writeEndObject();
    }

    /** Replaces all by what was written. */
    public void read(JsonNode json) {
        identifiers = Identifiers.read(SavedMember.of(json, "identifiers"));
        byArn.clear();
        SavedMember.of(json, "tasks").asArray().forEach(task -> add(ShapeJson.read(task, Task.builder())));
        runs.read(SavedMember.of(json, "runs"));
    }
}
