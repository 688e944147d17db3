package io.github.ecsmaven.local.ecs.task;

import io.github.ecsmaven.local.ecs.resource.SavedMember;
import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What RunTask answered to requests with a client token, so that the same request again gets the same answer. A token
 * counts within its cluster, for 24 hours at most and no longer than one of its tasks can be described. Source: "Ensuring
 * idempotency" in the ECS API reference.
 */
final class RememberedRuns {
    private static final Duration LONGEST = Duration.ofHours(24);

    private final KeptMap<Run> byKey = KeptMap.sorted("standaloneTaskRuns", Run::write, Run::read);

    private record Run(Instant at, RunTaskRequest request, RunTaskResponse answer) {
        void write(JsonWriter json) {
            json.writeStartObject();
            json.writeFieldName("at").writeValue(at.toString());
            json.writeFieldName("request");
            ShapeJson.write(request, json);
            json.writeFieldName("answer");
            ShapeJson.write(answer, json);
            json.writeEndObject();
        }

        static Run read(JsonNode json) {
            return new Run(
                    Instant.parse(SavedMember.of(json, "at").asString()),
                    ShapeJson.read(SavedMember.of(json, "request"), RunTaskRequest.builder()),
                    ShapeJson.read(SavedMember.of(json, "answer"), RunTaskResponse.builder()));
        }
    }

    /**
     * What the same request was answered before.
     *
     * @throws ApiException when the token came with another request before
     */
    Optional<RunTaskResponse> answered(RunTaskRequest request, Cluster cluster) {
        Optional<Run> run = byKey.find(key(request, cluster));
        if (run.isPresent() && !run.get().request().equals(request)) {
            throw new ApiException(
                    "ConflictException", 400, "The client token is already in use with a different RunTask request.");
        }
        return run.map(Run::answer);
    }

    void remember(RunTaskRequest request, Cluster cluster, RunTaskResponse answer, Instant now) {
        if (request.clientToken() != null) {
            byKey.put(key(request, cluster), new Run(now, request, answer));
        }
    }

    /**
     * Forgets what is too old.
     *
     * @param left ARNs of the tasks that can still be described
     */
    void forget(Instant now, Set<String> left) {
        byKey.removeIf((key, run) -> run.at().plus(LONGEST).isBefore(now)
                || Collections.disjoint(
                        left, run.answer().tasks().stream().map(Task::taskArn).toList()));
    }

    private static String key(RunTaskRequest request, Cluster cluster) {
        return cluster.clusterArn() + " " + request.clientToken();
    }

    StatePart part() {
        return byKey;
    }

    void write(JsonWriter json) {
        json.writeStartObject();
        byKey.entries().forEach((key, run) -> {
            json.writeFieldName(key);
            run.write(json);
        });
        json.writeEndObject();
    }

    void read(JsonNode json) {
        byKey.clear();
        json.asObject().forEach((key, run) -> byKey.put(key, Run.read(run)));
    }
}
