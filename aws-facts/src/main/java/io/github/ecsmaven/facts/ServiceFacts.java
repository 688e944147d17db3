package io.github.ecsmaven.facts;

import io.github.ecsmaven.facts.FactsTable.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts of one AWS service's published API model: which members its shapes have, which of them are required or sensitive,
 * which values, lengths and ranges are allowed. Where the tables come from is said in the README beside them.
 */
public final class ServiceFacts {

    private final Map<String, Operation> operations;
    private final Map<String, ShapeFacts> shapes;

    private ServiceFacts(Map<String, Operation> operations, Map<String, ShapeFacts> shapes) {
        this.operations = Collections.unmodifiableMap(operations);
        this.shapes = Collections.unmodifiableMap(shapes);
    }

    /**
     * Reads the table of a service. Each call reads it anew: keep the result.
     *
     * @param service the service's endpoint prefix, for example {@code ecs}
     * @throws IllegalArgumentException if there is no table for that service
     */
    public static ServiceFacts load(String service) {
        if (!service.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("not a name of a service: '" + service + "'");
        }
        return of(FactsTable.read(service));
    }

    /**
     * Reads a table of the same format from elsewhere.
     *
     * @param lines as in the tables here: {@code #} before a comment, columns with tabs between them
     */
    public static ServiceFacts parse(Stream<String> lines) {
        return of(FactsTable.rows(lines));
    }

    static ServiceFacts of(List<Row> rows) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        Map<String, ShapeFacts> shapes = new LinkedHashMap<>();
        for (int next = 0; next < rows.size(); ) {
            Row row = rows.get(next++);
            List<Row> details = new ArrayList<>();
            while (next < rows.size() && rows.get(next).isDetail()) {
                details.add(rows.get(next++));
            }
            if (row.text(0).equals("operation")) {
                operations.put(row.text(1), new Operation(row.text(2), row.text(3)));
            } else {
                shapes.put(row.text(1), shape(row, details));
            }
        }
        return new ServiceFacts(operations, shapes);
    }

    private static ShapeFacts shape(Row row, List<Row> memberRows) {
        Map<String, String> members = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        Set<String> sensitive = new LinkedHashSet<>();
        for (Row member : memberRows) {
            String name = member.text(1);
            members.put(name, member.text(2));
            List<String> marks = member.list(3);
            if (marks.contains("required")) {
                required.add(name);
            }
            if (marks.contains("sensitive")) {
                sensitive.add(name);
            }
        }
        return new ShapeFacts(
                row.text(1),
                Kind.valueOf(row.text(0)),
                members,
                required,
                sensitive,
                row.list(7),
                row.numberOrNull(4),
                row.numberOrNull(5),
                row.textOrNull(6),
                row.textOrNull(2),
                row.textOrNull(3));
    }

    /** What the model says about a shape, empty for one that no operation in the table reaches. */
    public Optional<ShapeFacts> shape(String modelShapeName) {
        return Optional.ofNullable(shapes.get(modelShapeName));
    }

    /** The names of all shapes in the table, in its order. */
    public Set<String> shapes() {
        return shapes.keySet();
    }

    /** The names of the operations in the table, in its order. */
    public Set<String> operations() {
        return operations.keySet();
    }

    /** The name of an operation's request shape, empty for an operation that is not in the table. */
    public Optional<String> inputShape(String operation) {
        return Optional.ofNullable(operations.get(operation))
                .map(Operation::input)
                .filter(name -> !name.isEmpty());
    }

    /** The name of an operation's answer shape, empty for an operation that is not in the table or answers nothing. */
    public Optional<String> outputShape(String operation) {
        return Optional.ofNullable(operations.get(operation))
                .map(Operation::output)
                .filter(name -> !name.isEmpty());
    }

    private record Operation(String input, String output) {}
}
