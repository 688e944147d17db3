package io.github.ecsmaven.iam;

import org.jspecify.annotations.Nullable;

/** How a condition compares a value of the request with one of the policy. Source: IAM User Guide, condition operators. */
public enum Comparison {
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals", STRING_EQUALS),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", STRING_EQUALS_IGNORE_CASE),
    STRING_LIKE("StringLike"),
    STRING_NOT_LIKE("StringNotLike", STRING_LIKE),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_NOT_EQUALS("NumericNotEquals", NUMERIC_EQUALS),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
    DATE_EQUALS("DateEquals"),
    DATE_NOT_EQUALS("DateNotEquals", DATE_EQUALS),
    DATE_LESS_THAN("DateLessThan"),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
    DATE_GREATER_THAN("DateGreaterThan"),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),
    BOOL("Bool"),
    BINARY_EQUALS("BinaryEquals"),
    IP_ADDRESS("IpAddress"),
    NOT_IP_ADDRESS("NotIpAddress", IP_ADDRESS),
    ARN_EQUALS("ArnEquals"),
    ARN_NOT_EQUALS("ArnNotEquals", ARN_EQUALS),
    ARN_LIKE("ArnLike"),
    ARN_NOT_LIKE("ArnNotLike", ARN_LIKE),
    /** Whether the key is absent ({@code true}) or present ({@code false}). */
    NULL("Null");

    private final String text;
    private final @Nullable Comparison negated;

    Comparison(String text) {
        this.text = text;
        this.negated = null;
    }

    Comparison(String text, Comparison negated) {
        this.text = text;
        this.negated = negated;
    }

    /** As a policy document writes it. */
    public String text() {
        return text;
    }

    /** Whether it holds where another comparison fails, and so also where the key is absent. */
    public boolean isNegated() {
        return negated != null;
    }

    /** The comparison that this one negates, or this one itself. */
    Comparison positive() {
        return negated != null ? negated : this;
    }
}
