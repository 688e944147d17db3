package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries live values of ignored paths into what is sent. A revision is registered whole and a member of a service is sent
 * whole: without this, a change beside an ignored value would overwrite it.
 */
final class LeftAlone {
    private final FieldRules rules;

    LeftAlone(FieldRules rules) {
        this.rules = rules;
    }

    /**
     * The wanted value with the live one wherever an ignored leaf differs.
     *
     * @param root the path of {@code wanted}
     * @param ignored differences that are not ours
     */
    Value apply(Value wanted, KeyedPath root, List<Difference.Leaf> ignored) {
        Value result = wanted;
        for (Difference.Leaf leaf : ignored) {
            Value live = leaf instanceof Difference.Changed changed
                    ? changed.before()
                    : leaf instanceof Difference.Removed removed ? removed.before() : null;
            Value placed = placed(result, root, leaf.path(), live);
            result = placed == null ? wanted : placed;
        }
        return result;
    }

    /** The value at {@code here} with {@code live} at {@code target}; null where nothing is left. */
    private @Nullable Value placed(@Nullable Value value, KeyedPath here, KeyedPath target, @Nullable Value live) {
        if (here.equals(target)) {
            return live;
        }
        KeyedPath.Segment next = target.segments().get(here.segments().size());
        return next instanceof KeyedPath.Member member
                ? member(value, here, member.name(), target, live)
                : element(value, here, target, live);
    }

    private Value member(@Nullable Value value, KeyedPath here, String name, KeyedPath target, @Nullable Value live) {
        Map<String, Value> members = new LinkedHashMap<>(
                value instanceof Value.Mapping mapping
                        ? mapping.entries()
                        : value instanceof Value.Structure structure ? structure.members() : Map.of());
        Value inner = placed(members.get(name), here.member(name), target, live);
        if (inner == null) {
            members.remove(name);
        } else {
            members.put(name, inner);
        }
        return value instanceof Value.Mapping ? new Value.Mapping(members) : new Value.Structure(members);
    }

    private Value element(@Nullable Value value, KeyedPath list, KeyedPath target, @Nullable Value live) {
        List<Value> elements =
                new ArrayList<>(value instanceof Value.Sequence sequence ? sequence.elements() : List.of());
        KeyedPath wanted =
                new KeyedPath(target.segments().subList(0, list.segments().size() + 1));
        int index = 0;
        while (index < elements.size()
                && !rules.elementPath(list, elements.get(index), index).equals(wanted)) {
            index++;
        }
        Value inner = placed(index < elements.size() ? elements.get(index) : null, wanted, target, live);
        if (index < elements.size()) {
            elements.remove(index);
        }
        if (inner != null) {
            elements.add(Math.min(index, elements.size()), inner);
        }
        return new Value.Sequence(elements);
    }
}
