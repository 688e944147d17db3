package io.github.ecsmaven.deployer.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * A file that somebody wrote to be registered: a task definition alone, or a service together with a generated task
 * definition that holds the containers, ports and volumes it names.
 */
record WantedFile(Path path, Kind kind, String text) {
    enum Kind {
        TASK_DEFINITION,
        SERVICE
    }

    static WantedFile read(Path path, Kind kind) throws IOException {
        return new WantedFile(path, kind, Files.readString(path));
    }

    boolean isTemplate() {
        return text.contains("{{");
    }

    /** The file's name without its extension, in the alphabet of names. */
    String baseName() {
        String name = path.getFileName().toString().replaceFirst("\\.json$", "").replaceAll("[^A-Za-z0-9_-]", "-");
        return name.substring(0, Math.min(200, name.length()));
    }

    /** RegisterTaskDefinition's members. */
    Map<String, JsonNode> taskDefinition() {
        JsonNode root = JsonNode.parser().parse(text);
        if (kind == Kind.SERVICE) {
            return generatedTaskDefinition(root.asObject());
        }
        return root.field("taskDefinition")
                .filter(JsonNode::isObject)
                .map(JsonNode::asObject)
                .orElseGet(root::asObject);
    }

    /** CreateService's members without those that have their place elsewhere; null for a task definition. */
    @Nullable Map<String, JsonNode> service() {
        if (kind == Kind.TASK_DEFINITION) {
            return null;
        }
        Map<String, JsonNode> members =
                new LinkedHashMap<>(JsonNode.parser().parse(text).asObject());
        List.of("cluster", "taskDefinition", "clientToken").forEach(members::remove);
        members.putIfAbsent("serviceName", JsonNode.parser().parse('"' + baseName() + '"'));
        return members;
    }

    /** The descriptor that says the same; references in it are literal text. */
    String descriptor(String region, String cluster, String roleArn) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("version").writeValue(1);
        json.writeFieldName("region").writeValue(region);
        json.writeFieldName("cluster").writeValue(cluster);
        json.writeFieldName("identity").writeStartObject();
        json.writeFieldName("roleArn").writeValue(roleArn);
        json.writeEndObject();
        json.writeFieldName("taskDefinition");
        write(taskDefinition(), json, Literal.ESCAPED);
        Map<String, JsonNode> service = service();
        if (service != null) {
            json.writeFieldName("service");
            write(service, json, Literal.ESCAPED);
        }
        json.writeEndObject();
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    /** Members as one JSON object. */
    static JsonNode node(Map<String, JsonNode> members) {
        JsonWriter json = JsonWriter.create();
        write(members, json, Literal.AS_IT_IS);
        return JsonNode.parser().parse(new String(json.getBytes(), StandardCharsets.UTF_8));
    }

    private enum Literal {
        AS_IT_IS,
        ESCAPED
    }

    private Map<String, JsonNode> generatedTaskDefinition(Map<String, JsonNode> service) {
        Map<String, List<String>> ports = new LinkedHashMap<>();
        for (String list : List.of("loadBalancers", "serviceRegistries")) {
            JsonNode entries = service.get(list);
            if (entries != null && entries.isArray()) {
                for (JsonNode entry : entries.asArray()) {
                    String container =
                            entry.field("containerName").map(JsonNode::text).orElse("app");
                    entry.field("containerPort")
                            .filter(port -> port.isNumber() && !port.asNumber().equals("0"))
                            .ifPresent(port -> add(ports, container, "{\"containerPort\":" + port.asNumber() + "}"));
                }
            }
        }
        List<JsonNode> users = new ArrayList<>();
        JsonNode connect = service.get("serviceConnectConfiguration");
        if (connect != null && connect.isObject()) {
            connect.field("services").filter(JsonNode::isArray).ifPresent(list -> users.addAll(list.asArray()));
        }
        JsonNode lattice = service.get("vpcLatticeConfigurations");
        if (lattice != null && lattice.isArray()) {
            users.addAll(lattice.asArray());
        }
        int port = 20000;
        for (JsonNode user : users) {
            String name = quoted(user.field("portName").map(JsonNode::text).orElse("port"));
            String container =
                    ports.isEmpty() ? "app" : ports.keySet().iterator().next();
            add(ports, container, "{\"containerPort\":" + port++ + ",\"name\":" + name + "}");
        }
        if (ports.isEmpty()) {
            ports.put("app", List.of());
        }
        List<String> containers = new ArrayList<>();
        ports.forEach((name, mappings) -> containers.add("{\"name\":" + quoted(name)
                + ",\"image\":\"registry.example/app:1\",\"memory\":128,\"portMappings\":["
                + String.join(",", mappings)
                + "]}"));
        boolean fargate =
                names(service, "launchType", "FARGATE") || names(service, "capacityProviderStrategy", "FARGATE");
        boolean external = names(service, "launchType", "EXTERNAL");
        boolean awsvpc = fargate || names(service, "networkConfiguration", "awsvpcConfiguration");
        String compatible = fargate ? "FARGATE" : external ? "EXTERNAL" : "EC2";
        List<String> volumes = new ArrayList<>();
        JsonNode atLaunch = service.get("volumeConfigurations");
        if (atLaunch != null && atLaunch.isArray()) {
            atLaunch.asArray()
                    .forEach(volume -> volume.field("name")
                            .ifPresent(name ->
                                    volumes.add("{\"name\":" + quoted(name.text()) + ",\"configuredAtLaunch\":true}")));
        }
        return JsonNode.parser()
                .parse("{\"family\":\"" + baseName() + "\",\"volumes\":[" + String.join(",", volumes)
                        + "],\"networkMode\":\"" + (awsvpc ? "awsvpc" : "bridge") + "\","
                        + "\"requiresCompatibilities\":[\"" + compatible + "\"],"
                        + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[" + String.join(",", containers)
                        + "]}")
                .asObject();
    }

    private static boolean names(Map<String, JsonNode> service, String member, String word) {
        JsonNode value = service.get(member);
        return value != null && json(value).contains(word);
    }

    /** A node as JSON. */
    static String json(JsonNode node) {
        JsonWriter json = JsonWriter.create();
        write(node, json, Literal.AS_IT_IS);
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        JsonWriter json = JsonWriter.create();
        json.writeValue(text);
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    private static void add(Map<String, List<String>> ports, String container, String mapping) {
        List<String> list = new ArrayList<>(ports.getOrDefault(container, List.of()));
        if (!list.contains(mapping)) {
            list.add(mapping);
        }
        ports.put(container, list);
    }

    private static void write(Map<String, JsonNode> object, JsonWriter json, Literal literal) {
        json.writeStartObject();
        object.forEach((name, value) -> {
            json.writeFieldName(name);
            write(value, json, literal);
        });
        json.writeEndObject();
    }

    private static void write(JsonNode value, JsonWriter json, Literal literal) {
        if (value.isObject()) {
            write(value.asObject(), json, literal);
        } else if (value.isArray()) {
            json.writeStartArray();
            value.asArray().forEach(element -> write(element, json, literal));
            json.writeEndArray();
        } else if (value.isString()) {
            json.writeValue(literal == Literal.ESCAPED ? value.asString().replace("${", "$${") : value.asString());
        } else if (value.isNumber()) {
            json.writeNumber(value.asNumber());
        } else if (value.isBoolean()) {
            json.writeValue(value.asBoolean());
        } else {
            json.writeNull();
        }
    }
}
