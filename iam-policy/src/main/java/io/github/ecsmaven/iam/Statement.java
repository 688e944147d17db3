package io.github.ecsmaven.iam;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param sid its name, {@code null} when it has none
 * @param effect what it does with a request that it matches
 * @param principals whom it is about, {@code null} in a policy that is attached to its principal
 * @param actions which actions it is about
 * @param resources which resources it is about, {@code null} in a trust policy, which is attached to its resource
 * @param conditions what must hold besides, all of it; those of one operator beside each other as a document has them
 */
public record Statement(
        @Nullable String sid,
        Effect effect,
        @Nullable PrincipalSelector principals,
        Selector actions,
        @Nullable Selector resources,
        List<Condition> conditions) {

    /**
     * Puts the conditions of one operator beside each other.
     *
     * @throws IllegalArgumentException if two conditions have the same operator and key, which a document cannot write
     */
    public Statement {
        conditions =
                byOperator(conditions).values().stream().flatMap(List::stream).toList();
        Set<Map.Entry<ConditionOperator, String>> seen = new HashSet<>();
        for (Condition condition : conditions) {
            if (!seen.add(Map.entry(condition.operator(), condition.key()))) {
                throw new IllegalArgumentException("a statement can have one condition with "
                        + condition.operator().text() + " and the key " + condition.key() + ", not several");
            }
        }
    }

    /**
     * Allows actions on resources.
     *
     * @throws IllegalArgumentException if actions or resources are empty
     */
    public static Statement allow(List<String> actions, List<String> resources, List<Condition> conditions) {
        return on(Effect.ALLOW, actions, resources, conditions);
    }

    /**
     * Denies actions on resources, whatever another statement allows.
     *
     * @throws IllegalArgumentException if actions or resources are empty
     */
    public static Statement deny(List<String> actions, List<String> resources, List<Condition> conditions) {
        return on(Effect.DENY, actions, resources, conditions);
    }

    /**
     * Lets principals do something with the role whose trust policy this becomes part of.
     *
     * @throws IllegalArgumentException if actions are empty
     */
    public static Statement trust(PrincipalSelector principals, List<String> actions, List<Condition> conditions) {
        return new Statement(
                null, Effect.ALLOW, principals, Selector.matching(notEmpty("action", actions)), null, conditions);
    }

    private static Statement on(
            Effect effect, List<String> actions, List<String> resources, List<Condition> conditions) {
        return new Statement(
                null,
                effect,
                null,
                Selector.matching(notEmpty("action", actions)),
                Selector.matching(notEmpty("resource", resources)),
                conditions);
    }

    private static List<String> notEmpty(String what, List<String> patterns) {
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("a statement without any " + what + " matches nothing");
        }
        return patterns;
    }

    /** The same statement with a name. */
    public Statement withSid(String name) {
        return new Statement(name, effect, principals, actions, resources, conditions);
    }

    Map<ConditionOperator, List<Condition>> conditionsByOperator() {
        return byOperator(conditions);
    }

    private static Map<ConditionOperator, List<Condition>> byOperator(List<Condition> conditions) {
        Map<ConditionOperator, List<Condition>> byOperator = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            byOperator
                    .computeIfAbsent(condition.operator(), operator -> new ArrayList<>())
                    .add(condition);
        }
        return byOperator;
    }
}
