package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A field's rule with those of the fields inside of it: what walks over a value goes along it, and needs to make and look up
 * no path. Not changed once all are made.
 */
final class RuleNode {
    private final FieldRule rule;
    private final Map<String, RuleNode> members = new HashMap<>();
    private @Nullable RuleNode element;
    private final List<String> named = new ArrayList<>();
    private final boolean conditional;
    private final Set<Trait> traits;
    private final Equality equality;
    private final List<FieldRule.Default> defaults;
    private final @Nullable Value unconditionalDefault;
    private final boolean plain;

    private RuleNode(FieldRule rule) {
        this.rule = rule;
        this.conditional = rule.isConditional();
        this.traits = rule.unconditionalTraits();
        this.equality = rule.equality();
        this.defaults = conditional ? List.of() : rule.unconditionalDefaults();
        this.unconditionalDefault = rule.firstDefault();
        this.plain = !conditional && traits.isEmpty() && defaults.isEmpty() && equality.equals(Equality.EXACT);
    }

    /** The root of all: the sections are its members. */
    static RuleNode of(Map<String, FieldRule> rules) {
        RuleNode root = new RuleNode(FieldRule.plain("", Effect.IN_PLACE));
        for (String path : new TreeSet<>(rules.keySet())) {
            root.add(path, rules);
        }
        return root;
    }

    private void add(String path, Map<String, FieldRule> rules) {
        RuleNode node = this;
        int at = 0;
        while (at < path.length()) {
            boolean isElement = path.startsWith("[]", at);
            int begin = path.charAt(at) == '.' ? at + 1 : at;
            int end = isElement ? at + 2 : end(path, begin);
            String prefix = path.substring(0, end);
            node = isElement
                    ? node.ownElement(prefix, rules)
                    : node.ownMember(path.substring(begin, end), prefix, rules);
            at = end;
        }
    }

    private static int end(String path, int begin) {
        int end = begin;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    private RuleNode ownMember(String name, String path, Map<String, FieldRule> rules) {
        RuleNode found = members.get(name);
        if (found == null) {
            found = new RuleNode(ruleOf(path, rules));
            members.put(name, found);
            if (rules.containsKey(path)) {
                named.add(name);
            }
        }
        return found;
    }

    private RuleNode ownElement(String path, Map<String, FieldRule> rules) {
        RuleNode found = element;
        if (found == null) {
            found = new RuleNode(ruleOf(path, rules));
            element = found;
        }
        return found;
    }

    private static FieldRule ruleOf(String path, Map<String, FieldRule> rules) {
        FieldRule found = rules.get(path);
        return found != null ? found : FieldRule.plain(path, FieldRules.effectAbove(rules, path));
    }

    FieldRule rule() {
        return rule;
    }

    /** A member or entry; a plain one where no rule knows it. */
    RuleNode member(String name) {
        RuleNode found = members.get(name);
        return found != null ? found : new RuleNode(FieldRule.plain(rule.path() + "." + name, rule.effect()));
    }

    /** A list's elements; plain ones where no rule knows them. */
    RuleNode element() {
        RuleNode found = element;
        return found != null ? found : new RuleNode(FieldRule.plain(rule.path() + "[]", rule.effect()));
    }

    /** Whether only the same is the same, and absent is absent: a scalar is canonical as it is. */
    boolean isPlain() {
        return plain;
    }

    /** Whether no rule knows anything inside of it. */
    boolean isLeaf() {
        return members.isEmpty() && element == null;
    }

    /** The members that have a row, sorted. */
    List<String> named() {
        return named;
    }

    Set<Trait> traits(Surroundings around) {
        return conditional ? rule.traits(around) : traits;
    }

    Equality equality(Surroundings around) {
        return conditional ? rule.equality(around) : equality;
    }

    List<FieldRule.Default> defaults(Surroundings around) {
        return conditional ? rule.defaults(around) : defaults;
    }

    /** Whether it has a trait whatever surrounds it. */
    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The first default of any row where it needs no sibling; null where there is none. */
    @Nullable Value unconditionalDefault() {
        return unconditionalDefault;
    }

    /** Of a member further inside. */
    Optional<Value> unconditionalDefault(List<String> names) {
        RuleNode node = this;
        for (String name : names) {
            RuleNode next = node.members.get(name);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.ofNullable(node.unconditionalDefault);
    }
}
