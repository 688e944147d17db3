package io.github.ecsmaven.local.clients;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** A service's published API model: {@code service-2.json}, also as botocore packs it. */
final class ServiceModel {
    private final String service;
    private final Map<String, JsonNode> operations;
    private final Map<String, JsonNode> shapes;

    /**
     * One shape.
     *
     * @param service its service's name, since services have shapes of the same name
     * @param type {@code structure}, {@code list}, {@code map}, {@code string}, {@code timestamp}…
     * @param members of a structure: name to the name of its shape
     * @param required names of members; in an answer they are always there
     * @param element of a list or map; empty for others
     */
    record Shape(
            String service,
            String name,
            String type,
            Map<String, String> members,
            Set<String> required,
            String element) {
        /** The name by which facts are kept: {@code ecs:Service}. */
        String key() {
            return service + ":" + name;
        }
    }

    private ServiceModel(String service, JsonNode model) {
        this.service = service;
        this.operations = model.field("operations").orElseThrow().asObject();
        this.shapes = model.field("shapes").orElseThrow().asObject();
    }

    static ServiceModel read(String service, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (file.toString().endsWith(".gz")) {
            try (InputStream packed = new GZIPInputStream(new ByteArrayInputStream(content))) {
                content = packed.readAllBytes();
            }
        }
        return new ServiceModel(service, JsonNode.parser().parse(content));
    }

    /** A model in the form of {@code service-2.json}. */
    static ServiceModel of(String service, String json) {
        return new ServiceModel(service, JsonNode.parser().parse(json));
    }

    /** The shape of an operation's answer; empty where it answers nothing. */
    Optional<Shape> answer(String operation) {
        return operation(operation).field("output").map(target -> shape(text(target, "shape")));
    }

    /** The codes of the errors that the model lists for an operation. */
    Set<String> errors(String operation) {
        Set<String> codes = new LinkedHashSet<>();
        operation(operation)
                .field("errors")
                .map(JsonNode::asArray)
                .orElse(List.of())
                .forEach(error -> codes.add(code(text(error, "shape"))));
        return codes;
    }

    /** The names of an error's members. */
    Set<String> errorMembers(String code) {
        return shapes.containsKey(code) ? shape(code).members().keySet() : Set.of();
    }

    Shape shape(String name) {
        JsonNode shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("the model of " + service + " has no shape " + name);
        }
        Map<String, String> members = new LinkedHashMap<>();
        shape.field("members")
                .map(JsonNode::asObject)
                .orElse(Map.of())
                .forEach((member, target) -> members.put(member, text(target, "shape")));
        Set<String> required = new LinkedHashSet<>();
        shape.field("required")
                .map(JsonNode::asArray)
                .orElse(List.of())
                .forEach(member -> required.add(member.asString()));
        String element = shape.field("member")
                .or(() -> shape.field("value"))
                .map(target -> text(target, "shape"))
                .orElse("");
        return new Shape(service, name, text(shape, "type"), members, required, element);
    }

    private String code(String errorShape) {
        return Optional.ofNullable(shapes.get(errorShape))
                .flatMap(shape -> shape.field("error"))
                .flatMap(error -> error.field("code"))
                .map(JsonNode::text)
                .orElse(errorShape);
    }

    private JsonNode operation(String name) {
        JsonNode operation = operations.get(name);
        if (operation == null) {
            throw new IllegalArgumentException("the model of " + service + " has no operation " + name);
        }
        return operation;
    }

    private static String text(JsonNode node, String field) {
        return node.field(field).map(JsonNode::text).orElse("");
    }
}
