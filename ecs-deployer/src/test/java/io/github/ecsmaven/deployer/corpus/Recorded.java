package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * What a recorded answer says that a request could set, defaults included: the full descriptor of what ran.
 *
 * @param taskDefinition of a service: one that has its containers and ports
 * @param service null for a task definition
 */
record Recorded(Value.Structure taskDefinition, Value.@Nullable Structure service) {
    /** Members of CreateService that an answer has on the deployment alone. */
    private static final List<String> OF_THE_DEPLOYMENT =
            List.of("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations");

    /** All that a file holds; a recording's envelope is taken off. */
    static List<Recorded> in(Path file, WantedFile.Kind kind) throws IOException {
        JsonNode whole = JsonNode.parser().parse(Files.readString(file));
        JsonNode document = whole.field("data")
                .filter(data -> whole.field("status_code").isPresent())
                .orElse(whole);
        if (kind == WantedFile.Kind.TASK_DEFINITION) {
            return List.of(taskDefinition(file, document));
        }
        List<JsonNode> services = document.field("services")
                .filter(JsonNode::isArray)
                .map(JsonNode::asArray)
                .orElseGet(() -> List.of(document.field("service").orElse(document)));
        return services.stream().map(service -> service(file, service)).toList();
    }

    /** A document with RegisterTaskDefinition's members. */
    static Recorded taskDefinition(Path file, JsonNode document) {
        ImportedFile parsed = ImportedFile.of(file, document, WantedFile.Kind.TASK_DEFINITION);
        return new Recorded(parsed.taskDefinition(), null);
    }

    private static Recorded service(Path file, JsonNode described) {
        Map<String, JsonNode> members = new LinkedHashMap<>(described.asObject());
        primary(described)
                .ifPresent(deployment -> OF_THE_DEPLOYMENT.forEach(name -> deployment
                        .field(name)
                        .filter(value -> !value.isNull())
                        .ifPresent(value -> members.put(name, value))));
        ImportedFile parsed = ImportedFile.of(file, WantedFile.node(members), WantedFile.Kind.SERVICE);
        return new Recorded(parsed.taskDefinition(), parsed.service());
    }

    private static Optional<JsonNode> primary(JsonNode described) {
        List<JsonNode> deployments = new ArrayList<>();
        described.field("deployments").filter(JsonNode::isArray).ifPresent(list -> deployments.addAll(list.asArray()));
        return deployments.stream()
                .filter(deployment -> deployment
                        .field("status")
                        .filter(status -> status.text().equals("PRIMARY"))
                        .isPresent())
                .findFirst();
    }
}
