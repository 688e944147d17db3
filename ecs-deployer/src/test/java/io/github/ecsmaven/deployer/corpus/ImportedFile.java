package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.descriptor.imported.FileImport;
import io.github.ecsmaven.descriptor.imported.ImportedDescriptor;
import io.github.ecsmaven.descriptor.imported.Importer;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** A document of the corpus as it is given to an import, and the part of it that a request could have set. */
final class ImportedFile {
    private final Path path;
    private final WantedFile wanted;
    private final JsonNode document;
    private final WantedFile.Kind kind;

    private ImportedFile(Path path, WantedFile wanted, JsonNode document, WantedFile.Kind kind) {
        this.path = path;
        this.wanted = wanted;
        this.document = document;
        this.kind = kind;
    }

    /** Reads one; a recording's envelope is taken off. */
    static ImportedFile read(Path path, WantedFile.Kind kind) throws IOException {
        JsonNode whole = JsonNode.parser().parse(Files.readString(path));
        JsonNode document = whole.field("data")
                .filter(data -> whole.field("status_code").isPresent())
                .orElse(whole);
        return of(path, document, kind);
    }

    /** One that is part of a file. */
    static ImportedFile of(Path path, JsonNode document, WantedFile.Kind kind) {
        JsonNode inner = kind == WantedFile.Kind.SERVICE ? service(document) : document;
        return new ImportedFile(path, new WantedFile(path, kind, inner.toString()), document, kind);
    }

    /** A name for messages: folder and file. */
    String name() {
        return path.getParent().getFileName() + "/" + path.getFileName();
    }

    WantedFile wanted() {
        return wanted;
    }

    boolean isTemplate() {
        return wanted.isTemplate();
    }

    /** Whether it is an answer that holds no service. */
    boolean isNothing() {
        return document.field("services")
                .filter(list -> list.asArray().isEmpty())
                .isPresent();
    }

    /** What an import makes of it; a service comes with a task definition that has its containers and ports. */
    ImportedDescriptor imported(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(directory.resolve("document.json"), document.toString()));
        if (kind == WantedFile.Kind.SERVICE) {
            files.add(Files.writeString(
                    directory.resolve("generated.json"),
                    WantedFile.node(wanted.taskDefinition()).toString()));
        }
        return new FileImport(FieldRules.load())
                .read(
                        new FileImport.Source(files, directory, serviceName()),
                        new Importer.Target(LocalAccount.REGION, LocalAccount.CLUSTER, LocalAccount.ROLE));
    }

    /** The one meant where an answer has several, the one to give where a file has none; null for a task definition. */
    private @Nullable String serviceName() {
        return kind == WantedFile.Kind.TASK_DEFINITION
                ? null
                : service(document).field("serviceName").map(JsonNode::text).orElse(wanted.baseName());
    }

    /**
     * RegisterTaskDefinition's members, complete.
     *
     * @throws io.github.ecsmaven.local.wire.ApiException where it is none
     */
    Value.Structure taskDefinition() {
        Map<String, JsonNode> members = new LinkedHashMap<>(wanted.taskDefinition());
        if (kind == WantedFile.Kind.TASK_DEFINITION) {
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

    private static JsonNode service(JsonNode document) {
        Optional<JsonNode> first = document.field("services")
                .flatMap(list -> list.asArray().stream().findFirst());
        return first.or(() -> document.field("service")).orElse(document);
    }
}
