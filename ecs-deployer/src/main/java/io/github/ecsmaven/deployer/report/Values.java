package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.descriptor.value.Secrecy;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Values on one line, those that are secret masked. */
final class Values {
    private final Predicate<Value> hidden;

    private Values(Predicate<Value> hidden) {
        this.hidden = hidden;
    }

    /** Nothing is shown. */
    static Values masked() {
        return new Values(value -> true);
    }

    /** What is not secret is shown. */
    static Values shownBut(Secrecy secrecy) {
        return new Values(secrecy::hides);
    }

    String text(Value value) {
        if (hidden.test(value)) {
            return Secrecy.MASK;
        }
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
                            ", ", sequence.elements().stream().map(this::text).toList()) + "]";
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
                && text.indexOf('\n') < 0
                && !text.matches("[-+]?[0-9.]+|true|false|null");
        return plain
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + '"';
    }

    private String map(Map<String, Value> parts) {
        List<String> entries = new ArrayList<>();
        parts.forEach((name, part) -> entries.add(name + ": " + text(part)));
        return "{" + String.join(", ", entries) + "}";
    }
}
