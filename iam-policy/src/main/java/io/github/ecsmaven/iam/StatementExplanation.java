package io.github.ecsmaven.iam;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one statement had to say about a request.
 *
 * @param position the statement's place in the policy, from 1
 * @param statement the statement
 * @param mismatches which of its elements do not fit the request; none when it matched
 */
public record StatementExplanation(int position, Statement statement, List<Mismatch> mismatches) {

    /** Copies the list. */
    public StatementExplanation {
        mismatches = List.copyOf(mismatches);
    }

    /** Whether the whole statement fits the request. */
    public boolean matched() {
        return mismatches.isEmpty();
    }

    /** The statement's name: its Sid, or its place. */
    public String name() {
        String sid = statement.sid();
        return sid == null || sid.isEmpty() ? "statement " + position : "statement '" + sid + "'";
    }

    /**
     * What does not fit, for example {@code statement 'Deploy': StringEquals oidc.example:sub expected "a", was "b"}. Of a
     * statement about other actions only that is said.
     */
    public String text() {
        if (matched()) {
            return name() + ": matches";
        }
        List<Mismatch> shown =
                mismatches.stream().filter(Mismatch.OfAction.class::isInstance).toList();
        return name() + ": "
                + (shown.isEmpty() ? mismatches : shown)
                        .stream().map(Mismatch::text).collect(Collectors.joining("; "));
    }

    /** How far the statement is from matching: a whole number for each kind of mismatch, a fraction for how far a value is off. */
    double distance() {
        return mismatches.stream().mapToDouble(Mismatch::distance).sum();
    }
}
