package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return canonicalTaskDefinition(taskDefinition, taskDefinition);
    }

    /**
     * The canonical form of a live task definition in the surroundings of what is wanted: what is a default there is one
     * here. So a changed network mode is one difference, and not one for each port that it has a default for.
     *
     * @param wanted the whole task definition that is to replace it
     */
    public Value.Structure canonicalTaskDefinition(Value.Structure live, Value.Structure wanted) {
        RuleNode node = rules.section("taskDefinition");
        return section(live, node, new Surroundings(null, node, wanted));
    }

    /** The canonical form of a service, or of those of its members that are to be compared. Without {@code tags}. */
    public Value.Structure canonicalService(Value.Structure service, ServiceContext context) {
        RuleNode node = rules.section("service");
        return section(service, node, new Surroundings(null, node, context.members()).inside(node, service));
    }

    /**
     * The canonical form of a section around the two, or of a part of one.
     *
     * @param rulePath of the section: {@code autoScaling}, {@code autoScaling.scalingPolicies[]}
     */
    public Value.Structure canonical(String rulePath, Value.Structure section) {
        RuleNode node = rules.at(rulePath);
        return section(section, node, new Surroundings(null, node, section));
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

    private Value.Structure section(Value.Structure section, RuleNode node, Surroundings around) {
        Value canonical = structure(section, node, around);
        return canonical instanceof Value.Structure structure ? structure : Value.Structure.empty();
    }

    /** The canonical form; null where it is the same as absent. */
    private @Nullable Value canonical(Value value, RuleNode node, Surroundings around) {
        if (value instanceof Value.Cleared) {
            return null;
        }
        if (value instanceof Value.Structure structure) {
            return structure(structure, node, around.inside(node, structure));
        }
        if (value instanceof Value.Mapping mapping) {
            return node.rule().equality().form() == Equality.Form.JSON
                    ? document(mapping)
                    : mapping(mapping, node, around);
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(sequence, node, around);
        }
        boolean blank = value instanceof Value.Text text && text.text().isEmpty();
        if (blank && node.has(Trait.EMPTY_IS_ABSENT)) {
            return null;
        }
        Value canonical = node.equality(around).canonical(value);
        return canonical instanceof Value.Mapping mapping ? document(mapping) : canonical;
    }

    /**
     * Most structures are canonical as they are, and are not made anew.
     *
     * @param around from the structure outwards
     */
    private @Nullable Value structure(Value.Structure structure, RuleNode node, Surroundings around) {
        Map<String, Value> changed = null;
        boolean isPresent = false;
        for (Map.Entry<String, Value> member : structure.members().entrySet()) {
            RuleNode inner = node.member(member.getKey());
            Value value = member.getValue();
            Value canonical = value;
            if (!inner.isPlain() || !(value instanceof Value.Scalar)) {
                canonical = isLeftOut(inner, around) ? null : canonical(value, inner, around);
                isPresent |= canonical != null;
                canonical = canonical != null && isCanonicalDefault(canonical, inner, around) ? null : canonical;
            }
            isPresent |= canonical != null;
            if (changed == null && canonical != value) {
                changed = membersBefore(member.getKey(), structure);
            }
            if (changed != null && canonical != null) {
                changed.put(member.getKey(), canonical);
            }
        }
        if (isPresent && node.traits(around).contains(Trait.PRESENCE)) {
            changed = changed == null ? new LinkedHashMap<>(structure.members()) : changed;
            fillIn(changed, node, around);
        }
        if (changed == null) {
            return structure.members().isEmpty() ? null : structure;
        }
        return changed.isEmpty() ? null : new Value.Structure(changed);
    }

    private static Map<String, Value> membersBefore(String name, Value.Structure structure) {
        Map<String, Value> before = new LinkedHashMap<>();
        for (Map.Entry<String, Value> member : structure.members().entrySet()) {
            if (member.getKey().equals(name)) {
                break;
            }
            before.put(member.getKey(), member.getValue());
        }
        return before;
    }

    /** The defaults of the members that are not given: what is present at all is written out whole. */
    private void fillIn(Map<String, Value> members, RuleNode node, Surroundings around) {
        for (String name : node.named()) {
            RuleNode inner = node.member(name);
            List<FieldRule.Default> defaults = inner.defaults(around);
            Value standard =
                    defaults.isEmpty() ? null : defaults.get(0).in(around).orElse(null);
            Value canonical = standard == null ? null : canonical(standard, inner, around);
            if (canonical != null) {
                members.putIfAbsent(name, canonical);
            }
        }
    }

    /** Whether a field is never compared, or not here. */
    static boolean isLeftOut(RuleNode node, Surroundings around) {
        Set<Trait> traits = node.traits(around);
        return traits.contains(Trait.OUTPUT)
                || traits.contains(Trait.SEPARATE)
                || node.equality(around).form() == Equality.Form.ANY;
    }

    /** Whether an absent field would come to the same as this value, in the notation in which it was given. */
    boolean isDefault(Value value, RuleNode node, Surroundings around) {
        Value canonical = canonical(value, node, around);
        return canonical != null && isCanonicalDefault(canonical, node, around);
    }

    private boolean isCanonicalDefault(Value canonical, RuleNode node, Surroundings around) {
        for (FieldRule.Default each : node.defaults(around)) {
            Value standard = each.in(around).orElse(null);
            Value canonicalStandard = standard == null ? null : canonical(standard, node, around);
            if (canonicalStandard != null && node.equality(around).same(canonical, canonicalStandard)) {
                return true;
            }
        }
        return false;
    }

    /** What is inside belongs to the user: there a null and an empty list are values. */
    private static @Nullable Value document(Value.Mapping mapping) {
        return mapping.entries().isEmpty() ? null : mapping;
    }

    private @Nullable Value mapping(Value.Mapping mapping, RuleNode node, Surroundings around) {
        Map<String, Value> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            boolean asItIs = entry instanceof Value.Scalar && node.isLeaf();
            Value canonical = asItIs ? entry : canonical(entry, node.member(key), around);
            if (canonical != null) {
                entries.put(key, canonical);
            }
        });
        return entries.isEmpty() ? null : new Value.Mapping(entries);
    }

    /** An element with its key, which is worked out once and not at each comparison of a sort. */
    private record Keyed(String key, Value element) implements Comparable<Keyed> {
        @Override
        public int compareTo(Keyed other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : element.toString().compareTo(other.element.toString());
        }
    }

    private @Nullable Value sequence(Value.Sequence sequence, RuleNode node, Surroundings around) {
        ListOrder order = node.rule().order();
        List<Value> elements = new ArrayList<>(sequence.elements().size());
        RuleNode inner = node.element();
        for (Value element : sequence.elements()) {
            Value canonical = canonical(element, inner, around);
            if (canonical != null && !(order.kind() == ListOrder.Kind.SET && elements.contains(canonical))) {
                elements.add(canonical);
            }
        }
        if (elements.isEmpty()) {
            return null;
        }
        return new Value.Sequence(order.isUnordered() ? sorted(elements, node) : elements);
    }

    private static List<Value> sorted(List<Value> elements, RuleNode node) {
        Keyed[] keyed = new Keyed[elements.size()];
        for (int index = 0; index < keyed.length; index++) {
            Value element = elements.get(index);
            String key = FieldRules.name(node, element);
            keyed[index] = new Keyed(key == null ? "0" : key, element);
        }
        Arrays.sort(keyed);
        List<Value> sorted = new ArrayList<>(keyed.length);
        for (Keyed each : keyed) {
            sorted.add(each.element());
        }
        return sorted;
    }
}
