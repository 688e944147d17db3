package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.state.KeyedPart;
import io.github.ecsmaven.local.state.StatePart;
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
    private final KeyedPart changes = new KeyedPart("taskDefinitions", new Revisions());

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
        changes.changed(registered.taskDefinitionArn());
        return registered;
    }

    /** Puts a changed revision in its own place. */
    void replace(TaskDefinition changed) {
        String arn = changed.taskDefinitionArn();
        List<TaskDefinition> revisions = families.get(familyOf(arn));
        if (revisions == null) {
            throw new IllegalArgumentException("never registered: " + arn);
        }
        revisions.set(changed.revision() - 1, changed);
        changes.changed(arn);
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

    /** What changes of it are kept by: by revision, since a family can have very many. */
    public StatePart part() {
        return changes;
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
            families.computeIfAbsent(familyOf(revision.taskDefinitionArn()), family -> new ArrayList<>())
                    .add(revision);
        }
    }

    private static String familyOf(String arn) {
        return arn.substring(0, arn.lastIndexOf(':'));
    }

    private Stream<TaskDefinition> revisions(String familyArn) {
        return families.getOrDefault(familyArn, List.of()).stream();
    }

    /** An ARN of another account or Region names nothing here: it comes back whole and is then no family's name. */
    private static String familyPart(String arn, ResourceNames names) {
        String prefix = names.family("");
        return arn.startsWith(prefix) ? arn.substring(prefix.length()) : arn;
    }

    /** A revision is never taken away; one that is deleted has another status. */
    private final class Revisions implements KeyedPart.Entries {
        @Override
        public boolean has(String arn) {
            return true;
        }

        @Override
        public void write(String arn, JsonWriter json) {
            ShapeJson.write(get(arn), json);
        }

        @Override
        public void put(String arn, JsonNode value) {
            TaskDefinition revision = ShapeJson.read(value, TaskDefinition.builder());
            List<TaskDefinition> revisions = families.computeIfAbsent(familyOf(arn), family -> new ArrayList<>());
            if (revision.revision() == revisions.size() + 1) {
                revisions.add(revision);
            } else {
                revisions.set(revision.revision() - 1, revision);
            }
        }

        @Override
        public void remove(String arn) {
            throw new IllegalArgumentException("a revision is never taken away: " + arn);
        }
    }
}
