package io.github.ecsmaven.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Makes the table of IAM facts from AWS's authorization data: the services that a deployment calls, without any prose. Run it
 * after the data has changed; a test compares the table with what this writes.
 */
final class ReduceIamActions {

    private static final List<String> SERVICES = List.of("ecs", "ecr", "sts", "iam", "logs", "application-autoscaling");

    private static final Set<String> READING = Set.of("Read", "List");

    /** What a deployment does with IAM, and what sets up its roles. */
    private static final Set<String> OF_IAM = Set.of(
            "PassRole",
            "CreateRole",
            "DeleteRole",
            "TagRole",
            "UpdateAssumeRolePolicy",
            "PutRolePolicy",
            "DeleteRolePolicy",
            "AttachRolePolicy",
            "DetachRolePolicy",
            "PutRolePermissionsBoundary",
            "CreatePolicy",
            "TagPolicy",
            "CreateOpenIDConnectProvider",
            "TagOpenIDConnectProvider");

    private ReduceIamActions() {}

    /** Arguments: the data ({@code actions.json}), the table to write. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[1]), tableOf(Path.of(arguments[0])));
    }

    static String tableOf(Path source) throws IOException {
        byte[] content = Files.readAllBytes(source);
        JsonNode data = JsonNode.parser().parse(new String(content, StandardCharsets.UTF_8));
        return TableSource.digestLine(content) + table(data);
    }

    static String table(JsonNode data) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + text(data, "source") + " " + text(data, "version")
                + "; source and licence: README.md; written by ReduceIamActions");
        lines.add("# action, name, access level, dependent actions, condition keys");
        lines.add("# below it a line for each resource type: empty, type, required or optional, condition keys,"
                + " dependent actions");
        lines.add("# resource, type, ARN, condition keys");
        lines.add("# key, condition key, type");
        Map<String, String> keys = new TreeMap<>();
        Map<String, JsonNode> services = data.field("services").orElseThrow().asObject();
        for (String service : SERVICES) {
            JsonNode facts = services.get(service);
            if (facts != null) {
                addService(service, facts, lines);
                children(facts, "conditionKeys").forEach((key, type) -> keys.put(key, type.text()));
            }
        }
        keys.forEach((key, type) -> lines.add(TableSource.row("key", key, type)));
        return String.join("\n", lines) + "\n";
    }

    private static void addService(String service, JsonNode facts, List<String> lines) {
        children(facts, "actions").forEach((name, action) -> {
            if (isWanted(service, name, action)) {
                lines.add(TableSource.row(
                        "action",
                        service + ":" + name,
                        text(action, "accessLevel"),
                        commaSeparated(action, "dependentActions"),
                        commaSeparated(action, "conditionKeys")));
                for (JsonNode use : action.field("resourceTypes").orElseThrow().asArray()) {
                    boolean required = use.field("required").orElseThrow().asBoolean();
                    lines.add(TableSource.row(
                            "",
                            service + ":" + text(use, "name"),
                            required ? "required" : "optional",
                            commaSeparated(use, "conditionKeys"),
                            commaSeparated(use, "dependentActions")));
                }
            }
        });
        children(facts, "resourceTypes")
                .forEach((name, type) -> lines.add(TableSource.row(
                        "resource", service + ":" + name, text(type, "arn"), commaSeparated(type, "conditionKeys"))));
    }

    private static boolean isWanted(String service, String name, JsonNode action) {
        return !service.equals("iam") || OF_IAM.contains(name) || READING.contains(text(action, "accessLevel"));
    }

    private static Map<String, JsonNode> children(JsonNode node, String field) {
        return node.field(field).map(JsonNode::asObject).orElse(Map.of());
    }

    private static String text(JsonNode node, String field) {
        return node.field(field).map(JsonNode::text).orElse("");
    }

    private static String commaSeparated(JsonNode node, String field) {
        List<JsonNode> values = node.field(field).map(JsonNode::asArray).orElse(List.of());
        return String.join(",", values.stream().map(JsonNode::text).toList());
    }
}
