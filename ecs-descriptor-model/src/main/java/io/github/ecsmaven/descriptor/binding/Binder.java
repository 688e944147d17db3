package io.github.ecsmaven.descriptor.binding;

import io.github.ecsmaven.descriptor.binding.Scalars.Typing;
import io.github.ecsmaven.descriptor.interpolation.Interpolated;
import io.github.ecsmaven.descriptor.interpolation.Interpolated.FilledIn;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.DurationUnits;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Entry;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Style;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Secrecy;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives YAML the types of a shape and reports everything that does not fit. One binder reads one document and remembers
 * where each value was written.
 */
public final class Binder {
    private final Cures cures = new Cures();
    private final ElementNames names;
    private final Interpolator interpolator;
    private final Problems problems;
    private final Map<KeyedPath, SourcePosition> positions = new HashMap<>();
    private final Set<Reference> open = new LinkedHashSet<>();
    private final Map<KeyedPath, FilledIn> filledIn = new HashMap<>();

    public Binder(FieldRules rules, Interpolator interpolator, Problems problems) {
        this.names = new ElementNames(rules, interpolator);
        this.interpolator = interpolator;
        this.problems = problems;
    }

    /** The value of a node; empty where it does not fit, which has then been reported. */
    public Optional<Value> bind(SourceNode node, Shape shape, KeyedPath path) {
        positions.put(path, node.position());
        return Optional.ofNullable(value(node, shape, path));
    }

    /** Where each value was written, so far. */
    public Map<KeyedPath, SourcePosition> positions() {
        return Collections.unmodifiableMap(positions);
    }

    /** The look-ups that values wait for, so far, in the order written. */
    public Set<Reference> open() {
        return Collections.unmodifiableSet(open);
    }

    /** The values that were made with look-ups, so far. */
    public Map<KeyedPath, FilledIn> filledIn() {
        return Collections.unmodifiableMap(filledIn);
    }

