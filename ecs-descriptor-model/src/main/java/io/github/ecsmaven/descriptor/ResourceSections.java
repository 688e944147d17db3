package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.ManagedFields;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.Resources;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sections around a task definition and a service. */
final class ResourceSections {
    private ResourceSections() {}

    static Resources read(Value.Structure root, Section section) {
        Value autoScaling = root.members().get("autoScaling");
        return new Resources(
                autoScaling instanceof Value.Structure structure ? structure : null,
                structures(root.members().get("logGroups")),
                entries(root.members().get("repositories")),
                entries(root.members().get("images")),
                section.word("managedFields", ManagedFields.class, ManagedFields.ON));
    }

    static List<Value.Structure> structures(@Nullable Value value) {
        return value instanceof Value.Sequence sequence
                ? sequence.elements().stream()
                        .filter(Value.Structure.class::isInstance)
                        .map(Value.Structure.class::cast)
                        .toList()
                : List.of();
    }

    /** An entry without a value, {@code checkout:}, is one that is all default. */
    private static Map<String, Value.Structure> entries(@Nullable Value value) {
        Map<String, Value.Structure> entries = new LinkedHashMap<>();
        if (value instanceof Value.Mapping mapping) {
            mapping.entries()
                    .forEach((name, entry) -> entries.put(
                            name, entry instanceof Value.Structure structure ? structure : Value.Structure.empty()));
        }
        return entries;
    }
}
