package io.github.ecsmaven.descriptor.source;

import java.util.List;
import java.util.Optional;

/** A piece of YAML as it was written. Scalars are text: what they mean is decided by the field that they are for. */
public sealed interface SourceNode {
    /** Where it begins. */
    SourcePosition position();

    /** What it is, for messages: {@code a map}, {@code a list}, {@code a string}. */
    String describe();

    /**
     * A map. Each key occurs once.
     *
     * @param merging what it does to a map at the same place of a lower layer
     */
    record MapNode(SourcePosition position, List<Entry> entries, Merging merging) implements SourceNode {
        public MapNode {
            entries = List.copyOf(entries);
        }

        /** A map that is merged with what is below it. */
        public MapNode(SourcePosition position, List<Entry> entries) {
            this(position, entries, Merging.BY_RULES);
        }

        @Override
        public String describe() {
            return "a map";
        }

        /** The value under a key. */
        public Optional<SourceNode> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /** One key of a map and its value. */
    record Entry(ScalarNode key, SourceNode value) {}

    /**
     * A list.
     *
     * @param merging what it does to a list at the same place of a lower layer
     */
    record ListNode(SourcePosition position, List<SourceNode> elements, Merging merging) implements SourceNode {
        public ListNode {
            elements = List.copyOf(elements);
        }

        /** A list that is merged with what is below it, where its field's rule says so. */
        public ListNode(SourcePosition position, List<SourceNode> elements) {
            this(position, elements, Merging.BY_RULES);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * A scalar.
     *
     * @param text its text, escapes and folding resolved
     * @param style whether it was written with quotes (or as a block), and so is a string whatever it looks like
     */
    record ScalarNode(SourcePosition position, String text, Style style) implements SourceNode {
        /** Whether it is a null of YAML 1.2: nothing, {@code ~} or {@code null} without quotes. */
        public boolean isNull() {
            return style == Style.PLAIN && CoreScalar.isNull(text);
        }

        @Override
        public String describe() {
            if (style == Style.QUOTED) {
                return "a string";
            }
            return CoreScalar.describe(text);
        }
    }

    /** What a map or list does to the value at the same place of a lower layer. */
    enum Merging {
        /** What the field rules say. */
        BY_RULES,
        /** It takes the place of the other as a whole: it was written with the tag {@code !replace}. */
        REPLACE
    }

    /** How a scalar was written. */
    enum Style {
        PLAIN,
        QUOTED
    }
}
