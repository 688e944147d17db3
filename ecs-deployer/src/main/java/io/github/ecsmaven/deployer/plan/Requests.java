package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is sent: as the user wrote it, without what stands for "nothing". */
final class Requests {
    private static final List<String> NOT_OF_THE_USER = List.of("aws:", "ecs:", ManagedFieldsRecord.TAG);

    private Requests() {}

    /** RegisterTaskDefinition without its tags. */
    static Value.Structure taskDefinition(DeploymentDescriptor descriptor) {
        return without(withoutCleared(descriptor.taskDefinition()), "tags");
    }

    /** CreateService without cluster, revision and tags. */
    static Value.Structure createService(Value.Structure wanted) {
        return without(withoutCleared(wanted), "tags");
    }

    static Map<String, String> taskDefinitionTags(DeploymentDescriptor descriptor) {
        return tags(descriptor.tags(), descriptor.taskDefinition());
    }

    static Map<String, String> serviceTags(DeploymentDescriptor descriptor) {
        return descriptor
                .wantedService()
                .map(service -> tags(descriptor.tags(), service))
                .orElse(Map.of());
    }

    /** ECS refuses an empty list of tags: without any, the member is left out. */
    static Value.Structure withTags(Value.Structure request, Map<String, String> tags) {
        if (tags.isEmpty()) {
            return request;
        }
        List<Value> list = new ArrayList<>();
        tags.forEach((key, value) ->
                list.add(new Value.Structure(Map.of("key", new Value.Text(key), "value", new Value.Text(value)))));
        return with(request, "tags", new Value.Sequence(list));
    }

    static Value.Structure with(Value.Structure structure, String member, Value value) {
        Map<String, Value> members = new LinkedHashMap<>(structure.members());
        members.put(member, value);
        return new Value.Structure(members);
    }

    static Value.Structure without(Value.Structure structure, String member) {
        Map<String, Value> members = new LinkedHashMap<>(structure.members());
        members.remove(member);
        return new Value.Structure(members);
    }

    /** A request has no way to say "null": what is cleared is left out. */
    static Value.Structure withoutCleared(Value.Structure structure) {
        return hasCleared(structure) ? new Value.Structure(stripped(structure.members())) : structure;
    }

    private static boolean hasCleared(Value value) {
        Collection<Value> parts = value instanceof Value.Structure structure
                ? structure.members().values()
                : value instanceof Value.Mapping mapping
                        ? mapping.entries().values()
                        : value instanceof Value.Sequence sequence ? sequence.elements() : List.of();
        for (Value part : parts) {
            if (part instanceof Value.Cleared || hasCleared(part)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Value> stripped(Map<String, Value> parts) {
        Map<String, Value> kept = new LinkedHashMap<>();
        parts.forEach((name, value) -> stripped(value).ifPresent(left -> kept.put(name, left)));
        return kept;
    }

    static Optional<Value> stripped(Value value) {
        if (value instanceof Value.Cleared) {
            return Optional.empty();
        }
        if (!hasCleared(value)) {
            return Optional.of(value);
        }
        if (value instanceof Value.Structure structure) {
            return Optional.of(withoutCleared(structure));
        }
        if (value instanceof Value.Mapping mapping) {
            return Optional.of(new Value.Mapping(stripped(mapping.entries())));
        }
        if (value instanceof Value.Sequence sequence) {
            List<Value> kept = new ArrayList<>(sequence.elements().size());
            for (Value element : sequence.elements()) {
                stripped(element).ifPresent(kept::add);
            }
            return Optional.of(new Value.Sequence(kept));
        }
        return Optional.of(value);
    }

    /** Without those that AWS or the plugin itself keeps: they are never touched for a descriptor. */
    private static Map<String, String> tags(Map<String, String> common, Value.Structure section) {
        Map<String, String> tags = new LinkedHashMap<>(common);
        tags.putAll(Canonical.tags(section));
        tags.keySet().removeIf(key -> NOT_OF_THE_USER.stream().anyMatch(key::startsWith));
        return tags;
    }
}
