package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The structures around a field, from the one that holds it outwards: what conditions of rules look at.
 *
 * @param outer the next structure outwards; null for the outermost
 * @param node the rules of this structure, for the defaults of absent members
 * @param members this structure
 */
record Surroundings(@Nullable Surroundings outer, RuleNode node, Value.Structure members) {
    Surroundings inside(RuleNode innerNode, Value.Structure inner) {
        return new Surroundings(this, innerNode, inner);
    }

    /** A member by its name or the names on the way to it, in the nearest structure that has it; its default where none has. */
    Optional<Value> find(List<String> names) {
        for (Surroundings each = this; each != null; each = each.outer) {
            Value found = descend(each.members, names);
            if (found != null) {
                return Optional.of(found);
            }
        }
        for (Surroundings each = this; each != null; each = each.outer) {
            Optional<Value> found = each.node.unconditionalDefault(names);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static @Nullable Value descend(Value.Structure start, List<String> names) {
        Value value = start;
        for (String name : names) {
            Value next = value instanceof Value.Structure structure
                    ? structure.members().get(name)
                    : null;
            if (next == null || next instanceof Value.Cleared) {
                return null;
            }
            value = next;
        }
        return value;
    }
}
