package io.github.ecsmaven.iam;

import java.util.List;

/**
 * One key of a {@code Condition} element.
 *
 * @param operator how the key is compared
 * @param key the condition key, as the document writes it; case does not matter
 * @param values the policy's values, of which one must fit (none, for a negated operator); numbers and booleans as text
 */
public record Condition(ConditionOperator operator, String key, List<String> values) {

    /** Copies the list. */
    public Condition {
        values = List.copyOf(values);
    }

    /**
     * A condition by its operator's name.
     *
     * @throws IllegalArgumentException if IAM has no such operator
     */
    public static Condition of(String operator, String key, String... values) {
        ConditionOperator parsed = ConditionOperator.of(operator)
                .orElseThrow(() -> new IllegalArgumentException("IAM has no condition operator '" + operator + "'"));
        return new Condition(parsed, key, List.of(values));
    }
}
