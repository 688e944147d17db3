package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;

/** What is written in one line: short lists of scalars, small maps of scalars, and a list of one such map. */
final class OneLine {
    private static final int LIST_WIDTH = 72;
    private static final int MAP_WIDTH = 96;
    private static final int MAP_ENTRIES = 3;
    private static final int SEPARATOR = 2;

    private OneLine() {}

    static boolean fits(Value value) {
        if (value instanceof Value.Structure structure) {
            return isSmall(structure.members());
        }
        if (value instanceof Value.Mapping mapping) {
            return isSmall(mapping.entries());
        }
        return value instanceof Value.Sequence sequence && fits(sequence.elements());
    }

    private static boolean fits(List<Value> elements) {
        if (elements.stream().allMatch(OneLine::isShort)) {
            int width = elements.stream()
                    .mapToInt(element -> text(element).length() + SEPARATOR)
                    .sum();
            return width <= LIST_WIDTH;
        }
        return elements.size() == 1 && !(elements.get(0) instanceof Value.Sequence) && fits(elements.get(0));
    }

    private static boolean isSmall(Map<String, Value> entries) {
        int width = 0;
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            if (!isShort(entry.getValue())) {
                return false;
            }
            width += entry.getKey().length() + text(entry.getValue()).length() + 2 * SEPARATOR;
        }
        return entries.size() <= MAP_ENTRIES && width <= MAP_WIDTH;
    }

    /** A scalar without line breaks. */
    private static boolean isShort(Value value) {
        boolean scalar = value instanceof Value.Scalar || value instanceof Value.Cleared;
        return (scalar || value instanceof Value.Unresolved) && text(value).indexOf('\n') < 0;
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        return value instanceof Value.Unresolved unresolved ? unresolved.text() : value.toString();
    }
}
