package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.report.ShownPlan.Shown;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values on one line. */
final class Values {
    private Values() {}

    static String text(Shown shown) {
        return text(shown.value());
    }

    static String text(Value value) {
        if (value instanceof Value.Text text) {
            return quoted(text.text());
        }
        if (value instanceof Value.Numeral numeral) {
            return numeral.number().toPlainString();
        }
        if (value instanceof Value.Flag flag) {
            return Boolean.toString(flag.on());
        }
        if (value instanceof Value.Moment moment) {
            return moment.instant().toString();
        }
        if (value instanceof Value.Structure structure) {
            return map(structure.members());
        }
        if (value instanceof Value.Mapping mapping) {
            return map(mapping.entries());
        }
        if (value instanceof Value.Sequence sequence) {
            return "["
                    + String.join(
                            ", ", sequence.elements().stream().map(Values::text).toList()) + "]";
        }
        if (value instanceof Value.Unresolved unresolved) {
            return "(known after look-up of " + unresolved.references() + ")";
        }
        return "null";
    }

    /** Quotes only what would be misread: nothing, white space at an end, a line break, what looks like a number. */
    private static String quoted(String text) {
        boolean plain = !text.isEmpty()
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl)
                && !text.matches("[-+]?[0-9.]+|true|false|null");
        return plain ? text : '"' + escaped(text) + '"';
    }

    /** A terminal takes control characters for commands. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (each == '\\' || each == '"') {
                out.append('\\').append(each);
            } else if (each == '\n') {
                out.append("\\n");
            } else if (Character.isISOControl(each)) {
                out.append(String.format("\\u%04x", (int) each));
            } else {
                out.append(each);
            }
        }
        return out.toString();
    }

    private static String map(Map<String, Value> parts) {
        List<String> entries = new ArrayList<>();
        parts.forEach((name, part) -> entries.add(name + ": " + text(part)));
        return "{" + String.join(", ", entries) + "}";
    }
}
