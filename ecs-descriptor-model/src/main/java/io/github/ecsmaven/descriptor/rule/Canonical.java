package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a descriptor wants and what a describe call returned to one form, in which two values are the same to ECS
 * exactly if they are equal: nothing where there is nothing, a default or an output; one notation; unordered lists in the
 * order of their keys. Pure.
 *
 * <p>Two short forms of one thing cannot be told here: a role's name and its ARN. For leaves that differ ask
 * {@link FieldRules#same}.
 */
public final class Canonical {
    private final FieldRules rules;

    public Canonical(FieldRules rules) {
        this.rules = rules;
    }

    /**
     * What surrounds a part of a service: the conditions of rules look here for members that the part does not have.
     *
     * @param members the whole live service, or what is wanted of it
     */
    public record ServiceContext(Value.Structure members) {
        /** Nothing is known: AWS's defaults hold. */
        public static ServiceContext unknown() {
            return new ServiceContext(Value.Structure.empty());
        }
    }

    /**
     * The canonical form of a task definition, wanted or live. Without {@code tags}: these are compared apart, see
     * {@link #tags}.
     */
    public Value.Structure canonicalTaskDefinition(Value.Structure taskDefinition) {
        return section("taskDefinition", taskDefinition, null);
    }

    /** The canonical form of a service, or of those of its members that are to be compared. Without {@code tags}. */
    public Value.Structure canonicalService(Value.Structure service, ServiceContext context) {
        return section("service", service, new Surroundings(rules, null, "service", context.members()));
    }

    /**
     * The canonical form of a section around the two, or of a part of one.
     *
     * @param rulePath of the section: {@code autoScaling}, {@code autoScaling.scalingPolicies[]}
     */
    public Value.Structure canonical(String rulePath, Value.Structure section) {
        return section(rulePath, section, null);
    }

    /** The tags of a task definition or service that are the user's: those that AWS owns ({@code aws:}) left out. */
    public static Map<String, String> tags(Value.Structure section) {
        Map<String, String> tags = new TreeMap<>();
        if (section.members().get("tags") instanceof Value.Sequence sequence) {
            for (Value element : sequence.elements()) {
                if (element instanceof Value.Structure tag
                        && tag.members().get("key") instanceof Value.Text key
                        && !key.text().startsWith("aws:")) {
                    tags.put(key.text(), tag.members().get("value") instanceof Value.Text value ? value.text() : "");
                }
            }
        }
        return tags;
    }

    private Value.Structure section(String path, Value.Structure section, @Nullable Surroundings outer) {
        Value canonical = structure(section, path, outer);
        return canonical instanceof Value.Structure structure ? structure : Value.Structure.empty();
    }

    /** The canonical form; null where it is the same as absent. */
    private @Nullable Value canonical(Value value, String path, Surroundings around) {
        if (value instanceof Value.Cleared) {
            return null;
        }
        if (value instanceof Value.Structure structure) {
            return structure(structure, path, around);
        }
        if (value instanceof Value.Mapping mapping) {
            return mapping(mapping, path, around);
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(sequence, path, around);
        }
        FieldRule rule = rules.rule(path);
        boolean blank = value instanceof Value.Text text && text.text().isEmpty();
        return blank && rule.has(Trait.EMPTY_IS_ABSENT)
                ? null
                : rule.equality(around).canonical(value);
    }

    private @Nullable Value structure(Value.Structure structure, String path, @Nullable Surroundings outer) {
        Surroundings around =
                outer == null ? new Surroundings(rules, null, path, structure) : outer.inside(path, structure);
        Map<String, Value> members = new LinkedHashMap<>();
        Map<String, Value> standard = new LinkedHashMap<>();
        for (Map.Entry<String, Value> member : structure.members().entrySet()) {
            String memberPath = path + "." + member.getKey();
            FieldRule rule = rules.rule(memberPath);
            Value canonical = isLeftOut(rule, around) ? null : canonical(member.getValue(), memberPath, around);
            if (canonical != null) {
                (isDefault(rule, canonical, around) ? standard : members).put(member.getKey(), canonical);
            }
        }
        boolean isPresent = !members.isEmpty() || !standard.isEmpty();
        if (isPresent && rules.rule(path).traits(around).contains(Trait.PRESENCE)) {
            defaults(path, around).forEach(members::putIfAbsent);
        }
        return members.isEmpty() ? null : new Value.Structure(members);
    }

    /** The defaults of the members that are not given: what is present at all is written out whole. */
    private Map<String, Value> defaults(String path, Surroundings around) {
        Map<String, Value> defaults = new LinkedHashMap<>();
        for (String name : rules.membersOf(path)) {
            rules.rule(path + "." + name).defaults(around).stream()
                    .findFirst()
                    .flatMap(first -> first.in(around))
                    .map(value -> canonical(value, path + "." + name, around))
                    .ifPresent(value -> defaults.put(name, value));
        }
        return defaults;
    }

    /** Whether a field is never compared, or not here. */
    static boolean isLeftOut(FieldRule rule, Surroundings around) {
        Set<Trait> traits = rule.traits(around);
        return traits.contains(Trait.OUTPUT)
                || traits.contains(Trait.SEPARATE)
                || rule.equality(around).form() == Equality.Form.ANY;
    }

    /** Whether an absent field would come to the same as this value, in the notation in which it was given. */
    boolean isDefault(Value value, String path, Surroundings around) {
        Value canonical = canonical(value, path, around);
        return canonical != null && isDefault(rules.rule(path), canonical, around);
    }

    private boolean isDefault(FieldRule rule, Value canonical, Surroundings around) {
        return rule.defaults(around).stream()
                .map(each -> each.in(around))
                .flatMap(Optional::stream)
                .anyMatch(each -> canonical.equals(canonical(each, rule.path(), around)));
    }

    private @Nullable Value mapping(Value.Mapping mapping, String path, Surroundings around) {
        Map<String, Value> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            Value canonical = canonical(entry, path + "." + key, around);
            if (canonical != null) {
                entries.put(key, canonical);
            }
        });
        return entries.isEmpty() ? null : new Value.Mapping(entries);
    }

    private @Nullable Value sequence(Value.Sequence sequence, String path, Surroundings around) {
        ListOrder order = rules.rule(path).order();
        List<Value> elements = new ArrayList<>();
        for (Value element : sequence.elements()) {
            Value canonical = canonical(element, path + "[]", around);
            if (canonical != null && !(order.kind() == ListOrder.Kind.SET && elements.contains(canonical))) {
                elements.add(canonical);
            }
        }
        if (order.isUnordered()) {
            elements.sort(Comparator.comparing((Value element) -> rules.keyOf(path, element, 0))
                    .thenComparing(Object::toString));
        }
        return elements.isEmpty() ? null : new Value.Sequence(elements);
    }
}
