package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.deployer.live.DescribedService;
import io.github.ecsmaven.descriptor.imported.FileImport;
import io.github.ecsmaven.descriptor.imported.ImportedDescriptor;
import io.github.ecsmaven.descriptor.imported.Importer;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;

/** A document of the corpus as it is given to an import, and the part of it that a request could have set. */
final class ImportedFile {
    private static final String FILLED_IN = "7";
    private static final List<String> OF_THE_PAST = List.of("createdAt", "events", "taskSets");
    private static final List<String> OF_THE_DEPLOYMENT =
            List.of("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations");

    private final Path path;
    private final WantedFile wanted;
    private final JsonNode document;
    private final String text;

    /** @param text of the document, as it is imported */
    private ImportedFile(Path path, WantedFile wanted, JsonNode document, String text) {
        this.path = path;
        this.wanted = wanted;
        this.document = document;
        this.text = text;
    }

    /** Reads a file: one task definition, or each of the services that it holds. A recording's envelope is taken off. */
    static List<ImportedFile> read(Path path, WantedFile.Kind kind) throws IOException {
        String text = Files.readString(path);
        if (text.contains("{{") && !isJson(text)) {
            String filled = filledIn(text);
            JsonNode document = JsonNode.parser().parse(isJson(filled) ? filled : "{}");
            return List.of(
                    new ImportedFile(path, new WantedFile(path, kind, WantedFile.json(document)), document, text));
        }
        JsonNode whole = JsonNode.parser().parse(text);
        JsonNode document = whole.field("data")
                .filter(data -> whole.field("status_code").isPresent())
                .orElse(whole);
        List<JsonNode> parts =
                kind == WantedFile.Kind.SERVICE && document.isObject() ? services(document) : List.of(document);
        return parts.stream()
                .map(inner -> new ImportedFile(
                        path, new WantedFile(path, kind, WantedFile.json(inner)), document, WantedFile.json(document)))
                .toList();
    }

    /** One that is part of a file. */
    static ImportedFile of(Path path, JsonNode document, WantedFile.Kind kind) {
        JsonNode inner = kind == WantedFile.Kind.SERVICE ? services(document).get(0) : document;
        return new ImportedFile(
                path, new WantedFile(path, kind, WantedFile.json(inner)), document, WantedFile.json(document));
    }

    private static boolean isJson(String text) {
        try {
            return !JsonNode.parser().parse(text).isNull();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The same with a number in the place of each template. */
    ImportedFile filledIn() {
        String filled = filledIn(text);
        return new ImportedFile(
                path,
                new WantedFile(path, wanted.kind(), filledIn(wanted.text())),
                JsonNode.parser().parse(filled),
                filled);
    }

    private static String filledIn(String text) {
        return text.replaceAll("(?s)\\{\\{.*?\\}\\}", FILLED_IN);
    }

    /** What an import made of it, with the same number in the place of each reference. */
    static String withoutReferences(String descriptor) {
        return descriptor.replaceAll("(?<!\\$)\\$\\{[^}]*\\}", FILLED_IN);
    }

    /** A name for messages: folder and file. */
    String name() {
        return path.getParent().getFileName() + "/" + path.getFileName();
    }

    WantedFile wanted() {
        return wanted;
    }

    boolean isTemplate() {
        return text.contains("{{") && !isAnswer();
    }

    boolean isAnswer() {
        return document.isObject()
                && (part().field("serviceArn").isPresent()
                        || wanted.taskDefinition().containsKey("taskDefinitionArn"));
    }

    /** Whether it is an answer that holds no service, or neither answer nor request. */
    boolean isNothing() {
        return !document.isObject()
                || document.field("services")
                        .filter(list -> list.asArray().isEmpty())
                        .isPresent();
    }

    private JsonNode part() {
        return JsonNode.parser().parse(wanted.text());
    }

    /** What an import makes of it; a service comes with a task definition that has its containers and ports. */
    ImportedDescriptor imported(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(directory.resolve("document.json"), text));
        if (wanted.kind() == WantedFile.Kind.SERVICE && document.isObject()) {
            files.add(Files.writeString(
                    directory.resolve("generated.json"), WantedFile.json(WantedFile.node(wanted.taskDefinition()))));
        }
        return new FileImport(FieldRules.load())
                .read(
                        new FileImport.Source(files, directory, serviceName()),
                        new Importer.Target(LocalAccount.REGION, LocalAccount.CLUSTER, LocalAccount.ROLE));
    }

    /** The one meant where an answer has several, the one to give where a file has none; null for a task definition. */
    private @Nullable String serviceName() {
        return wanted.kind() == WantedFile.Kind.TASK_DEFINITION || !document.isObject()
                ? null
                : part().field("serviceName").map(JsonNode::text).orElse(wanted.baseName());
    }

    /**
     * RegisterTaskDefinition's members, complete.
     *
     * @throws io.github.ecsmaven.local.wire.ApiException where it is none
     */
    Value.Structure taskDefinition() {
        Map<String, JsonNode> members = new LinkedHashMap<>(wanted.taskDefinition());
        if (wanted.kind() == WantedFile.Kind.TASK_DEFINITION) {
            document.field("tags").ifPresent(tags -> members.putIfAbsent("tags", tags));
        }
        return request(members, RegisterTaskDefinitionRequest.builder());
    }

    /** CreateService's members, complete, without what an import leaves to ECS; null for a task definition. */
    Value.@Nullable Structure service() {
        Map<String, JsonNode> wantedMembers = wanted.service();
        if (wantedMembers == null) {
            return null;
        }
        Map<String, Value> members = new LinkedHashMap<>(
                request(wantedMembers, CreateServiceRequest.builder()).members());
        if (new Value.Text("DAEMON").equals(members.get("schedulingStrategy"))) {
            members.remove("desiredCount");
        }
        return new Value.Structure(members);
    }

    /** With what a request sets and an answer has on the deployment alone. */
    private static JsonNode whole(JsonNode service) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        JsonNode deployments = service.field("deployments").orElse(null);
        if (deployments != null && deployments.isArray()) {
            deployments.asArray().stream()
                    .filter(each -> each.field("status")
                            .filter(it -> it.text().equals("PRIMARY"))
                            .isPresent())
                    .forEach(each -> found.putAll(each.asObject()));
        }
        found.keySet().retainAll(OF_THE_DEPLOYMENT);
        found.putAll(service.asObject());
        return WantedFile.node(found);
    }

