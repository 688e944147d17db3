package io.github.ecsmaven.iam;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** Compares one value of a request with one of a policy. A value that is not of the operator's type equals nothing. */
final class ValueComparison {

    private static final int ARN_PARTS = 6;

    private ValueComparison() {}

    /** Whether a comparison holds; asked for positive comparisons only, as the negated ones are theirs turned round. */
    static boolean holds(Comparison comparison, String actual, String expected, PolicyVariables variables) {
        return switch (comparison) {
            case STRING_EQUALS ->
                variables.text(expected).filter(actual::equals).isPresent();
            case STRING_EQUALS_IGNORE_CASE ->
                variables.text(expected).filter(actual::equalsIgnoreCase).isPresent();
            case STRING_LIKE ->
                variables
                        .pattern(expected)
                        .filter(pattern -> pattern.matches(actual))
                        .isPresent();
            case BOOL ->
                isBoolean(actual)
                        && variables
                                .text(expected)
                                .filter(actual::equalsIgnoreCase)
                                .isPresent();
            case NUMERIC_EQUALS -> compared(actual, expected, ValueComparison::number, sign -> sign == 0);
            case NUMERIC_LESS_THAN -> compared(actual, expected, ValueComparison::number, sign -> sign < 0);
            case NUMERIC_LESS_THAN_EQUALS -> compared(actual, expected, ValueComparison::number, sign -> sign <= 0);
            case NUMERIC_GREATER_THAN -> compared(actual, expected, ValueComparison::number, sign -> sign > 0);
            case NUMERIC_GREATER_THAN_EQUALS -> compared(actual, expected, ValueComparison::number, sign -> sign >= 0);
            case DATE_EQUALS -> compared(actual, expected, ValueComparison::date, sign -> sign == 0);
            case DATE_LESS_THAN -> compared(actual, expected, ValueComparison::date, sign -> sign < 0);
            case DATE_LESS_THAN_EQUALS -> compared(actual, expected, ValueComparison::date, sign -> sign <= 0);
            case DATE_GREATER_THAN -> compared(actual, expected, ValueComparison::date, sign -> sign > 0);
            case DATE_GREATER_THAN_EQUALS -> compared(actual, expected, ValueComparison::date, sign -> sign >= 0);
            case BINARY_EQUALS -> compared(actual, expected, ValueComparison::binary, sign -> sign == 0);
            case IP_ADDRESS ->
                IpRange.of(actual)
                        .flatMap(address -> IpRange.of(expected).filter(range -> range.contains(address)))
                        .isPresent();
            case ARN_EQUALS, ARN_LIKE ->
                variables
                        .pattern(expected)
                        .filter(pattern -> arnMatches(pattern, actual))
                        .isPresent();
            default -> throw new IllegalArgumentException(comparison + " is not a positive comparison of values");
        };
    }

    /** Compares the six parts of an ARN one by one, so that no wildcard reaches over a colon into the next part. */
    private static boolean arnMatches(WildcardPattern expected, String actual) {
        return partsMatch(expected.splitAtColons(ARN_PARTS), actual, ARN_PARTS);
    }

    /**
     * Whether a resource fits a pattern of {@code Resource}: part by part as in an ARN, but a pattern with fewer parts lets its
     * last one reach to the end.
     */
    static boolean resourceMatches(WildcardPattern expected, String actual) {
        List<WildcardPattern> parts = expected.splitAtColons(ARN_PARTS);
        return partsMatch(parts, actual, parts.size());
    }

    private static boolean partsMatch(List<WildcardPattern> expected, String actual, int wanted) {
        String[] parts = actual.split(":", wanted);
        if (parts.length != wanted || expected.size() != wanted) {
            return false;
        }
        for (int i = 0; i < wanted; i++) {
            if (!expected.get(i).matches(parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static <T extends Comparable<? super T>> boolean compared(
            String actual, String expected, Function<String, Optional<T>> type, IntPredicate sign) {
        Optional<T> left = type.apply(actual);
        Optional<T> right = type.apply(expected);
        return left.isPresent() && right.isPresent() && sign.test(left.get().compareTo(right.get()));
    }

    private static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A date of the ISO 8601 profile that the W3C describes, with or without a time, or seconds since 1970. */
    private static Optional<Instant> date(String text) {
        try {
            if (text.matches("-?\\d+")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            if (text.matches("\\d{4}-\\d{2}")) {
                return Optional.of(YearMonth.parse(text).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            if (text.indexOf('T') < 0) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<ByteBuffer> binary(String base64) {
        try {
            return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
