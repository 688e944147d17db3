package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a section everything that ECS would fill in or compute by itself, and leaves the rest as it was written:
 * the least that has the same canonical form. Pure.
 */
public final class WithoutDefaults {
    private final FieldRules rules;
    private final Canonical canonical;
    private final Predicate<String> isRequired;

    /** @param isRequired by rule path, which members must be written wherever their structure is, default or not */
    public WithoutDefaults(FieldRules rules, Predicate<String> isRequired) {
        this.rules = rules;
        this.canonical = new Canonical(rules);
        this.isRequired = isRequired;
    }

    /** The least of a task definition. Without {@code tags}. */
    public Value.Structure taskDefinition(Value.Structure members) {
        return section("taskDefinition", members);
    }

    /** The least of a service. Without {@code tags}. */
    public Value.Structure service(Value.Structure members) {
        return section("service", members);
    }

    private Value.Structure section(String path, Value.Structure members) {
        return structure(members, path, null) instanceof Value.Structure least ? least : Value.Structure.empty();
    }

    private @Nullable Value least(Value value, String path, Surroundings around) {
        if (value instanceof Value.Structure structure) {
            return structure(structure, path, around);
        }
        if (value instanceof Value.Mapping mapping) {
            return mapping.entries().isEmpty() ? null : mapping;
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(sequence, path, around);
        }
        boolean blank = value instanceof Value.Text text && text.text().isEmpty();
        boolean absent = blank && rules.rule(path).has(Trait.EMPTY_IS_ABSENT);
        return absent || value instanceof Value.Cleared ? null : value;
    }

    private @Nullable Value structure(Value.Structure structure, String path, @Nullable Surroundings outer) {
        Surroundings around =
                outer == null ? new Surroundings(rules, null, path, structure) : outer.inside(path, structure);
        Map<String, Value> kept = new LinkedHashMap<>();
        Map<String, Value> all = new LinkedHashMap<>();
        boolean says = false;
        for (Map.Entry<String, Value> member : structure.members().entrySet()) {
            String memberPath = path + "." + member.getKey();
            Value least = Canonical.isLeftOut(rules.rule(memberPath), around)
                    ? null
                    : least(member.getValue(), memberPath, around);
            if (least == null) {
                continue;
            }
            all.put(member.getKey(), least);
            boolean standard = canonical.isDefault(least, memberPath, around);
            says |= !standard;
            if (!standard || isRequired.test(memberPath)) {
                kept.put(member.getKey(), least);
            }
        }
        if (says) {
            return new Value.Structure(kept);
        }
        boolean isPresent = !all.isEmpty() && rules.rule(path).traits(around).contains(Trait.PRESENCE);
        return isPresent ? new Value.Structure(all) : null;
    }

    private @Nullable Value sequence(Value.Sequence sequence, String path, Surroundings around) {
        List<Value> elements = new ArrayList<>();
        for (Value element : sequence.elements()) {
            Value least = least(element, path + "[]", around);
            if (least != null) {
                elements.add(least);
            }
        }
        return elements.isEmpty() ? null : new Value.Sequence(elements);
    }
}
