package io.github.ecsmaven.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a condition holds. In the tables {@code |} stands between values and {@code -} for no values at all. */
class ConditionTest {

    private static boolean holds(String operator, String expected, String actual) {
        Condition condition =
                Condition.of(operator, "test:Key", values(expected).toArray(String[]::new));
        Policy policy = Policy.of(List.of(Statement.allow(List.of("*"), List.of("*"), List.of(condition))));
        return PolicyEvaluator.evaluate(policy, Requests.withKeys(Map.of("TEST:key", values(actual))))
                .allowed();
    }

    private static List<String> values(String text) {
        return text.equals("-") ? List.of() : List.of(text.split("\\|", -1));
    }

    @ParameterizedTest(name = "{0} {1}, request {2}: {3}")
    @CsvSource({
        "StringEquals, main, main, true",
        "StringEquals, main, Main, false",
        "StringEquals, main|dev, dev, true",
        "StringEquals, ma*, main, false",
        "StringEquals, ma*, ma*, true",
        "StringEquals, m?in, main, false",
        "StringEquals, main, -, false",
        "StringEquals, '', '', true",
        "StringNotEquals, main, dev, true",
        "StringNotEquals, main, main, false",
        "StringNotEquals, main|dev, dev, false",
        "StringNotEquals, main|dev, other, true",
        "StringNotEquals, main, -, true",
        "StringEqualsIgnoreCase, MAIN, main, true",
        "StringEqualsIgnoreCase, ma*, main, false",
        "StringNotEqualsIgnoreCase, MAIN, main, false",
        "StringNotEqualsIgnoreCase, MAIN, dev, true",
        "StringLike, repo:a/*, repo:a/b:ref:refs/heads/main, true",
        "StringLike, repo:a/*, repo:A/b, false",
        "StringLike, *, '', true",
        "StringLike, a?c, abc, true",
        "StringLike, a?c, ac, false",
        "StringLike, a?c, abbc, false",
        "StringLike, a*b*c, axxbyyc, true",
        "StringLike, a*b*c, axxbyy, false",
        "StringLike, *:ref, a:ref:b:ref, true",
        "StringLike, a**b, ab, true",
        "StringLike, a.c, abc, false",
        "StringLike, main, -, false",
        "StringNotLike, a*, abc, false",
        "StringNotLike, a*, xyz, true",
        "StringNotLike, a*, -, true"
    })
    void textIsComparedWithCaseAndWildcardsOnlyWhereTheOperatorSaysSo(
            String operator, String expected, String actual, boolean holds) {
        assertThat(holds(operator, expected, actual)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} {1}, request {2}: {3}")
    @CsvSource({
        "NumericEquals, 10, 10, true",
        "NumericEquals, 10, 10.0, true",
        "NumericEquals, 10, 11, false",
        "NumericEquals, 10, ten, false",
        "NumericEquals, ten, ten, false",
        "NumericNotEquals, 10, 11, true",
        "NumericNotEquals, 10, 10, false",
        "NumericNotEquals, 10, -, true",
        "NumericLessThan, 10, 9.99, true",
        "NumericLessThan, 10, 10, false",
        "NumericLessThanEquals, 10, 10, true",
        "NumericLessThanEquals, 10, 10.01, false",
        "NumericGreaterThan, -5, 0, true",
        "NumericGreaterThan, 10, 10, false",
        "NumericGreaterThanEquals, 10, 10, true",
        "NumericGreaterThanEquals, 10, 9, false",
        "NumericLessThan, 10, -, false"
    })
    void numbersAreComparedByValue(String operator, String expected, String actual, boolean holds) {
        assertThat(holds(operator, expected, actual)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} {1}, request {2}: {3}")
    @CsvSource({
        "DateEquals, 2026-01-01T00:00:00Z, 2026-01-01T01:00:00+01:00, true",
        "DateEquals, 2026-01-01, 2026-01-01T00:00:00Z, true",
        "DateEquals, 2026-01, 2026-01-01T00:00:00Z, true",
        "DateEquals, 2026-13, 2026-01-01T00:00:00Z, false",
        "DateEquals, 1767225600, 2026-01-01T00:00:00Z, true",
        "DateEquals, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00.000Z, true",
        "DateEquals, yesterday, yesterday, false",
        "DateNotEquals, 2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z, true",
        "DateNotEquals, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, false",
        "DateLessThan, 2026-06-30T23:59:59Z, 2026-06-30T23:59:58Z, true",
        "DateLessThan, 2026-06-30T23:59:59Z, 2026-06-30T23:59:59Z, false",
        "DateLessThanEquals, 2026-06-30T23:59:59Z, 2026-06-30T23:59:59Z, true",
        "DateGreaterThan, 2026-01-01, 2026-01-02, true",
        "DateGreaterThan, 2026-01-01, 2025-12-31T23:59:59Z, false",
        "DateGreaterThanEquals, 2026-01-01, 2026-01-01, true",
        "DateGreaterThan, 2026-01-01, -, false"
    })
    void datesAreComparedAsPointsInTime(String operator, String expected, String actual, boolean holds) {
        assertThat(holds(operator, expected, actual)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} {1}, request {2}: {3}")
    @CsvSource({
        "Bool, true, true, true",
        "Bool, true, True, true",
        "Bool, true, false, false",
        "Bool, false, false, true",
        "Bool, true, -, false",
        "Bool, yes, yes, false",
        "BinaryEquals, QmFzZTY0, QmFzZTY0, true",
        "BinaryEquals, QQ==, QQ, true",
        "BinaryEquals, QQ==, Qg==, false",
        "BinaryEquals, '???', '???', false",
        "Null, true, -, true",
        "Null, true, x, false",
        "Null, false, x, true",
        "Null, false, -, false",
        "Null, true|false, -, true",
        "Null, perhaps, -, false"
    })
    void booleansBinariesAndAbsenceAreTested(String operator, String expected, String actual, boolean holds) {
        assertThat(holds(operator, expected, actual)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} {1}, request {2}: {3}")
    @CsvSource({
        "IpAddress, 203.0.113.0/24, 203.0.113.255, true",
        "IpAddress, 203.0.113.0/24, 203.0.114.0, false",
        "IpAddress, 203.0.113.7, 203.0.113.7, true",
        "IpAddress, 203.0.113.7, 203.0.113.8, false",
        "IpAddress, 0.0.0.0/0, 198.51.100.1, true",
        "IpAddress, 10.0.0.0/9, 10.127.0.1, true",
        "IpAddress, 10.0.0.0/9, 10.128.0.1, false",
        "IpAddress, 10.0.0.0/33, 10.0.0.1, false",
        "IpAddress, 10.0.0.256, 10.0.0.256, false",
        "IpAddress, 10.0.0, 10.0.0, false",
        "IpAddress, localhost, localhost, false",
        "IpAddress, 2001:db8::/32, 2001:db8:1234::1, true",
        "IpAddress, 2001:db8::/32, 2001:db9::1, false",
        "IpAddress, 2001:DB8:0:0:0:0:0:1, 2001:db8::1, true",
        "IpAddress, ::/0, 10.0.0.1, false",
        "IpAddress, ::1, ::1, true",
        "IpAddress, 1:2:3:4:5:6:7:8:9, 1:2:3:4:5:6:7:8:9, false",
        "IpAddress, 1:2:3, 1:2:3, false",
        "IpAddress, 2001:db8::xyz, 2001:db8::xyz, false",
        "NotIpAddress, 203.0.113.0/24, 203.0.113.1, false",
        "NotIpAddress, 203.0.113.0/24, 192.0.2.1, true",
        "NotIpAddress, 203.0.113.0/24, -, true"
    })
    void addressesAreComparedWithRanges(String operator, String expected, String actual, boolean holds) {
        assertThat(holds(operator, expected, actual)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} {1}, request {2}: {3}")
    @CsvSource({
        "ArnEquals, arn:aws:sns:us-east-1:111122223333:topic, arn:aws:sns:us-east-1:111122223333:topic, true",
        "ArnEquals, arn:aws:sns:*:111122223333:t*, arn:aws:sns:eu-west-1:111122223333:topic, true",
        "ArnLike, arn:aws:sns:*:*:t?pic, arn:aws:sns:eu-west-1:111122223333:topic, true",
        "ArnLike, arn:aws:sns:*:topic, arn:aws:sns:eu-west-1:111122223333:topic, false",
        "ArnLike, arn:aws:*:eu-west-1:*:topic, arn:aws:sns:x:eu-west-1:111122223333:topic, false",
        "ArnLike, *, arn:aws:sns:eu-west-1:111122223333:topic, false",
        "ArnLike, arn:aws:ecs:*:*:task-definition/web:*, arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7, true",
        "ArnLike, arn:aws:sns:*:*:topic, arn:aws:SNS:eu-west-1:111122223333:topic, false",
        "ArnLike, arn:aws:sns:*:*:*, not-an-arn, false",
        "ArnNotEquals, arn:aws:sns:*:*:topic, arn:aws:sns:eu-west-1:111122223333:topic, false",
        "ArnNotEquals, arn:aws:sns:*:*:topic, arn:aws:sns:eu-west-1:111122223333:other, true",
        "ArnNotLike, arn:aws:sns:*:*:topic, -, true"
    })
    void arnsAreComparedPartByPart(String operator, String expected, String actual, boolean holds) {
        assertThat(holds(operator, expected, actual)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} {1}, request {2}: {3}")
    @CsvSource({
        "StringEqualsIfExists, a, -, true",
        "StringEqualsIfExists, a, a, true",
        "StringEqualsIfExists, a, b, false",
        "StringNotEqualsIfExists, a, a, false",
        "NumericLessThanIfExists, 5, -, true",
        "BoolIfExists, true, false, false",
        "ArnLikeIfExists, arn:aws:sns:*:*:t, -, true",
        "ForAnyValue:StringEqualsIfExists, a, -, true",
        "ForAllValues:StringEquals, a|b|c, a|b, true",
        "ForAllValues:StringEquals, a|b, a|c, false",
        "ForAllValues:StringEquals, a, -, true",
        "ForAllValues:StringEquals, a, '', true",
        "ForAllValues:StringLike, a*|b*, a1|b2, true",
        "ForAllValues:StringNotEquals, a|b, c|d, true",
        "ForAllValues:StringNotEquals, a|b, c|a, false",
        "ForAnyValue:StringEquals, a|b, b|c, true",
        "ForAnyValue:StringEquals, a|b, c|d, false",
        "ForAnyValue:StringEquals, a, -, false",
        "ForAnyValue:StringEquals, a, '', false",
        "ForAnyValue:StringNotEquals, a|b, a|c, true",
        "ForAnyValue:StringNotEquals, a|b, a|b, false",
        "ForAnyValue:StringNotEquals, a, -, false",
        "ForAnyValue:NumericEquals, 1|2, 2|3, true",
        "ForAnyValue:ArnLike, arn:aws:sns:*:*:t, arn:aws:sns:r:1:x|arn:aws:sns:r:1:t, true",
        "StringEquals, a|b, a|b, false",
        "StringNotEquals, a, b|c, false",
        "stringequals, a, a, true",
        "foranyvalue:stringlikeifexists, a*, ab, true"
    })
    void setOperatorsAndIfExistsDecideAboutSeveralValuesAndNone(
            String operator, String expected, String actual, boolean holds) {
        assertThat(holds(operator, expected, actual)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "a", "b|c"})
    void aPositiveOperatorWithoutValuesNeverHoldsForAPresentKey(String actual) {
        assertThat(holds("StringEquals", "-", actual)).isFalse();
        assertThat(holds("ForAnyValue:StringEquals", "-", actual)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"StringEqual", "NullIfExists", "IfExists", "ForAllValues:", "ForSomeValues:StringEquals", ""})
    void anOperatorThatIamHasNotIsRefused(String name) {
        assertThat(ConditionOperator.of(name)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.of(name, "k", "v"))
                .withMessageContaining(name);
    }

    @Test
    void nullWithIfExistsCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConditionOperator(ConditionOperator.Quantifier.SINGLE, Comparison.NULL, true));
    }

    @Test
    void everyOperatorHasANameThatGivesItBack() {
        for (Comparison comparison : Comparison.values()) {
            for (ConditionOperator.Quantifier quantifier : ConditionOperator.Quantifier.values()) {
                for (boolean ifExists : new boolean[] {false, true}) {
                    if (!ifExists || comparison != Comparison.NULL) {
                        ConditionOperator operator = new ConditionOperator(quantifier, comparison, ifExists);
                        assertThat(ConditionOperator.of(operator.text())).contains(operator);
                    }
                }
            }
        }
    }
}
