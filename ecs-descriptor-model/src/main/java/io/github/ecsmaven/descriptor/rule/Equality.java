package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Which values of a field are the same to ECS although they are written differently.
 *
 * @param form the family of notations
 * @param aliases notations that stand for another, in canonical form
 */
public record Equality(Form form, Map<String, String> aliases) {
    /** Families of notations. */
    public enum Form {
        /** Only the same is the same. */
        EXACT("exact"),
        /** Whatever it is, it is the same: the field is not compared. */
        ANY("any"),
        /** {@code 1 vCPU} and {@code 1024}. */
        CPU_UNITS("cpuUnits"),
        /** {@code 1 GB} and {@code 1024}. */
        MEBIBYTES("mebibytes"),
        /** {@code CPU} and {@code cpu}. */
        CASE_INSENSITIVE("caseInsensitive"),
        /** JSON text by its value. */
        JSON("json"),
        /** A number and its text. */
        NUMBER("number"),
        /** An ARN and the short name at its end. */
        ARN_TAIL("arnTail");

        private final String code;

        Form(String code) {
            this.code = code;
        }

        private static Form ofCode(String code) {
            for (Form form : values()) {
                if (form.code.equals(code)) {
                    return form;
                }
            }
            throw new IllegalArgumentException("no equality is called " + code);
        }
    }

    /** Only the same is the same. */
    public static final Equality EXACT = new Equality(Form.EXACT, Map.of());

    public Equality {
        aliases = Map.copyOf(aliases);
    }

    static Equality parse(String text) {
        Form form = Form.EXACT;
        Map<String, String> aliases = new HashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                aliases.put(part.substring(0, equals), part.substring(equals + 1));
            } else {
                form = Form.ofCode(part);
            }
        }
        return new Equality(form, aliases);
    }

    /**
     * The one notation that stands for all that are the same, for comparing only. A short name is not made of an ARN: two
     * ARNs that end alike differ.
     */
    Value canonical(Value value) {
        if (!(value instanceof Value.Text text)) {
            return value;
        }
        Value.Text canonical = new Value.Text(notation(text.text()));
        String alias = aliases.get(canonical.text());
        if (alias != null) {
            return new Value.Text(alias);
        }
        if (form == Form.NUMBER) {
            return number(canonical);
        }
        return form == Form.JSON ? json(canonical) : canonical;
    }

    /** Whether two values are the same. */
    public boolean same(Value one, Value other) {
        if (form == Form.ANY) {
            return true;
        }
        Value first = canonical(one);
        Value second = canonical(other);
        if (form == Form.ARN_TAIL && first instanceof Value.Text a && second instanceof Value.Text b) {
            return a.equals(b) || isTail(a.text(), b.text()) || isTail(b.text(), a.text());
        }
        return first.equals(second) || isNumberOf(first, second) || isNumberOf(second, first);
    }

    private static boolean isNumberOf(Value number, Value text) {
        return number instanceof Value.Numeral && text instanceof Value.Text digits && number.equals(number(digits));
    }

    private String notation(String text) {
        return switch (form) {
            case CPU_UNITS ->
                TaskSize.cpuUnits(text).stream()
                        .mapToObj(Long::toString)
                        .findFirst()
                        .orElse(text);
            case MEBIBYTES ->
                TaskSize.mebibytes(text).stream()
                        .mapToObj(Long::toString)
                        .findFirst()
                        .orElse(text);
            case CASE_INSENSITIVE -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private static boolean isTail(String arn, String name) {
        return arn.startsWith("arn:") && !name.startsWith("arn:") && arn.endsWith("/" + name);
    }

    private static Value number(Value.Text text) {
        try {
            return new Value.Numeral(new BigDecimal(text.text()));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Value json(Value.Text text) {
        try {
            return json(JsonNode.parser().parse(text.text()));
        } catch (RuntimeException e) {
            // Text that is no JSON is compared as it stands; the parser's exceptions have no common type of their own.
            return text;
        }
    }

    private static Value json(JsonNode node) {
        if (node.isObject()) {
            Map<String, Value> entries = new HashMap<>();
            node.asObject().forEach((key, entry) -> entries.put(key, json(entry)));
            return new Value.Mapping(entries);
        }
        if (node.isArray()) {
            List<Value> elements = new ArrayList<>();
            node.asArray().forEach(element -> elements.add(json(element)));
            return new Value.Sequence(elements);
        }
        if (node.isNumber()) {
            return Value.Numeral.parse(node.asNumber());
        }
        if (node.isBoolean()) {
            return new Value.Flag(node.asBoolean());
        }
        return node.isNull() ? new Value.Cleared() : new Value.Text(node.asString());
    }
}
