package io.github.ecsmaven.facts;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Makes the table of a service from its published API model: facts only, and only the shapes that the operations of a
 * deployment reach. Run it after the model has changed; a test compares the table with what this writes.
 */
final class ReduceServiceModel {

    private static final Set<String> ECS = new TreeSet<>(List.of(
            "CreateCluster",
            "CreateService",
            "DeleteAccountSetting",
            "DeleteCluster",
            "DeleteService",
            "DeleteTaskDefinitions",
            "DeregisterTaskDefinition",
            "DescribeClusters",
            "DescribeServiceDeployments",
            "DescribeServiceRevisions",
            "DescribeServices",
            "DescribeTaskDefinition",
            "DescribeTasks",
            "ListAccountSettings",
            "ListClusters",
            "ListServiceDeployments",
            "ListServices",
            "ListServicesByNamespace",
            "ListTagsForResource",
            "ListTaskDefinitionFamilies",
            "ListTaskDefinitions",
            "ListTasks",
            "PutAccountSetting",
            "PutAccountSettingDefault",
            "RegisterTaskDefinition",
            "RunTask",
            "StopServiceDeployment",
            "StopTask",
            "TagResource",
            "UntagResource",
            "UpdateService"));

    /** By table: the operations that are called, answered or described somewhere in this project. */
    static final Map<String, Set<String>> OPERATIONS = Map.of(
            "ecs",
            ECS,
            "application-autoscaling",
            new TreeSet<>(List.of("PutScalingPolicy", "PutScheduledAction", "RegisterScalableTarget")),
            "ecr",
            new TreeSet<>(List.of("CreateRepository", "PutLifecyclePolicy", "SetRepositoryPolicy")));

    private final JsonNode model;
    private final Collection<String> operations;
    private final Map<String, JsonNode> shapes;

    ReduceServiceModel(JsonNode model, Collection<String> operations) {
        this.model = model;
        this.operations = operations;
        this.shapes = model.field("shapes").orElseThrow().asObject();
    }

    /** Arguments: the model ({@code service-2.json}), the table to write, whose name says which operations are wanted. */
    public static void main(String[] arguments) throws IOException {
        Path table = Path.of(arguments[1]);
        String service = table.getFileName().toString().replace(".tsv", "");
        Files.writeString(table, tableOf(service, Path.of(arguments[0])));
    }

    static String tableOf(String service, Path source) throws IOException {
        byte[] content = Files.readAllBytes(source);
        JsonNode model = JsonNode.parser().parse(new String(content, StandardCharsets.UTF_8));
        Set<String> operations = Objects.requireNonNull(OPERATIONS.get(service), service);
        return TableSource.digestLine(content) + new ReduceServiceModel(model, operations).table();
    }

    String table() {
        List<String> lines = new ArrayList<>();
        JsonNode metadata = model.field("metadata").orElseThrow();
        lines.add("# service " + text(metadata, "endpointPrefix") + ", API version " + text(metadata, "apiVersion")
                + "; source and licence: README.md; written by ReduceServiceModel");
        lines.add("# operation, name, request shape, answer shape");
        lines.add("# STRUCTURE or DOCUMENT, name; below it a line for each member: empty, name, shape, marks");
        lines.add("# other kind, name, element shape, key shape, min, max, pattern, enum values");
        for (String operation : operations) {
            JsonNode facts =
                    model.field("operations").orElseThrow().field(operation).orElseThrow();
            lines.add(TableSource.row("operation", operation, shapeName(facts, "input"), shapeName(facts, "output")));
        }
        for (String shape : reachable()) {
            addShape(shape, lines);
        }
        return String.join("\n", lines) + "\n";
    }

    private Set<String> reachable() {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (String operation : operations) {
            JsonNode facts =
                    model.field("operations").orElseThrow().field(operation).orElseThrow();
            open.add(shapeName(facts, "input"));
            open.add(shapeName(facts, "output"));
        }
        while (!open.isEmpty()) {
            String name = open.remove();
            if (name.isEmpty() || !found.add(name)) {
                continue;
            }
            JsonNode shape = shape(name);
            members(shape).values().forEach(member -> open.add(text(member, "shape")));
            open.add(shapeName(shape, "member"));
            open.add(shapeName(shape, "key"));
            open.add(shapeName(shape, "value"));
        }
        return found;
    }

    private void addShape(String name, List<String> lines) {
        JsonNode shape = shape(name);
        String type = text(shape, "type").toUpperCase(Locale.ROOT);
        String kind = type.equals("STRUCTURE") && isTrue(shape, "document") ? "DOCUMENT" : type;
        String element = shapeName(shape, "member") + shapeName(shape, "value");
        String values = list(shape, "enum").stream()
                .peek(value -> {
                    if (value.contains(",")) {
                        throw new IllegalStateException("an enum value with a comma in " + name + ": " + value);
                    }
                })
                .collect(Collectors.joining(","));
        lines.add(TableSource.row(
                kind,
                name,
                element,
                shapeName(shape, "key"),
                whole(shape, "min"),
                whole(shape, "max"),
                text(shape, "pattern"),
                values));
        List<String> required = list(shape, "required");
        members(shape).forEach((member, target) -> {
            List<String> marks = new ArrayList<>();
            if (required.contains(member)) {
                marks.add("required");
            }
            if (isSensitive(text(target, "shape"))) {
                marks.add("sensitive");
            }
            lines.add(TableSource.row("", member, text(target, "shape"), String.join(",", marks)));
        });
    }

    private boolean isSensitive(String name) {
        JsonNode shape = shape(name);
        String element = shapeName(shape, "member") + shapeName(shape, "value");
        return isTrue(shape, "sensitive") || (!element.isEmpty() && isTrue(shape(element), "sensitive"));
    }

    private JsonNode shape(String name) {
        JsonNode shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException("the model has no shape " + name);
        }
        return shape;
    }

    private static Map<String, JsonNode> members(JsonNode shape) {
        return shape.field("members").map(JsonNode::asObject).orElse(Map.of());
    }

    private static String shapeName(JsonNode node, String field) {
        return node.field(field).map(target -> text(target, "shape")).orElse("");
    }

    private static String text(JsonNode node, String field) {
        return node.field(field).map(JsonNode::text).orElse("");
    }

    /** A bound; the model writes those of a double with a fraction of zero. */
    private static String whole(JsonNode node, String field) {
        return node.field(field)
                .map(bound ->
                        new BigDecimal(bound.asNumber()).toBigIntegerExact().toString())
                .orElse("");
    }

    private static boolean isTrue(JsonNode node, String field) {
        return node.field(field).map(JsonNode::asBoolean).orElse(false);
    }

    private static List<String> list(JsonNode node, String field) {
        return node.field(field)
                .map(values -> values.asArray().stream().map(JsonNode::text).toList())
                .orElse(List.of());
    }
}
