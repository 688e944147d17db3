package io.github.ecsmaven.iam;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one of the policies that apply to a request says about it.
 *
 * @param kind what the policy is to the request
 * @param policy the policy
 * @param decision what it says, with each statement's reasons
 */
public record PolicyFinding(PolicyKind kind, NamedPolicy policy, Decision decision) {

    /** For a person: the kind, the name, and what it says, over several lines when no statement matches. */
    public String text() {
        return kind.text() + " '" + policy.name() + "': " + decision.explanation();
    }

    boolean allows() {
        return decision.allowed();
    }

    boolean denies() {
        return decision instanceof Decision.ExplicitlyDenied;
    }

    /** The statements that allow the request. */
    List<Statement> allowing() {
        return decision.reasons().statements().stream()
                .filter(StatementExplanation::matched)
                .map(StatementExplanation::statement)
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .toList();
    }

    static String texts(List<PolicyFinding> findings) {
        return findings.stream().map(PolicyFinding::text).collect(Collectors.joining("\n"));
    }
}
