package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.rule.FieldRule.Default;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ECS does with each field of a task definition and a service: the data of {@code field-rules.tsv}. Immutable. */
public final class FieldRules {
    private final Map<String, FieldRule> rules;
    private final RuleNode root;

    FieldRules(Map<String, FieldRule> rules) {
        this.rules = Map.copyOf(rules);
        this.root = RuleNode.of(this.rules);
    }

    /** The rules that come with the plugin. */
    public static FieldRules load() {
        return FieldRuleTable.load();
    }

    /**
     * The rule of a field. Fields without a row: order has a meaning, only the same is the same, and a change has the
     * effect of the nearest enclosing field that has a row.
     *
     * @param rulePath {@code taskDefinition.containerDefinitions[].cpu}
     */
    public FieldRule rule(String rulePath) {
        FieldRule found = rules.get(rulePath);
        if (found != null) {
            return found;
        }
        return FieldRule.plain(rulePath, effectAbove(rules, rulePath));
    }

    /** Whether the order of a list has a meaning; it has where no row says anything else. */
    public ListOrder order(String rulePath) {
        FieldRule found = rules.get(rulePath);
        return found == null ? ListOrder.ORDERED : found.order();
    }

    /** The paths that have a row, sorted. */
    public List<String> paths() {
        return rules.keySet().stream().sorted().toList();
    }

    /** The rules of a section: {@code taskDefinition}. */
    RuleNode section(String name) {
        return root.member(name);
    }

    /** The rules at a rule path: {@code autoScaling.scalingPolicies[]}. */
    RuleNode at(String rulePath) {
        return root.at(rulePath);
    }

    /**
     * What ECS uses where a field is absent, given what surrounds it.
     *
     * @param path the field's keyed path, beginning with {@code taskDefinition} or {@code service}
     * @param section the whole section: the task definition's or the service's members
     */
    public Optional<Value> defaultOf(KeyedPath path, Value.Structure section) {
        String root = path.segments().get(0).toString();
        RuleNode node = section(root);
        Surroundings surroundings = new Surroundings(null, node, section);
        Value here = section;
        for (KeyedPath.Segment segment :
                path.segments().subList(1, path.segments().size() - 1)) {
            here = step(here, segment, node);
            if (here == null) {
                return Optional.empty();
            }
            node = segment instanceof KeyedPath.Member member ? node.member(member.name()) : node.element();
            if (here instanceof Value.Structure structure) {
                surroundings = surroundings.inside(node, structure);
            }
        }
        List<FieldRule.Default> defaults = rule(path.rulePath()).defaults(surroundings);
        return defaults.isEmpty() ? Optional.empty() : defaults.get(0).in(surroundings);
    }

    /**
     * What names an element of an unordered list among its siblings: for a keyed list its key members, without those that
     * are absent or at their default, joined by commas; for a set the element itself.
     *
     * @param rulePath of the list, {@code taskDefinition.containerDefinitions}
     * @param index the element's place, its name where the list is ordered or the key is missing
     */
    public String keyOf(String rulePath, Value element, int index) {
        String name = name(node(rulePath), element);
        return name == null ? Integer.toString(index) : name;
    }

    /** The path of a list's element: by key where the list is unordered and the element has one, by place otherwise. */
    public KeyedPath elementPath(KeyedPath list, Value element, int index) {
        return elementPath(list, node(list.rulePath()), element, index);
    }

    /**
     * The paths of all elements of a list. An element whose key an earlier one has already is named by its place, so that
     * each has a path of its own.
     */
    public List<KeyedPath> elementPaths(KeyedPath list, List<Value> elements) {
        List<KeyedPath> paths = new ArrayList<>(elements.size());
        for (KeyedPath.Segment name : elementNames(list.rulePath(), elements)) {
            paths.add(list.then(name));
        }
        return paths;
    }

    /** The last segments of {@link #elementPaths}. */
    public List<KeyedPath.Segment> elementNames(String rulePath, List<Value> elements) {
        RuleNode node = node(rulePath);
        Set<String> known = new HashSet<>();
        List<KeyedPath.Segment> names = new ArrayList<>(elements.size());
        for (Value element : elements) {
            String name = name(node, element);
            names.add(name != null && known.add(name) ? new KeyedPath.Key(name) : new KeyedPath.Index(names.size()));
        }
        return names;
    }

    private static KeyedPath elementPath(KeyedPath list, RuleNode node, Value element, int index) {
        String name = name(node, element);
        return name == null ? list.index(index) : list.key(name);
    }

