package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Finds the look-ups of a descriptor. */
public final class UnresolvedValues {
    private final FieldRules rules;
    private final List<KeyedPath> found = new ArrayList<>();

    private UnresolvedValues(FieldRules rules) {
        this.rules = rules;
    }

    /** Where a descriptor still has {@link Value.Unresolved} values, in its order. */
    public static List<KeyedPath> in(DeploymentDescriptor descriptor) {
        UnresolvedValues search = new UnresolvedValues(FieldRules.load());
        search.walk(KeyedPath.of("taskDefinition"), descriptor.taskDefinition());
        descriptor.wantedService().ifPresent(service -> search.walk(KeyedPath.of("service"), service));
        return List.copyOf(search.found);
    }

    private void walk(KeyedPath path, Value value) {
        if (value instanceof Value.Unresolved) {
            found.add(path);
        } else if (value instanceof Value.Structure structure) {
            structure.members().forEach((name, member) -> walk(path.member(name), member));
        } else if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> walk(path.member(name), entry));
        } else if (value instanceof Value.Sequence sequence) {
            for (int index = 0; index < sequence.elements().size(); index++) {
                Value element = sequence.elements().get(index);
                walk(rules.elementPath(path, element, index), element);
            }
        }
    }
}