    private @Nullable Value value(SourceNode node, Shape shape, KeyedPath path) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, shape, path);
        }
        boolean document = shape instanceof Shape.ScalarShape leaf && leaf.kind() == Kind.DOCUMENT;
        if (node instanceof MapNode map) {
            if (shape instanceof StructureShape structure) {
                return structure(map, structure, path);
            }
            if (shape instanceof Shape.MapShape entries) {
                return mapping(map, entries.value(), path);
            }
            if (document) {
                return mapping(map, shape, path);
            }
        }
        if (node instanceof ListNode list) {
            if (shape instanceof Shape.ListShape elements) {
                return sequence(list, elements.element(), path);
            }
            if (document) {
                return sequence(list, shape, path);
            }
        }
        wrongType(node, shape, path, null);
        return null;
    }

    private Value structure(MapNode map, StructureShape shape, KeyedPath path) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
            String name = entry.key().text();
            Member member = shape.member(name).orElse(null);
            if (member == null) {
                unknownKey(entry.key(), shape, path)
                        .ifPresent(meant -> members.putIfAbsent(meant, Value.Unresolved.unreadable()));
            } else if (isWritable(member, entry, path)) {
                members.put(name, bindOrMark(entry.value(), member.shape(), path.member(name)));
            }
        }
        return new Value.Structure(members);
    }

    /** What could not be read keeps its place, so that nobody says that it is missing. */
    private Value bindOrMark(SourceNode node, Shape shape, KeyedPath path) {
        return bind(node, shape, path).orElseGet(Value.Unresolved::unreadable);
    }

    private boolean isWritable(Member member, Entry entry, KeyedPath path) {
        SourcePosition where = entry.key().position();
        KeyedPath place = path.member(member.name());
        if (member.standing() instanceof Member.Reserved reserved) {
            String what = "`" + member.name() + "` is not written here";
            problems.add(ProblemId.RESERVED_KEY, where, place, what, reserved.place());
            return false;
        }
        return true;
    }

    private Value mapping(MapNode map, Shape shape, KeyedPath path) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
            String name = entry.key().text();
            // An entry with members of its own is named as an element of a keyed list is, so that field rules find it.
            KeyedPath place = shape instanceof StructureShape ? path.key(name) : path.member(name);
            entries.put(name, bindOrMark(entry.value(), shape, place));
        }
        return new Value.Mapping(entries);
    }

    private Value sequence(ListNode list, Shape shape, KeyedPath path) {
        List<Value> elements = new ArrayList<>();
        Map<KeyedPath, SourcePosition> seen = new HashMap<>();
        int index = 0;
        for (SourceNode element : list.elements()) {
            KeyedPath named = names.pathOf(element, shape, path, index);
            SourcePosition first = seen.putIfAbsent(named, element.position());
            if (first != null) {
                duplicate(element, path, named, first);
            }
            KeyedPath place = first == null ? named : path.index(index);
            if (element instanceof ScalarNode scalar && scalar.isNull() && !isDocument(shape)) {
                problems.add(
                        ProblemId.WRONG_TYPE,
                        element.position(),
                        place,
                        "An element of a list is empty; expected " + shape.describe(),
                        "Remove the element, or write \"\" for an empty string");
                elements.add(Value.Unresolved.unreadable());
            } else {
                elements.add(bindOrMark(element, shape, place));
            }
            index++;
        }
        return new Value.Sequence(elements);
    }

    private static boolean isDocument(Shape shape) {
        return shape instanceof Shape.ScalarShape leaf && leaf.kind() == Kind.DOCUMENT;
    }

    private void duplicate(SourceNode element, KeyedPath list, KeyedPath named, SourcePosition first) {
        if (names.mustBeUnique(list)) {
            String what = "`" + named + "` is there twice, first in " + place(first, element.position());
            problems.add(
                    ProblemId.DUPLICATE_ELEMENT, element.position(), named, what, "Remove or rename one of the two");
        }
    }

    private static String place(SourcePosition first, SourcePosition second) {
        return first.file().equals(second.file()) ? "line " + first.line() : first.toString();
    }

    private @Nullable Value scalar(ScalarNode scalar, Shape shape, KeyedPath path) {
        if (scalar.isNull()) {
            return new Value.Cleared();
        }
        Interpolated filled = interpolator.interpolate(scalar.text());
        filled.faults().forEach(fault -> fault(fault, scalar, path));
        boolean takesScalars = shape instanceof Shape.ScalarShape || shape instanceof Shape.ListShape;
        if (!filled.faults().isEmpty()) {
            // A value that was looked up in vain stays open, so that nothing is said about its absence.
            boolean open =
                    filled.faults().stream().allMatch(fault -> fault.kind().isOfAnswer());
            return open && takesScalars ? new Value.Unresolved(filled.filled().references(), scalar.text()) : null;
        }
        if (!filled.filled().references().isEmpty()) {
            filledIn.put(path, filled.filled());
        }
        if (!filled.lookups().isEmpty() && takesScalars) {
            open.addAll(filled.lookups());
            return new Value.Unresolved(filled.lookups(), filled.text());
        }
        if (shape instanceof Shape.ScalarShape leaf) {
            return leaf(scalar, filled, leaf, path);
        }
        if (shape instanceof Shape.ListShape list
                && filled.isReference()
                && list.element() instanceof Shape.ScalarShape leaf) {
            return split(scalar, filled, leaf, path);
        }
        wrongType(scalar, shape, path, null);
        return null;
    }

    private @Nullable Value leaf(ScalarNode scalar, Interpolated filled, Shape.ScalarShape shape, KeyedPath path) {
        if (filled.filled().elements() != null) {
            String what = "Expected " + shape.describe() + ", found a list";
            String cure = "Use an output that is one value, or write the reference in place of the whole list";
            problems.add(ProblemId.WRONG_TYPE, scalar.position(), path, what, cure);
            return null;
        }
        Typing typing = scalar.style() == Style.PLAIN || filled.isReference() ? Typing.BY_FIELD : Typing.STRING;
        Optional<Value> parsed = Scalars.parse(filled.text(), shape.kind(), typing)
                .or(() -> DurationUnits.builtIn().amount(path.rulePath(), filled.text()));
        if (parsed.isEmpty()) {
            wrongType(scalar, shape, path, shown(filled.text(), filled));
        }
        return parsed.orElse(null);
    }

    /** What a message may show of a value. */
    private static String shown(String text, Interpolated filled) {
        return filled.filled().isSecret() ? Secrecy.MASK : text;
    }

    /** A reference that fills a list: its value is one, or holds the elements separated by commas. */
    private @Nullable Value split(ScalarNode scalar, Interpolated filled, Shape.ScalarShape shape, KeyedPath path) {
        List<Value> elements = new ArrayList<>();
        List<String> given = filled.filled().elements();
        List<String> pieces = given != null
                ? given
                : Stream.of(filled.text().split(",", -1))
                        .map(String::strip)
                        .filter(piece -> !piece.isEmpty())
                        .toList();
        for (String piece : pieces) {
            Optional<Value> parsed = Scalars.parse(piece, shape.kind(), Typing.BY_FIELD);
            if (parsed.isEmpty()) {
                wrongType(scalar, shape, path, shown(piece, filled));
                return null;
            }
            elements.add(parsed.get());
        }
        return new Value.Sequence(elements);
    }

    private void fault(Interpolated.Fault fault, ScalarNode scalar, KeyedPath path) {
        ProblemId id = switch (fault.kind()) {
            case UNDEFINED -> ProblemId.UNDEFINED_REFERENCE;
            case MALFORMED -> ProblemId.MALFORMED_REFERENCE;
            case NOT_FOUND -> ProblemId.LOOKUP_NOT_FOUND;
            case DENIED -> ProblemId.LOOKUP_DENIED;
            case UNUSABLE -> ProblemId.LOOKUP_UNUSABLE;
        };
        boolean unknown = id == ProblemId.UNDEFINED_REFERENCE || id == ProblemId.MALFORMED_REFERENCE;
        boolean forContainer = unknown && names.isSeenByContainer(path);
        String cure = forContainer
                ? "For the container to see it as it is, write `" + fault.escaped() + "`. " + fault.cure()
                : fault.cure();
        problems.add(id, scalar.position(), path, fault.what(), cure);
    }

    /** Reports it, and gives the member that was meant where that is clear. */
    private Optional<String> unknownKey(ScalarNode key, StructureShape shape, KeyedPath path) {
        String name = key.text();
        if (names.isOutput(path.member(name))) {
            String what = "AWS reports `" + name + "`, it cannot be set";
            problems.add(ProblemId.UNKNOWN_KEY, key.position(), path.member(name), what, "Remove it");
            return Optional.empty();
        }
        Cures.KeyCure cure = cures.unknownKey(name, shape);
        String owner = path.segments().isEmpty() ? "a descriptor" : "`" + path + "`";
        String what = "There is no `" + name + "` in " + owner;
        problems.add(ProblemId.UNKNOWN_KEY, key.position(), path.member(name), what, cure.text());
        // What was meant is written, if wrongly: nothing else need be said about its absence.
        String meant = cure.meant();
        if (meant != null) {
            positions.putIfAbsent(path.member(meant), key.position());
        }
        return Optional.ofNullable(meant);
    }

    /** @param text what the scalar came to; null where it is not the text that is wrong */
    private void wrongType(SourceNode node, Shape shape, KeyedPath path, @Nullable String text) {
        String found = node.describe();
        if (text != null) {
            String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
            boolean quoted = node instanceof ScalarNode scalar && scalar.style() == SourceNode.Style.QUOTED;
            found = (quoted ? "the string `" : "`") + shown + "`";
        }
        String cure = Optional.ofNullable(text)
                .flatMap(there -> DurationUnits.builtIn().unitOf(path.rulePath()))
                .map(unit -> "Write a whole number of " + unit.words() + ", or a duration such as " + unit.example())
                .orElseGet(() -> cures.wrongType(node, shape, text));
        String what = "Expected " + shape.describe() + ", found " + found;
        problems.add(ProblemId.WRONG_TYPE, node.position(), path, what, cure);
    }
}
