package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded random values of a shape, with texts that are hard to write. */
final class RandomValues {
    private static final List<String> PIECES = List.of(
            "a", "B", "9", "0", "x", " ", "  ", "\n", "\n\n", "\t", "\r", "#", " #", ": ", ":", "- ", "-", "? ", "|",
            ">", "'", "\"", "\\", "{", "}", "{{", "}}", "{%", "[", "]", ",", "&", "*", "!", "%", "@", "`", "~", "=",
            "<<", "$", "${", "$${", "}", "...", "---", "é", "ß", "漢", "😀", "\u0000", "\u0007", "\u001b", "\u007f",
            "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffe", "\ue000", "\ue001", "\\x7b", "\u200b",
            "\u202e");

    private static final List<String> WORDS = List.of(
            "yes",
            "No",
            "on",
            "OFF",
            "y",
            "N",
            "true",
            "FALSE",
            "null",
            "~",
            "",
            "012",
            "0o17",
            "0x1F",
            "0b11",
            "12:30",
            "1e3",
            "1.",
            ".5",
            "1_000",
            "+1",
            "-0",
            ".inf",
            "-.Inf",
            ".NaN",
            "2026-01-31",
            "2026-01-31T12:00:00Z",
            "=",
            "<<",
            "*",
            "&a",
            "!",
            "- a",
            "a: b",
            "a #b",
            "#a",
            " a",
            "a ",
            "\na",
            "a\n",
            "a\nb\n",
            "a\n\n b \n",
            "a\nb  ",
            "{{ .Name }}",
            "{{{",
            "${",
            "${x}",
            "$${x}",
            "{\"k\": [1, {\"l\": null}]}",
            "10.0.0.1",
            "sh -c 'a: b'",
            "👩‍🚀",
            "---",
            "--- a",
            "...",
            "%TAG",
            "@at",
            "`b`",
            "a,b",
            "[a]",
            "{a}",
            "a\tb",
            "\ta",
            "?",
            "? a",
            ":",
            ":a");

    private final Random random;
    private int serial;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    Value.Structure structure(StructureShape shape, int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (Member member : shape.members().values()) {
            boolean usable = member.standing() instanceof Member.Usable;
            if (usable && random.nextInt(depth + 2) == 0) {
                members.put(
                        member.name(), random.nextInt(20) == 0 ? new Value.Cleared() : value(member.shape(), depth));
            }
        }
        return new Value.Structure(members);
    }

    Value value(Shape shape, int depth) {
        if (shape instanceof StructureShape structure) {
            return structure(structure, depth + 1);
        }
        if (shape instanceof Shape.ListShape list) {
            return sequence(list.element(), depth + 1);
        }
        if (shape instanceof Shape.MapShape map) {
            return mapping(map.value(), depth + 1);
        }
        return switch (((Shape.ScalarShape) shape).kind()) {
            case TEXT -> new Value.Text(text());
            case INTEGER -> Value.Numeral.of(random.nextInt());
            case LONG -> Value.Numeral.of(random.nextLong());
            case DECIMAL -> decimal();
            case BOOLEAN -> new Value.Flag(random.nextBoolean());
            case INSTANT -> new Value.Moment(Instant.ofEpochMilli(random.nextInt() * 1000L + random.nextInt(1000)));
            case DOCUMENT -> document(depth);
        };
    }

    String text() {
        if (random.nextInt(3) == 0) {
            return WORDS.get(random.nextInt(WORDS.size()));
        }
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(random.nextInt(20) == 0 ? 200 : 8);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private Value sequence(Shape element, int depth) {
        List<Value> elements = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            elements.add(value(element, depth));
        }
        return new Value.Sequence(elements);
    }

    private Value mapping(Shape entry, int depth) {
        Map<String, Value> entries = new LinkedHashMap<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            entries.put(random.nextInt(4) == 0 ? text() : text() + serial++, value(entry, depth));
        }
        return new Value.Mapping(entries);
    }

    private Value decimal() {
        double number = random.nextInt(4) == 0 ? random.nextDouble() * 1e200 : random.nextInt(1000) / 8.0;
        return new Value.Numeral(BigDecimal.valueOf(number));
    }

    private Value document(int depth) {
        Shape document = new Shape.ScalarShape(Shape.Kind.DOCUMENT);
        return switch (random.nextInt(depth > 5 ? 4 : 6)) {
            case 0 -> new Value.Cleared();
            case 1 -> decimal();
            case 2 -> new Value.Flag(random.nextBoolean());
            case 3 -> new Value.Text(text());
            case 4 -> sequence(document, depth + 1);
            default -> mapping(document, depth + 1);
        };
    }
}
