package io.github.ecsmaven.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table beside this class: tab-separated columns, trailing empty columns left out, {@code #} before a comment. A row whose
 * first column is empty belongs to the nearest row above whose first column is not.
 */
final class FactsTable {

    private FactsTable() {}

    /**
     * The rows of a table, in order.
     *
     * @throws IllegalArgumentException if there is no table of that name
     */
    static List<Row> read(String name) {
        String resource = name + ".tsv";
        InputStream table = FactsTable.class.getResourceAsStream(resource);
        if (table == null) {
            throw new IllegalArgumentException("no table of facts named '" + name + "': looked for the resource "
                    + FactsTable.class.getPackageName().replace('.', '/') + "/" + resource);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return rows(reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of facts " + resource, e);
        }
    }

    static List<Row> rows(Stream<String> lines) {
        return lines.filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> new Row(List.of(line.split("\t", -1))))
                .toList();
    }

    /** One line of a table. */
    record Row(List<String> columns) {

        /** The text of a column, empty when the row ends before it. */
        String text(int column) {
            return column < columns.size() ? columns.get(column) : "";
        }

        @Nullable String textOrNull(int column) {
            String text = text(column);
            return text.isEmpty() ? null : text;
        }

        @Nullable Long numberOrNull(int column) {
            String text = text(column);
            return text.isEmpty() ? null : Long.valueOf(text);
        }

        /** The comma-separated values of a column. */
        List<String> list(int column) {
            String text = text(column);
            return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        }

        /** Whether this row belongs to a row above it. */
        boolean isDetail() {
            return text(0).isEmpty();
        }
    }
}
