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
        RuleNode node = rules.section(path);
        return structure(members, node, new Surroundings(null, node, members)) instanceof Value.Structure least
                ? least
                : Value.Structure.empty();
    }

    private @Nullable Value least(Value value, RuleNode node, Surroundings around) {
        if (value instanceof Value.Structure structure) {
            return structure(structure, node, around.inside(node, structure));
        }
        if (value instanceof Value.Mapping mapping) {
            return mapping.entries().isEmpty() ? null : mapping;
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(sequence, node, around);
        }
        boolean blank = value instanceof Value.Text text && text.text().isEmpty();
        boolean absent = blank && node.has(Trait.EMPTY_IS_ABSENT);
        return absent || value instanceof Value.Cleared ? null : value;
    }

    private @Nullable Value structure(Value.Structure structure, RuleNode node, Surroundings around) {
        Map<String, Value> kept = new LinkedHashMap<>();
        Map<String, Value> all = new LinkedHashMap<>();
        boolean says = false;
        for (Map.Entry<String, Value> member : structure.members().entrySet()) {
            RuleNode inner = node.member(member.getKey());
            Value least = Canonical.isLeftOut(inner, around) ? null : least(member.getValue(), inner, around);
            if (least == null) {
                continue;
            }
            all.put(member.getKey(), least);
            boolean standard = canonical.isDefault(least, inner, around);
            says |= !standard;
            if (!standard || isRequired.test(inner.rule().path())) {
                kept.put(member.getKey(), least);
            }
        }
        if (says) {
            return new Value.Structure(kept);
        }
        boolean isPresent = !all.isEmpty() && node.traits(around).contains(Trait.PRESENCE);
        return isPresent ? new Value.Structure(all) : null;
    }

    private @Nullable Value sequence(Value.Sequence sequence, RuleNode node, Surroundings around) {
        List<Value> elements = new ArrayList<>();
        for (Value element : sequence.elements()) {
            Value least = least(element, node.element(), around);
            if (least != null) {
                elements.add(least);
            }
        }
        return elements.isEmpty() ? null : new Value.Sequence(elements);
    }
}
