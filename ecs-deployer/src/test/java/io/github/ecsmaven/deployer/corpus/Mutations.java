package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.facts.Kind;
import io.github.ecsmaven.facts.ShapeFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be different about a section, one thing at a time: each leaf has another valid value, each member or
 * element is removed where the model does not require it, and each that is absent is added.
 */
final class Mutations {
    /** Members that say which service is meant, or that have their place elsewhere in a descriptor. */
    private static final Set<String> ELSEWHERE =
            Set.of("service.serviceName", "service.cluster", "service.taskDefinition", "service.clientToken");

    private final FieldRules rules;
    private final Samples samples;

    Mutations(FieldRules rules, Samples samples) {
        this.rules = rules;
        this.samples = samples;
    }

    /** All changes; each has the whole section with it. */
    List<Change> of(String shapeName, Value.Structure section, KeyedPath root, EqualValues equal) {
        return structure(samples.shape(shapeName), section, root, equal.in(section));
    }

    private List<Change> changes(String shapeName, Value value, KeyedPath path, EqualValues.Section says) {
        ShapeFacts shape = samples.shape(shapeName);
        if (value instanceof Value.Structure structure && shape.kind() == Kind.STRUCTURE) {
            return structure(shape, structure, path, says);
        }
        if (value instanceof Value.Sequence sequence) {
            return samples.isListOfScalars(shape)
                    ? scalars(shape, sequence, path)
                    : elements(shape, sequence, path, says);
        }
        if (value instanceof Value.Mapping mapping) {
            return entries(shape, mapping, path);
        }
        return samples.others(shapeName, value).stream()
                .map(other -> Change.of(path, path, value, other, other))
                .toList();
    }

    private List<Change> structure(
            ShapeFacts shape, Value.Structure structure, KeyedPath path, EqualValues.Section says) {
        List<Change> found = new ArrayList<>();
        shape.members().forEach((name, memberShape) -> {
            KeyedPath at = path.member(name);
            Value present = structure.members().get(name);
            if (ELSEWHERE.contains(at.rulePath())) {
                return;
            }
            if (present == null || isEmpty(present)) {
                samples.of(memberShape, at.rulePath(), says).stream()
                        .map(value -> Change.of(at, at, null, value, with(structure, name, value))
                                .heldBy(structure))
                        .forEach(found::add);
                return;
            }
            boolean required = shape.required().contains(name);
            if (!required) {
                found.add(Change.of(at, at, present, null, with(structure, name, null))
                        .heldBy(structure));
            }
            changes(memberShape, present, at, says).stream()
                    .filter(change -> !required || change.whole() != null && !isEmpty(change.whole()))
                    .map(change ->
                            change.within(with(structure, name, change.whole())).heldBy(structure))
                    .forEach(found::add);
        });
        return found;
    }

    private static Value.Structure with(Value.Structure structure, String name, @Nullable Value value) {
        Map<String, Value> members = new LinkedHashMap<>(structure.members());
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return new Value.Structure(members);
    }

    /** A list of words is named as a whole where its order has a meaning, by the word where it has none. */
    private List<Change> scalars(ShapeFacts shape, Value.Sequence sequence, KeyedPath path) {
        List<Change> found = new ArrayList<>();
        List<Value> elements = sequence.elements();
        for (int index = 0; index < elements.size(); index++) {
            Value element = elements.get(index);
            KeyedPath at = rules.elementPath(path, element, index);
            found.add(Change.of(at, path, element, null, replaced(sequence, index, null)));
            for (Value other : samples.others(Samples.element(shape), element)) {
                if (!elements.contains(other)) {
                    found.add(Change.of(at, path, element, other, replaced(sequence, index, other)));
                }
            }
        }
        samples.of(Samples.element(shape), path.rulePath() + "[]", (at, value) -> !elements.contains(value)).stream()
                .map(other -> Change.of(
                        rules.elementPath(path, other, elements.size()), path, null, other, appended(sequence, other)))
                .forEach(found::add);
        return found;
    }

