package io.github.ecsmaven.iam;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** One element of a statement that does not fit a request. */
public sealed interface Mismatch {

    /** For a person: the element, what the policy expects, what the request has. */
    String text();

    /** How much this keeps the statement from being the one that was meant for the request. */
    double distance();

    /**
     * The statement is about other actions.
     *
     * @param expected the policy's actions
     * @param actual the request's action
     */
    record OfAction(Selector expected, String actual) implements Mismatch {
        @Override
        public String text() {
            return selectorText("Action", expected) + ", was " + quoted(actual);
        }

        @Override
        public double distance() {
            return 1000;
        }
    }

    /**
     * The statement is about other resources.
     *
     * @param expected the policy's resources
     * @param actual the request's resource
     */
    record OfResource(Selector expected, String actual) implements Mismatch {
        @Override
        public String text() {
            return selectorText("Resource", expected) + ", was " + quoted(actual);
        }

        @Override
        public double distance() {
            return 30 + farthest(expected.patterns(), List.of(actual));
        }
    }

    /**
     * The statement is about other principals.
     *
     * @param expected the policy's principals
     * @param actual the request's principal
     */
    record OfPrincipal(PrincipalSelector expected, Principal actual) implements Mismatch {
        @Override
        public String text() {
            String patterns =
                    expected.patterns().stream().map(PrincipalPattern::text).collect(Collectors.joining(" or "));
            String names = patterns.isEmpty() ? "nobody" : patterns;
            return expectation("Principal", expected.sense(), names) + ", was " + actual.text();
        }

        @Override
        public double distance() {
            return 30;
        }
    }

    /**
     * A condition does not hold.
     *
     * @param condition the condition: operator, key, expected values
     * @param actual the request's values, none when the key is absent
     */
    record OfCondition(Condition condition, List<String> actual) implements Mismatch {

        /** Copies the list. */
        public OfCondition {
            actual = List.copyOf(actual);
        }

        @Override
        public String text() {
            return condition.operator().text() + " " + condition.key() + " expected " + expectedText() + ", was "
                    + (actual.isEmpty() ? "absent" : anyOf(actual, ", ")) + hint();
        }

        private String expectedText() {
            ConditionOperator operator = condition.operator();
            if (operator.comparison() == Comparison.NULL) {
                return actual.isEmpty() ? "any value" : "no value";
            }
            String values = condition.values().isEmpty() ? "one of no values" : anyOf(condition.values(), " or ");
            return (operator.comparison().isNegated() ? "anything but " : "") + values;
        }

        /** The mistakes that are hard to see. */
        private String hint() {
            ConditionOperator operator = condition.operator();
            if (operator.comparison() == Comparison.NULL) {
                return "";
            }
            if (operator.quantifier() == ConditionOperator.Quantifier.SINGLE && actual.size() > 1) {
                return " (several values need ForAnyValue: or ForAllValues:)";
            }
            if (operator.comparison().isNegated()) {
                return "";
            }
            if (somePairDiffersOnlyBy(String::equalsIgnoreCase)) {
                return " (they differ in case)";
            }
            boolean literal = operator.comparison() == Comparison.STRING_EQUALS;
            return literal
                            && somePairDiffersOnlyBy((expected, value) ->
                                    WildcardPattern.of(expected).matches(value))
                    ? " (StringEquals knows no wildcards, StringLike does)"
                    : "";
        }

        private boolean somePairDiffersOnlyBy(BiPredicate<String, String> sameOtherwise) {
            return condition.values().stream()
                    .anyMatch(expected -> actual.stream()
                            .anyMatch(value -> !expected.equals(value) && sameOtherwise.test(expected, value)));
        }

        @Override
        public double distance() {
            return 1 + farthest(condition.values(), actual);
        }
    }

    private static String selectorText(String element, Selector selector) {
        String patterns = selector.patterns().isEmpty() ? "nothing" : anyOf(selector.patterns(), " or ");
        return expectation(element, selector.sense(), patterns);
    }

    private static String expectation(String element, Sense sense, String patterns) {
        return sense.elementName(element)
                + (sense == Sense.MATCHING ? " expected " : " expected anything but ")
                + patterns;
    }

    private static String anyOf(List<String> values, String separator) {
        return values.stream().map(Mismatch::quoted).collect(Collectors.joining(separator));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** From 0 to 1: how little of the beginning the two most similar values share. */
    private static double farthest(List<String> expected, List<String> actual) {
        return expected.stream()
                .flatMap(left -> actual.stream().map(right -> 1 - sharedBeginning(left, right)))
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
    }

    private static double sharedBeginning(String left, String right) {
        int longest = Math.max(left.length(), right.length());
        int shared = 0;
        while (shared < Math.min(left.length(), right.length()) && left.charAt(shared) == right.charAt(shared)) {
            shared++;
        }
        return longest == 0 ? 1 : (double) shared / longest;
    }
}
