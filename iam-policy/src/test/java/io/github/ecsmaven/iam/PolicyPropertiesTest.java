package io.github.ecsmaven.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any policy and any request; both are made up from a seed. */
class PolicyPropertiesTest {

    private static final int ROUNDS = 400;
    private static final List<String> WORDS =
            List.of("a", "b*", "ab", "?b", "*", "a:b", "${k1}", "${k9, 'b'}", "\"", "ü\\", "10.0.0.1", "7", "true");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenIsReadAsTheSamePolicy(long seed) {
        Made made = new Made(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Policy policy = made.policy();

            assertThat(Policy.parse(policy.toJson())).isEqualTo(policy);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void theOrderOfTheStatementsDecidesNothing(long seed) {
        Made made = new Made(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Policy policy = made.policy();
            RequestContext request = made.request();
            List<Statement> shuffled = new ArrayList<>(policy.statements());
            Collections.shuffle(shuffled, made.random);

            assertThat(PolicyEvaluator.evaluate(Policy.of(shuffled), request).getClass())
                    .isEqualTo(PolicyEvaluator.evaluate(policy, request).getClass());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void aDenyOfEverythingAlwaysWinsAndAnAllowOfNothingNeverCounts(long seed) {
        Made made = new Made(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Policy policy = made.policy();
            RequestContext request = made.request();
            List<Statement> denied = new ArrayList<>(policy.statements());
            denied.add(Statement.deny(List.of("*"), List.of("*"), List.of()));
            List<Statement> padded = new ArrayList<>(policy.statements());
            padded.add(Statement.allow(List.of("none:none"), List.of("*"), List.of()));

            assertThat(PolicyEvaluator.evaluate(Policy.of(denied), request))
                    .isInstanceOf(Decision.ExplicitlyDenied.class);
            assertThat(PolicyEvaluator.evaluate(Policy.of(padded), request).allowed())
                    .isEqualTo(PolicyEvaluator.evaluate(policy, request).allowed());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11, 12})
    void aDecisionAgreesWithItsReasons(long seed) {
        Made made = new Made(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Policy policy = made.policy();
            Decision decision = PolicyEvaluator.evaluate(policy, made.request());
            boolean denied = anyMatched(decision, Effect.DENY);

            assertThat(decision.allowed()).isEqualTo(!denied && anyMatched(decision, Effect.ALLOW));
            assertThat(decision.reasons().statements()).hasSameSizeAs(policy.statements());
            assertThat(decision.explanation()).isNotBlank();
        }
    }

    private static boolean anyMatched(Decision decision, Effect effect) {
        return decision.reasons().statements().stream()
                .anyMatch(each -> each.matched() && each.statement().effect() == effect);
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 14, 15})
    void aNegatedOperatorIsTheOppositeForOneValue(long seed) {
        Made made = new Made(seed);
        for (Comparison comparison : Comparison.values()) {
            for (int round = 0; comparison.isNegated() && round < ROUNDS; round++) {
                String[] expected = made.some(made::word).toArray(String[]::new);
                RequestContext request = Requests.withKeys(Map.of("k", List.of(made.word())));

                assertThat(holds(comparison, expected, request))
                        .isNotEqualTo(holds(comparison.positive(), expected, request));
            }
        }
    }

    private static boolean holds(Comparison comparison, String[] expected, RequestContext request) {
        Condition condition = Condition.of(comparison.text(), "k", expected);
        Statement statement = Statement.allow(List.of("*"), List.of("*"), List.of(condition));
        return PolicyEvaluator.evaluate(Policy.of(List.of(statement)), request).allowed();
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 17, 18})
    void wildcardsMatchWhatTheRegularExpressionMatches(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5 * ROUNDS; round++) {
            String pattern = text(random, "ab*?");
            String text = text(random, "ab");
            String expression = pattern.replace("*", ".*").replace("?", ".");

            assertThat(WildcardPattern.of(pattern).matches(text))
                    .as("%s for %s", pattern, text)
                    .isEqualTo(Pattern.matches(expression, text));
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Makes policies and requests up. */
    private static final class Made {
        private final Random random;

        private Made(long seed) {
            this.random = new Random(seed);
        }

        private Policy policy() {
            return Policy.of(some(this::statement));
        }

        private Statement statement() {
            Map<String, Condition> conditions = new LinkedHashMap<>();
            for (int count = random.nextInt(3); count > 0; count--) {
                Condition condition = condition();
                conditions.put(condition.operator().text() + condition.key(), condition);
            }
            PrincipalSelector principals = random.nextBoolean() ? null : principals();
            Selector resources = random.nextBoolean() ? null : selector();
            return new Statement(
                    null,
                    random.nextInt(4) == 0 ? Effect.DENY : Effect.ALLOW,
                    principals,
                    new Selector(sense(), some(() -> one(List.of("*", "s:*", "s:Read", "s:Write", "t:Re?d")))),
                    resources,
                    List.copyOf(conditions.values()));
        }

        private Condition condition() {
            Comparison comparison = one(List.of(Comparison.values()));
            ConditionOperator operator = new ConditionOperator(
                    one(List.of(ConditionOperator.Quantifier.values())),
                    comparison,
                    comparison != Comparison.NULL && random.nextBoolean());
            return new Condition(operator, "k" + random.nextInt(3), some(this::word));
        }

        private PrincipalSelector principals() {
            if (random.nextInt(3) == 0) {
                return new PrincipalSelector(sense(), List.of(PrincipalPattern.anyone()));
            }
            return new PrincipalSelector(
                    sense(),
                    some(() -> new PrincipalPattern(
                            one(List.of(PrincipalPattern.Type.values()).subList(1, 5)),
                            one(List.of("*", "111122223333", Requests.PROVIDER)))));
        }

        private Selector selector() {
            return new Selector(sense(), some(() -> one(List.of("*", "arn:aws:s:*", "arn:aws:s:::x", "${k1}"))));
        }

        private Sense sense() {
            return random.nextInt(4) == 0 ? Sense.NOT_MATCHING : Sense.MATCHING;
        }

        private RequestContext request() {
            Map<String, List<String>> keys = new LinkedHashMap<>();
            for (int key = 0; key < 3; key++) {
                if (random.nextBoolean()) {
                    keys.put("k" + key, some(this::word));
                }
            }
            return new RequestContext(
                    one(List.of("s:Read", "s:Write", "t:Read")),
                    one(List.of("*", "arn:aws:s:::x", "arn:aws:s:::y")),
                    one(List.of(new Principal.Federated(Requests.PROVIDER), new Principal.Anonymous())),
                    keys);
        }

        private String word() {
            return one(WORDS);
        }

        private <T> T one(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private <T> List<T> some(Supplier<T> maker) {
            List<T> made = new ArrayList<>();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                made.add(maker.get());
            }
            return made;
        }
    }
}
