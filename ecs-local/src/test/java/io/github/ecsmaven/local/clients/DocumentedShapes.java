package io.github.ecsmaven.local.clients;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is known of answers without a recording: rows with a source each. */
final class DocumentedShapes {
    private final List<Row> rows;
    private final Map<String, String> orders;

    private record Row(String shapeKey, String condition, List<String> members) {}

    private DocumentedShapes(List<Row> rows, Map<String, String> orders) {
        this.rows = rows;
        this.orders = orders;
    }

    /** The table beside this class. */
    static DocumentedShapes committed() throws IOException {
        return parse(Tables.text("documented-answers.tsv"));
    }

    static DocumentedShapes parse(String table) {
        Map<String, String> orders = new LinkedHashMap<>();
        List<List<String>> lines = Tables.rows(table);
        lines.forEach(line -> {
            if (line.size() != 4 || line.get(3).isBlank()) {
                throw new IllegalArgumentException("a row without its four columns: " + line);
            }
        });
        lines.stream()
                .filter(line -> line.get(0).equals("order"))
                .forEach(line -> orders.put(line.get(1), line.get(2)));
        List<Row> rows = lines.stream()
                .filter(line -> !line.get(0).equals("order"))
                .map(line ->
                        new Row(line.get(0), line.get(1), List.of(line.get(2).split(","))))
                .toList();
        return new DocumentedShapes(rows, orders);
    }

    /** The members that each structure of the shape has under one of these conditions. */
    Set<String> always(String shapeKey, Set<String> conditions) {
        Set<String> always = new TreeSet<>();
        rows.stream()
                .filter(row -> row.shapeKey().equals(shapeKey) && conditions.contains(row.condition()))
                .forEach(row -> always.addAll(row.members()));
        return always;
    }

    /** Member path to order. */
    Map<String, String> orders() {
        return orders;
    }
}
