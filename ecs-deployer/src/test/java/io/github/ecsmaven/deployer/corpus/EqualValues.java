package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the reference calls equal: {@code equal-values.tsv}, written from it by hand and not from the field rules that are
 * checked with it.
 */
final class EqualValues {
    private final List<Row> rows;

    private EqualValues(List<Row> rows) {
        this.rows = rows;
    }

    /** What a row says. */
    enum Meaning {
        /** An absent field equals this value. */
        ABSENT,
        /** Present with nothing but such values it is still something. */
        PRESENCE,
        /** Whatever it is, it is the same. */
        ANY,
        /** Where only the live side has it, it is left alone. */
        KEPT,
        /** Left out of what is listed as unmanaged. */
        UNLISTED
    }

    /**
     * One line.
     *
     * @param value a text, {@code *} for any, {@code @member} for the sibling's
     * @param when {@code member=value} or {@code member!=value}, of the structure that holds the field or else of the section; {@code -}: always
     */
    record Row(Meaning meaning, String path, String value, String when, String source) {
        boolean matches(
                Meaning wanted, String rulePath, @Nullable Value of, Value.Structure around, Value.Structure section) {
            return meaning == wanted
                    && path.equals(rulePath)
                    && (value.equals("*") || isValue(of, around))
                    && (when.equals("-") || (when.contains("!=") ? holds(section) : holds(around) || holds(section)));
        }

        private boolean isValue(@Nullable Value of, Value.Structure around) {
            Value expected = value.startsWith("@") ? around.members().get(value.substring(1)) : new Value.Text(value);
            return of != null && expected != null && text(of).equals(text(expected));
        }

        private boolean holds(Value.Structure structure) {
            String[] parts = when.split("!?=", 2);
            Value member = structure;
            for (String name : parts[0].split("\\.")) {
                member = member instanceof Value.Structure inner
                        ? inner.members().get(name)
                        : null;
            }
            boolean is = member != null && (parts.length == 1 || text(member).equals(parts[1]));
            return is != when.contains("!=");
        }
    }

    static EqualValues load() {
        try (InputStream in = EqualValues.class.getResourceAsStream("equal-values.tsv")) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
            return new EqualValues(reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(Meaning.valueOf(cells[0]), cells[1], cells[2], cells[3], cells[4]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a scalar that is added to a section says anything. */
    Section in(Value.Structure section) {
        return new Section(section);
    }

    /** The rows where the conditions of one section hold. */
    final class Section implements Samples.Says {
        private final Value.Structure section;

        private Section(Value.Structure section) {
            this.section = section;
        }

        @Override
        public boolean says(String rulePath, Value value) {
            return find(Meaning.ABSENT, rulePath, value, Value.Structure.empty(), section)
                    .isEmpty();
        }

        /** A list's elements without what is never compared, and therefore names none of them. */
        List<Value> comparable(String rulePath, List<Value> elements) {
            return elements.stream()
                    .map(element -> comparable(rulePath, element))
                    .toList();
        }

        private Value comparable(String rulePath, Value element) {
            if (!(element instanceof Value.Structure structure)) {
                return element;
            }
            Map<String, Value> members = new LinkedHashMap<>(structure.members());
            members.keySet()
                    .removeIf(name -> find(Meaning.ANY, rulePath + "[]." + name, null, structure, section)
                            .isPresent());
            return new Value.Structure(members);
        }
    }

    /** Whether a value comes to the same as none. */
    boolean saysNothing(String path, Value value, Value.Structure around, Value.Structure section) {
        if (find(Meaning.ANY, path, value, around, section).isPresent()
                || find(Meaning.ABSENT, path, value, around, section).isPresent()) {
            return true;
        }
        if (value instanceof Value.Structure structure) {
            return find(Meaning.PRESENCE, path, value, around, section).isEmpty()
                    && structure.members().entrySet().stream()
                            .allMatch(member ->
                                    saysNothing(path + "." + member.getKey(), member.getValue(), structure, section));
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence.elements().isEmpty();
        }
        return value instanceof Value.Mapping mapping && mapping.entries().isEmpty();
    }

    /** The row for a field or for one around it. */
    Optional<Row> row(Meaning meaning, Change change, Value.Structure section) {
        KeyedPath path = change.path();
        Value.Structure holder = Objects.requireNonNull(change.holder());
        for (int length = path.segments().size(); length > 1; length--) {
            KeyedPath at = new KeyedPath(path.segments().subList(0, length));
            Value value = change.after() != null ? change.after() : change.before();
            Optional<Row> found = find(meaning, at.rulePath(), at.equals(path) ? value : null, holder, section);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Row> find(
            Meaning meaning, String path, @Nullable Value value, Value.Structure around, Value.Structure section) {
        return rows.stream()
                .filter(row -> row.matches(meaning, path, value, around, section))
                .findFirst();
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value instanceof Value.Flag flag) {
            return Boolean.toString(flag.on());
        }
        if (value instanceof Value.Sequence sequence) {
            return String.join(
                    "+", sequence.elements().stream().map(EqualValues::text).toList());
        }
        if (value instanceof Value.Structure structure) {
            return String.join(
                    "+",
                    structure.members().values().stream().map(EqualValues::text).toList());
        }
        return value.toString();
    }
}