    private RuleNode node(String rulePath) {
        RuleNode node = root;
        for (String part : rulePath.split("\\.", -1)) {
            int brackets = part.indexOf("[]");
            node = node.member(brackets < 0 ? part : part.substring(0, brackets));
            for (int at = brackets; at >= 0; at = part.indexOf("[]", at + 1)) {
                node = node.element();
            }
        }
        return node;
    }

    /** Whether two values of a field are the same to ECS, whatever surrounds them. */
    public boolean same(String rulePath, Value one, Value other) {
        return rule(rulePath).equality().same(one, other);
    }

    /** What an absent field equals whatever surrounds it; empty where that depends, or nothing is known. */
    public Optional<Value> unconditionalDefault(String rulePath) {
        FieldRule found = rules.get(rulePath);
        return found == null ? Optional.empty() : Optional.ofNullable(found.firstDefault());
    }

    static Effect effectAbove(Map<String, FieldRule> rules, String rulePath) {
        String path = rulePath;
        while (!path.isEmpty()) {
            FieldRule found = rules.get(path);
            if (found != null) {
                return found.effect();
            }
            path = path.endsWith("[]")
                    ? path.substring(0, path.length() - 2)
                    : path.substring(0, Math.max(0, path.lastIndexOf('.')));
        }
        return Effect.IN_PLACE;
    }

    /** What names an element of an unordered list; null where the list is ordered or the key is missing. */
    static @Nullable String name(RuleNode list, Value element) {
        ListOrder order = list.rule().order();
        return switch (order.kind()) {
            case ORDERED -> null;
            case SET -> ListOrder.keyText(element).orElse(null);
            case KEYED -> key(list, order, element);
        };
    }

    /**
     * What names an element of an unordered list among its siblings; empty where the list is ordered or the key is missing.
     *
     * @param rulePath of the list
     */
    public Optional<String> nameOf(String rulePath, Value element) {
        return Optional.ofNullable(name(node(rulePath), element));
    }

    private static @Nullable String key(RuleNode list, ListOrder order, Value element) {
        if (!(element instanceof Value.Structure structure)) {
            return null;
        }
        StringBuilder key = new StringBuilder();
        boolean found = false;
        for (List<String> alternatives : order.key()) {
            for (String member : alternatives) {
                String part = keyPart(list, structure, member);
                if (part != null) {
                    key.append(found ? "," : "").append(part);
                    found = true;
                    break;
                }
            }
        }
        return found ? key.toString() : null;
    }

    private static @Nullable String keyPart(RuleNode list, Value.Structure element, String member) {
        Value value = element.members().get(member);
        String text = value == null ? null : ListOrder.keyText(value).orElse(null);
        if (text == null) {
            return null;
        }
        Value standard = list.element().member(member).unconditionalDefault();
        return standard != null && text.equals(ListOrder.keyText(standard).orElse(null)) ? null : text;
    }

    private static @Nullable Value step(Value here, KeyedPath.Segment segment, RuleNode list) {
        if (here instanceof Value.Structure structure && segment instanceof KeyedPath.Member member) {
            return structure.members().get(member.name());
        }
        if (here instanceof Value.Mapping mapping && segment instanceof KeyedPath.Member member) {
            return mapping.entries().get(member.name());
        }
        if (!(here instanceof Value.Sequence sequence)) {
            return null;
        }
        List<Value> elements = sequence.elements();
        if (segment instanceof KeyedPath.Index place) {
            return place.index() < elements.size() ? elements.get(place.index()) : null;
        }
        for (int i = 0; i < elements.size(); i++) {
            String name = name(list, elements.get(i));
            if (segment instanceof KeyedPath.Key key && key.key().equals(name == null ? Integer.toString(i) : name)) {
                return elements.get(i);
            }
        }
        return null;
    }

    static Default siblingOrValue(String text) {
        return text.startsWith("@") ? new Default(null, text.substring(1)) : new Default(literal(text), null);
    }

    static Value literal(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            String inner = text.substring(1, text.length() - 1);
            List<Value> elements = new ArrayList<>();
            for (String element : inner.isEmpty() ? new String[0] : inner.split(",")) {
                elements.add(literal(element));
            }
            return new Value.Sequence(elements);
        }
        if (text.startsWith("{") && text.endsWith("}")) {
            Map<String, Value> members = new LinkedHashMap<>();
            for (String member : text.substring(1, text.length() - 1).split(",", -1)) {
                int equals = member.indexOf('=');
                members.put(member.substring(0, equals), literal(member.substring(equals + 1)));
            }
            return new Value.Structure(members);
        }
        if (text.equals("true") || text.equals("false")) {
            return new Value.Flag(text.equals("true"));
        }
        return isDigits(text) ? Value.Numeral.parse(text) : new Value.Text(text);
    }

    private static boolean isDigits(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
