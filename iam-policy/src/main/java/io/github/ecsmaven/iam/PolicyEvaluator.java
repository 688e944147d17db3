package io.github.ecsmaven.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what one policy says about a request: an explicit deny wins over any allow, and what nobody allows is denied. Other
 * policies may apply to the same request; this looks at one alone. A statement without {@code Principal} matches any principal
 * and one without {@code Resource} any resource, as the policy is attached to them. Source: IAM User Guide, policy evaluation
 * logic and condition operators.
 */
public final class PolicyEvaluator {

    private final RequestContext request;
    private final PolicyVariables variables;

    private PolicyEvaluator(Policy policy, RequestContext request) {
        this.request = request;
        this.variables = PolicyVariables.of(policy, request);
    }

    /** What the policy says about the request, with the reasons. */
    public static Decision evaluate(Policy policy, RequestContext request) {
        PolicyEvaluator evaluator = new PolicyEvaluator(policy, request);
        List<StatementExplanation> outcomes = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            outcomes.add(new StatementExplanation(outcomes.size() + 1, statement, evaluator.mismatches(statement)));
        }
        Explanation reasons = new Explanation(request, outcomes);
        Optional<Statement> denying = matched(outcomes, Effect.DENY);
        if (denying.isPresent()) {
            return new Decision.ExplicitlyDenied(denying.get(), reasons);
        }
        return matched(outcomes, Effect.ALLOW)
                .<Decision>map(statement -> new Decision.Allowed(statement, reasons))
                .orElseGet(() -> new Decision.ImplicitlyDenied(reasons));
    }

    private static Optional<Statement> matched(List<StatementExplanation> outcomes, Effect effect) {
        return outcomes.stream()
                .filter(StatementExplanation::matched)
                .map(StatementExplanation::statement)
                .filter(statement -> statement.effect() == effect)
                .findFirst();
    }

    private List<Mismatch> mismatches(Statement statement) {
        Stream<Optional<Mismatch>> elements =
                Stream.of(action(statement.actions()), principal(statement), resource(statement));
        return Stream.concat(
                        elements.flatMap(Optional::stream),
                        statement.conditions().stream()
                                .filter(condition -> !holds(condition))
                                .map(condition -> new Mismatch.OfCondition(condition, request.values(condition.key()))))
                .toList();
    }

    private Optional<Mismatch> action(Selector actions) {
        String wanted = request.action().toLowerCase(Locale.ROOT);
        boolean named = actions.patterns().stream()
                .anyMatch(pattern ->
                        WildcardPattern.of(pattern.toLowerCase(Locale.ROOT)).matches(wanted));
        return fits(actions.sense(), named)
                ? Optional.empty()
                : Optional.of(new Mismatch.OfAction(actions, request.action()));
    }

    private Optional<Mismatch> principal(Statement statement) {
        PrincipalSelector principals = statement.principals();
        if (principals == null) {
            return Optional.empty();
        }
        boolean named = principals.patterns().stream()
                .anyMatch(pattern -> PrincipalMatching.names(pattern, request.principal()));
        return fits(principals.sense(), named)
                ? Optional.empty()
                : Optional.of(new Mismatch.OfPrincipal(principals, request.principal()));
    }

    private Optional<Mismatch> resource(Statement statement) {
        Selector resources = statement.resources();
        if (resources == null) {
            return Optional.empty();
        }
        boolean named = resources.patterns().stream()
                .anyMatch(pattern -> variables
                        .pattern(pattern)
                        .filter(expected -> ValueComparison.resourceMatches(expected, request.resource()))
                        .isPresent());
        return fits(resources.sense(), named)
                ? Optional.empty()
                : Optional.of(new Mismatch.OfResource(resources, request.resource()));
    }

    private static boolean fits(Sense sense, boolean named) {
        return (sense == Sense.MATCHING) == named;
    }

    private boolean holds(Condition condition) {
        ConditionOperator operator = condition.operator();
        List<String> actual = request.values(condition.key());
        if (operator.comparison() == Comparison.NULL) {
            String absent = String.valueOf(actual.isEmpty());
            return condition.values().stream().anyMatch(absent::equalsIgnoreCase);
        }
        return switch (operator.quantifier()) {
            case SINGLE ->
                actual.isEmpty()
                        ? operator.ifExists() || operator.comparison().isNegated()
                        // A key with several values needs a set operator: without one there is no comparing.
                        : actual.size() == 1 && holds(condition, actual.get(0));
            case FOR_ALL_VALUES -> isNullSet(actual) || actual.stream().allMatch(value -> holds(condition, value));
            case FOR_ANY_VALUE ->
                isNullSet(actual) ? operator.ifExists() : actual.stream().anyMatch(value -> holds(condition, value));
        };
    }

    /** The set operators take empty strings for no values. */
    private static boolean isNullSet(List<String> actual) {
        return actual.stream().allMatch(String::isEmpty);
    }

    private boolean holds(Condition condition, String actual) {
        Comparison comparison = condition.operator().comparison();
        boolean named = condition.values().stream()
                .anyMatch(expected -> ValueComparison.holds(comparison.positive(), actual, expected, variables));
        return comparison.isNegated() != named;
    }
}
