package io.github.ecsmaven.iam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What each statement of a policy had to say about a request.
 *
 * @param request the request
 * @param statements the statements, those that could have allowed it first, and of them the one that came closest
 */
public record Explanation(RequestContext request, List<StatementExplanation> statements) {

    private static final Comparator<StatementExplanation> CLOSEST_FIRST = Comparator.comparing(
                    (StatementExplanation each) -> each.statement().effect())
            .thenComparing(StatementExplanation::distance)
            .thenComparing(StatementExplanation::position);

    /** Sorts the statements. */
    public Explanation {
        statements = statements.stream().sorted(CLOSEST_FIRST).toList();
    }

    /** The statement that came closest to allowing the request, empty when the policy allows nothing at all. */
    public Optional<StatementExplanation> closest() {
        return statements.stream()
                .filter(each -> each.statement().effect() == Effect.ALLOW)
                .findFirst();
    }

    /** Why no statement allows the request: a line for each one that allows anything, the closest first. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("no statement allows " + request.action());
        statements.stream()
                .filter(each -> each.statement().effect() == Effect.ALLOW && !each.matched())
                .map(StatementExplanation::text)
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    /** A statement's name for a message. */
    String nameOf(Statement statement) {
        return statements.stream()
                .filter(each -> each.statement().equals(statement))
                .findFirst()
                .map(StatementExplanation::name)
                .orElse("a statement");
    }
}
