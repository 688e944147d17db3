package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.rule.FieldRule.Default;
import io.github.ecsmaven.descriptor.rule.FieldRule.Variant;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ECS does with each field of a task definition and a service: the data of {@code field-rules.tsv}. Immutable. */
public final class FieldRules {
    private final Map<String, FieldRule> rules;
    /** By path of a keyed list: what makes up its key, each part with the members that may be it. */
    private final Map<String, List<List<KeyMember>>> keys;

    FieldRules(Map<String, FieldRule> rules) {
        this.rules = Map.copyOf(rules);
        Map<String, List<List<KeyMember>>> keyed = new HashMap<>();
        rules.forEach((path, rule) -> {
            if (rule.order().kind() == ListOrder.Kind.KEYED) {
                keyed.put(path, keyMembers(path, rule.order()));
            }
        });
        this.keys = Map.copyOf(keyed);
    }

    /**
     * A member of an element that names it.
     *
     * @param standard the text of its default, which names nothing; null: it has none
     */
    private record KeyMember(String name, @Nullable String standard) {}

    private List<List<KeyMember>> keyMembers(String path, ListOrder order) {
        List<List<KeyMember>> parts = new ArrayList<>();
        for (List<String> alternatives : order.key()) {
            parts.add(alternatives.stream()
                    .map(name -> new KeyMember(
                            name,
                            unconditionalDefault(path + "[]." + name)
                                    .flatMap(ListOrder::keyText)
                                    .orElse(null)))
                    .toList());
        }
        return List.copyOf(parts);
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
        Variant plain = new Variant(Condition.ALWAYS, List.of(), null, Set.of());
        return new FieldRule(rulePath, ListOrder.ORDERED, List.of(plain), effectAbove(rules, rulePath), null);
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

    /** The members of a structure that have a row. */
    List<String> membersOf(String structurePath) {
        String prefix = structurePath + ".";
        return rules.keySet().stream()
                .filter(path -> path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0)
                .map(path -> path.substring(prefix.length()))
                .filter(name -> !name.endsWith("[]"))
                .sorted()
                .toList();
    }

    /**
     * What ECS uses where a field is absent, given what surrounds it.
     *
     * @param path the field's keyed path, beginning with {@code taskDefinition} or {@code service}
     * @param section the whole section: the task definition's or the service's members
     */
    public Optional<Value> defaultOf(KeyedPath path, Value.Structure section) {
        String root = path.segments().get(0).toString();
        Surroundings surroundings = new Surroundings(this, null, root, section);
        KeyedPath done = KeyedPath.of(root);
        Value here = section;
        for (KeyedPath.Segment segment :
                path.segments().subList(1, path.segments().size() - 1)) {
            String listPath = done.rulePath();
            done = extended(done, segment);
            here = step(here, segment, listPath);
            if (here == null) {
                return Optional.empty();
            }
            if (here instanceof Value.Structure structure) {
                surroundings = surroundings.inside(done.rulePath(), structure);
            }
        }
        Surroundings around = surroundings;
        return rule(path.rulePath()).defaults(around).stream().findFirst().flatMap(first -> first.in(around));
    }

    /**
     * What names an element of an unordered list among its siblings: for a keyed list its key members, without those that
     * are absent or at their default, joined by commas; for a set the element itself.
     *
     * @param rulePath of the list, {@code taskDefinition.containerDefinitions}
     * @param index the element's place, its name where the list is ordered or the key is missing
     */
    public String keyOf(String rulePath, Value element, int index) {
        return nameOf(rulePath, element).orElseGet(() -> Integer.toString(index));
    }

    /** The path of a list's element: by key where the list is unordered and the element has one, by place otherwise. */
    public KeyedPath elementPath(KeyedPath list, Value element, int index) {
        return elementPath(list, list.rulePath(), element, index);
    }

    /**
     * The paths of all elements of a list. An element whose key an earlier one has already is named by its place, so that
     * each has a path of its own.
     */
    public List<KeyedPath> elementPaths(KeyedPath list, List<Value> elements) {
        String rulePath = list.rulePath();
        Set<KeyedPath> paths = new LinkedHashSet<>();
        for (Value element : elements) {
            KeyedPath path = elementPath(list, rulePath, element, paths.size());
            paths.add(paths.contains(path) ? list.index(paths.size()) : path);
        }
        return List.copyOf(paths);
    }

    /** Whether two values of a field are the same to ECS, whatever surrounds them. */
    public boolean same(String rulePath, Value one, Value other) {
        return rule(rulePath).equality().same(one, other);
    }

    /** What an absent field equals whatever surrounds it; empty where that depends, or nothing is known. */
    public Optional<Value> unconditionalDefault(String rulePath) {
        FieldRule found = rules.get(rulePath);
        if (found == null) {
            return Optional.empty();
        }
        return found.variants().stream()
                .flatMap(variant -> variant.defaults().stream())
                .findFirst()
                .flatMap(first -> Optional.ofNullable(first.value()));
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

    private KeyedPath elementPath(KeyedPath list, String rulePath, Value element, int index) {
        return nameOf(rulePath, element).map(list::key).orElseGet(() -> list.index(index));
    }

    /**
     * What names an element of an unordered list among its siblings; empty where the list is ordered or the key is missing.
     *
     * @param rulePath of the list
     */
    public Optional<String> nameOf(String rulePath, Value element) {
        return switch (order(rulePath).kind()) {
            case ORDERED -> Optional.empty();
            case SET -> ListOrder.keyText(element);
            case KEYED -> key(keys.getOrDefault(rulePath, List.of()), element);
        };
    }

    private static Optional<String> key(List<List<KeyMember>> key, Value element) {
        if (!(element instanceof Value.Structure structure)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (List<KeyMember> alternatives : key) {
            for (KeyMember member : alternatives) {
                String part = keyPart(structure, member);
                if (part != null) {
                    parts.add(part);
                    break;
                }
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(",", parts));
    }

    private static @Nullable String keyPart(Value.Structure element, KeyMember member) {
        Value value = element.members().get(member.name());
        String text = value == null ? null : ListOrder.keyText(value).orElse(null);
        return text == null || text.equals(member.standard()) ? null : text;
    }

    private static KeyedPath extended(KeyedPath path, KeyedPath.Segment segment) {
        if (segment instanceof KeyedPath.Member member) {
            return path.member(member.name());
        }
        return segment instanceof KeyedPath.Key key
                ? path.key(key.key())
                : path.index(((KeyedPath.Index) segment).index());
    }

    private @Nullable Value step(Value here, KeyedPath.Segment segment, String listPath) {
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
            if (segment instanceof KeyedPath.Key key
                    && keyOf(listPath, elements.get(i), i).equals(key.key())) {
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
            int equals = text.indexOf('=');
            return new Value.Structure(
                    Map.of(text.substring(1, equals), literal(text.substring(equals + 1, text.length() - 1))));
        }
        if (text.equals("true") || text.equals("false")) {
            return new Value.Flag(text.equals("true"));
        }
        return text.matches("[0-9]+") ? Value.Numeral.parse(text) : new Value.Text(text);
    }
}
