package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Every revision that was ever registered, by its family's ARN; the first revision of a family is 1. */
public final class TaskDefinitions {
    private final Map<String, List<TaskDefinition>> families = new TreeMap<>();

    /** Adds a revision and gives it its number, ARN and status. */
    TaskDefinition add(TaskDefinition form, ResourceNames names) {
        String familyArn = names.family(form.family());
        List<TaskDefinition> revisions = families.computeIfAbsent(familyArn, arn -> new ArrayList<>());
        int revision = revisions.size() + 1;
        TaskDefinition registered = form.toBuilder()
                .revision(revision)
                .taskDefinitionArn(familyArn + ":" + revision)
                .status(TaskDefinitionStatus.ACTIVE)
                .build();
        revisions.add(registered);
        return registered;
    }

    /** Puts a changed revision in its own place. */
    void replace(TaskDefinition changed) {
        String arn = changed.taskDefinitionArn();
        List<TaskDefinition> revisions = families.get(arn.substring(0, arn.lastIndexOf(':')));
        if (revisions == null) {
            throw new IllegalArgumentException("never registered: " + arn);
        }
        revisions.set(changed.revision() - 1, changed);
    }

    /**
     * The revision that a reference means.
     *
     * @param reference a family (then its latest ACTIVE revision), {@code family:revision}, or an ARN of either
     */
    public Optional<TaskDefinition> find(String reference, ResourceNames names) {
        String familyAndRevision = reference.startsWith("arn:") ? familyPart(reference, names) : reference;
        int colon = familyAndRevision.lastIndexOf(':');
        if (colon < 0) {
            return revisions(names.family(familyAndRevision))
                    .filter(revision -> revision.status() == TaskDefinitionStatus.ACTIVE)
                    .reduce((earlier, later) -> later);
        }
        String revision = familyAndRevision.substring(colon + 1);
        return revisions(names.family(familyAndRevision.substring(0, colon)))
                .filter(candidate -> revision.equals(String.valueOf(candidate.revision())))
                .findFirst();
    }

    /** The revision with this ARN, which must have been registered. */
    public TaskDefinition get(String arn) {
        return find(arn, ResourceNames.around(arn))
                .orElseThrow(() -> new IllegalArgumentException("never registered: " + arn));
    }

    /** Every revision of an account in a Region, families by name, revisions as they were registered. */
    Stream<TaskDefinition> all(ResourceNames names) {
        String prefix = names.family("");
        return families.entrySet().stream()
                .filter(family -> family.getKey().startsWith(prefix))
                .flatMap(family -> family.getValue().stream());
    }

    /** Writes all as one JSON array. */
    public void write(JsonWriter json) {
        json.writeStartArray();
        families.values().forEach(revisions -> revisions.forEach(revision -> ShapeJson.write(revision, json)));
        json.writeEndArray();
    }

    /** Replaces all by what was written. */
    public void read(JsonNode json) {
        families.clear();
        for (JsonNode element : json.asArray()) {
            TaskDefinition revision = ShapeJson.read(element, TaskDefinition.builder());
            String arn = revision.taskDefinitionArn();
            families.computeIfAbsent(arn.substring(0, arn.lastIndexOf(':')), family -> new ArrayList<>())
                    .add(revision);
        }
    }

    private Stream<TaskDefinition> revisions(String familyArn) {
        return families.getOrDefault(familyArn, List.of()).stream();
    }

    /** An ARN of another account or Region names nothing here: it comes back whole and is then no family's name. */
    private static String familyPart(String arn, ResourceNames names) {
        String prefix = names.family("");
        return arn.startsWith(prefix) ? arn.substring(prefix.length()) : arn;
    }
}