    /** What the reader of live state makes of it; null for a task definition. */
    Value.@Nullable Structure liveService() {
        if (wanted.kind() == WantedFile.Kind.TASK_DEFINITION) {
            return null;
        }
        Map<String, JsonNode> described = new LinkedHashMap<>(part().asObject());
        // Recordings have their moments in forms of their own.
        OF_THE_PAST.forEach(described::remove);
        described.computeIfPresent("deployments", (name, deployments) -> deployments(deployments));
        Service service = ShapeJson.read(WantedFile.node(described), Service.builder());
        return (Value.Structure) withoutBlanks(DescribedService.members(service));
    }

    private static JsonNode deployments(JsonNode deployments) {
        List<String> reduced = deployments.asArray().stream()
                .map(deployment -> {
                    Map<String, JsonNode> members = new LinkedHashMap<>(deployment.asObject());
                    members.keySet().removeIf(name -> name.endsWith("At"));
                    return WantedFile.json(WantedFile.node(members));
                })
                .toList();
        return JsonNode.parser().parse("[" + String.join(",", reduced) + "]");
    }

    private static Value.Structure request(Map<String, JsonNode> members, SdkPojo builder) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (builder.sdkFieldNameToField().containsKey(name) && !value.isNull()) {
                known.put(name, value);
            }
        });
        SdkPojo request = ShapeJson.read(WantedFile.node(known), builder);
        Map<String, Value> own =
                new LinkedHashMap<>(((Value.Structure) withoutBlanks(SdkValues.from(request))).members());
        own.computeIfPresent("tags", (name, tags) -> usersOwn((Value.Sequence) tags));
        return new Value.Structure(own);
    }

    /** Tools that are written in Go leave an empty word for one that is not there; ECS takes none. */
    private static Value withoutBlanks(Value value) {
        if (value instanceof Value.Sequence sequence) {
            return new Value.Sequence(sequence.elements().stream()
                    .map(ImportedFile::withoutBlanks)
                    .toList());
        }
        if (!(value instanceof Value.Structure structure)) {
            return value;
        }
        Map<String, Value> members = new LinkedHashMap<>();
        structure.members().forEach((name, member) -> {
            if (name.equals("value")
                    || !(member instanceof Value.Text text && text.text().isEmpty())) {
                members.put(name, withoutBlanks(member));
            }
        });
        return new Value.Structure(members);
    }

    private static Value.Sequence usersOwn(Value.Sequence tags) {
        return new Value.Sequence(tags.elements().stream()
                .filter(tag -> !(((Value.Structure) tag).members().get("key") instanceof Value.Text key
                        && (key.text().startsWith("aws:") || key.text().startsWith("ecs:"))))
                .toList());
    }

    private static List<JsonNode> services(JsonNode document) {
        List<JsonNode> several =
                document.field("services").map(JsonNode::asArray).orElse(List.of());
        return several.isEmpty()
                ? List.of(whole(
                        document.field("service").filter(JsonNode::isObject).orElse(document)))
                : several.stream().map(ImportedFile::whole).toList();
    }
}
