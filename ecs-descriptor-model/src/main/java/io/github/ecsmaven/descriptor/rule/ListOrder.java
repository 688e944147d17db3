package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether the order of a list has a meaning, and what tells its elements apart if not.
 *
 * @param kind the sort of list
 * @param key for a keyed list the members that make up the key, each with its alternatives; empty otherwise
 */
public record ListOrder(Kind kind, List<List<String>> key) {
    /** The sorts of lists. */
    public enum Kind {
        /** The order is part of the value. */
        ORDERED,
        /** Scalars whose order means nothing. */
        SET,
        /** Structures whose order means nothing, told apart by some of their members. */
        KEYED
    }

    /** A list whose order is part of the value. */
    public static final ListOrder ORDERED = new ListOrder(Kind.ORDERED, List.of());

    public ListOrder {
        key = key.stream().map(List::copyOf).toList();
    }

    static ListOrder parse(String text) {
        if (text.equals("ordered")) {
            return ORDERED;
        }
        if (text.equals("set")) {
            return new ListOrder(Kind.SET, List.of());
        }
        if (!text.startsWith("keyed:")) {
            throw new IllegalArgumentException("no order of lists is called " + text);
        }
        List<List<String>> parts = new ArrayList<>();
        for (String part : text.substring("keyed:".length()).split(",", -1)) {
            parts.add(Arrays.asList(part.split("\\|")));
        }
        return new ListOrder(Kind.KEYED, parts);
    }

    /** Whether the elements are named by key and not by place. */
    public boolean isUnordered() {
        return kind != Kind.ORDERED;
    }

    /** All members that can be part of the key. */
    public List<String> keyMembers() {
        List<String> members = new ArrayList<>();
        key.forEach(members::addAll);
        return members;
    }

    /** The text of an element's key member, of a list joined by plus signs; empty where it has none. */
    static Optional<String> keyText(Value value) {
        if (value instanceof Value.Text text) {
            return text.text().isEmpty() ? Optional.empty() : Optional.of(text.text());
        }
        if (value instanceof Value.Numeral numeral) {
            return Optional.of(numeral.number().toPlainString());
        }
        if (value instanceof Value.Flag flag) {
            return Optional.of(Boolean.toString(flag.on()));
        }
        if (value instanceof Value.Unresolved unresolved) {
            return unresolved.isUnreadable() ? Optional.empty() : Optional.of(unresolved.text());
        }
        if (value instanceof Value.Sequence sequence) {
            String joined = String.join(
                    "+",
                    sequence.elements().stream()
                            .flatMap(element -> keyText(element).stream())
                            .sorted()
                            .toList());
            return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
        }
        return Optional.empty();
    }
}