    private List<Change> elements(ShapeFacts shape, Value.Sequence sequence, KeyedPath path, EqualValues.Section says) {
        List<Change> found = new ArrayList<>();
        List<Value> elements = sequence.elements();
        List<KeyedPath> paths = paths(path, elements, says);
        for (int index = 0; index < elements.size(); index++) {
            KeyedPath at = paths.get(index);
            found.add(Change.of(at, nameable(path, at), elements.get(index), null, replaced(sequence, index, null)));
            for (Change inner : changes(Samples.element(shape), elements.get(index), at, says)) {
                carried(inner, sequence, index, path, says).ifPresent(found::add);
            }
        }
        for (Value added : samples.of(Samples.element(shape), path.rulePath() + "[]", says)) {
            Value.Sequence longer = appended(sequence, added);
            List<KeyedPath> after = paths(path, longer.elements(), says);
            KeyedPath at = after.get(elements.size());
            if (keys(after) == keys(paths) + (isKey(at) ? 1 : 0)
                    && isKey(at) == paths.stream().anyMatch(Mutations::isKey)) {
                found.add(Change.of(at, nameable(path, at), null, added, longer));
            }
        }
        return found;
    }

    /** A change inside an element; nothing where the element would then have the key of another one. */
    private Optional<Change> carried(
            Change inner, Value.Sequence list, int index, KeyedPath path, EqualValues.Section says) {
        Value.Sequence changed = replaced(list, index, inner.whole());
        List<KeyedPath> were = paths(path, list.elements(), says);
        List<KeyedPath> are = paths(path, changed.elements(), says);
        if (keys(are) < keys(were)) {
            return Optional.empty();
        }
        KeyedPath before = were.get(index);
        KeyedPath after = are.get(index);
        Change carried = inner.within(changed);
        // A tag has no parts in a diff: its key and its value are one line.
        boolean asOne = path.segments().size() == 2 && path.toString().endsWith(".tags");
        return Optional.of(
                asOne || !after.equals(before) ? carried.namedAt(new HashSet<>(List.of(before, after))) : carried);
    }

    private List<KeyedPath> paths(KeyedPath list, List<Value> elements, EqualValues.Section says) {
        return rules.elementPaths(list, says.comparable(list.rulePath(), elements));
    }

    /** Without its key an element moves: only the list can be named. */
    private static KeyedPath nameable(KeyedPath list, KeyedPath element) {
        return isKey(element) ? element : list;
    }

    private static boolean isKey(KeyedPath path) {
        return path.segments().get(path.segments().size() - 1) instanceof KeyedPath.Key;
    }

    private static long keys(List<KeyedPath> paths) {
        return paths.stream().filter(Mutations::isKey).count();
    }

    private List<Change> entries(ShapeFacts shape, Value.Mapping mapping, KeyedPath path) {
        List<Change> found = new ArrayList<>();
        mapping.entries().forEach((key, value) -> {
            KeyedPath at = path.member(key);
            found.add(Change.of(at, at, value, null, with(mapping, key, null)));
            List<Value> others = shape.kind() == Kind.MAP
                    ? samples.others(Samples.element(shape), value)
                    : List.of(new Value.Text("another"));
            others.forEach(other -> found.add(Change.of(at, at, value, other, with(mapping, key, other))));
        });
        KeyedPath at = path.member("Key.two");
        Value.Text added = new Value.Text("two");
        found.add(Change.of(at, at, null, added, with(mapping, "Key.two", added)));
        return found;
    }

    private static Value.Mapping with(Value.Mapping mapping, String key, @Nullable Value value) {
        Map<String, Value> entries = new LinkedHashMap<>(mapping.entries());
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
        return new Value.Mapping(entries);
    }

    private static Value.Sequence replaced(Value.Sequence sequence, int index, @Nullable Value value) {
        List<Value> elements = new ArrayList<>(sequence.elements());
        elements.remove(index);
        if (value != null) {
            elements.add(index, value);
        }
        return new Value.Sequence(elements);
    }

    private static Value.Sequence appended(Value.Sequence sequence, Value value) {
        List<Value> elements = new ArrayList<>(sequence.elements());
        elements.add(value);
        return new Value.Sequence(elements);
    }

    private static boolean isEmpty(Value value) {
        return value instanceof Value.Sequence sequence && sequence.elements().isEmpty()
                || value instanceof Value.Mapping mapping && mapping.entries().isEmpty()
                || value instanceof Value.Structure structure
                        && structure.members().isEmpty();
    }
}
