package io.github.ecsmaven.local.corpus;

import io.github.ecsmaven.local.ecs.EcsService;
import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** ecs-local, spoken to in JSON as clients do; for each resource a new one. */
final class LocalServer implements Server {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TASK_DEFINITION = "taskDefinition";
    private static final String TAGS = "tags";

    @Override
    public Map<String, @Nullable Object> taskDefinition(Map<String, @Nullable Object> request, Place place) {
        EcsService ecs = started(place);
        String arn = registered(ecs, request, place);
        Map<String, @Nullable Object> answer =
                call(ecs, "DescribeTaskDefinition", Map.of(TASK_DEFINITION, arn, "include", List.of("TAGS")), place);
        Map<String, @Nullable Object> described = Document.copy(Document.members(answer.get(TASK_DEFINITION)));
        described.put(TAGS, answer.get(TAGS));
        return described;
    }

    @Override
    public Map<String, @Nullable Object> service(
            Map<String, @Nullable Object> request, Map<String, @Nullable Object> taskDefinition, Place place) {
        EcsService ecs = started(place);
        Map<String, @Nullable Object> creation = Document.copy(request);
        creation.put(TASK_DEFINITION, registered(ecs, taskDefinition, place));
        creation.put("cluster", place.cluster());
        call(ecs, "CreateService", creation, place);
        Map<String, @Nullable Object> answer = call(
                ecs,
                "DescribeServices",
                Map.of(
                        "cluster",
                        place.cluster(),
                        "services",
                        List.of(Document.text(request, "serviceName")),
                        "include",
                        List.of("TAGS")),
                place);
        Map<String, @Nullable Object> described = Document.copy(
                Document.members(Document.elements(answer.get("services")).get(0)));
        if (creation.get(TASK_DEFINITION) instanceof String arn && arn.equals(described.get(TASK_DEFINITION))) {
            // Which revision it is follows from how often the family was registered, not from the service.
            described.put(TASK_DEFINITION, request.get(TASK_DEFINITION));
        }
        return described;
    }

    private static EcsService started(Place place) {
        return new EcsService(EcsSettings.defaults().withClusters(Set.of(place.cluster())));
    }

    private static String registered(EcsService ecs, Map<String, @Nullable Object> request, Place place) {
        Map<String, @Nullable Object> answer = call(ecs, "RegisterTaskDefinition", request, place);
        return Document.text(Document.members(answer.get(TASK_DEFINITION)), "taskDefinitionArn");
    }

    @SuppressWarnings("unchecked") // the request is built by the operation's own supplier
    private static Map<String, @Nullable Object> call(
            EcsService ecs, String name, Map<String, @Nullable Object> request, Place place) {
        Operation<SdkPojo, SdkPojo> operation = (Operation<SdkPojo, SdkPojo>) ecs.operations().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        SdkPojo shape =
                ShapeJson.read(Document.node(request), operation.request().get());
        CallContext call = new CallContext(
                "arn:aws:iam::" + place.account() + ":user/client", place.region(), place.account(), NOW);
        JsonWriter json = JsonWriter.create();
        ShapeJson.write(operation.answer().apply(shape, call), json);
        return Document.members(Document.of(JsonNode.parser().parse(json.getBytes())));
    }
}
