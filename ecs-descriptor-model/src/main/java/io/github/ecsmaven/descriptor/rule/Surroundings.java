package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The structures around a field, from the one that holds it outwards: what conditions of rules look at.
 *
 * @param rules for the defaults of absent members
 * @param outer the next structure outwards; null for the outermost
 * @param path the rule path of this structure
 * @param members this structure
 */
record Surroundings(FieldRules rules, @Nullable Surroundings outer, String path, Value.Structure members) {
    Surroundings inside(String innerPath, Value.Structure inner) {
        return new Surroundings(rules, this, innerPath, inner);
    }

    /** A member by its name or dotted path, in the nearest structure that has it; its default where none has. */
    Optional<Value> find(String dotted) {
        String[] names = dotted.split("\\.");
        for (Surroundings each = this; each != null; each = each.outer) {
            Optional<Value> found = descend(each.members, names);
            if (found.isPresent()) {
                return found;
            }
        }
        for (Surroundings each = this; each != null; each = each.outer) {
            Optional<Value> found = rules.unconditionalDefault(each.path + "." + dotted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Value> descend(Value.Structure start, String[] names) {
        Value value = start;
        for (String name : names) {
            Value next = value instanceof Value.Structure structure
                    ? structure.members().get(name)
                    : null;
            if (next == null || next instanceof Value.Cleared) {
                return Optional.empty();
            }
            value = next;
        }
        return Optional.of(value);
    }
}
