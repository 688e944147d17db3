package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.Difference.Added;
import io.github.ecsmaven.deployer.plan.Difference.Changed;
import io.github.ecsmaven.deployer.plan.Difference.Group;
import io.github.ecsmaven.deployer.plan.Difference.Removed;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.Trait;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two canonical values, leaf by leaf. The values as written and as returned are at hand only to show what a
 * default was: a member that canonical form drops still has a value that people want to see.
 */
final class Comparison {
    private final FieldRules rules;
    private final Set<String> known;
    private final Effect effect;
    private final List<KeyedPath> addedByServer = new ArrayList<>();

    Comparison(FieldRules rules, Effect effect) {
        this.rules = rules;
        this.known = Set.copyOf(rules.paths());
        this.effect = effect;
    }

    /**
     * Two forms of one value.
     *
     * @param canonical what is compared
     * @param shown as written or returned
     */
    record Side(@Nullable Value canonical, @Nullable Value shown) {
        static Side absent() {
            return ABSENT;
        }
    }

    /** Live-only scalars that no rule knows, met so far: the server added them, and they are no change. */
    List<KeyedPath> addedByServer() {
        return List.copyOf(addedByServer);
    }

    /** What has to change for {@code live} to become {@code wanted}. */
    Optional<Difference> compare(KeyedPath path, Side wanted, Side live) {
        return compare(path, wanted, live, LiveOnly.MAY_BE_THE_SERVERS);
    }

    private static final Side ABSENT = new Side(null, null);

    /** What a scalar is that only the live side has. */
    private enum LiveOnly {
        /** The user's once: an entry of a map, or part of an element that is no longer wanted. */
        IS_A_REMOVAL,
        /** Perhaps a default that AWS has begun to fill in. */
        MAY_BE_THE_SERVERS
    }

    private Optional<Difference> compare(KeyedPath path, Side wanted, Side live, LiveOnly liveOnly) {
        if (isSame(wanted, live)) {
            return Optional.empty();
        }
        Value either = wanted.canonical() != null ? wanted.canonical() : live.canonical();
        String rulePath = either instanceof Value.Sequence ? path.rulePath() : "";
        boolean sameKind = wanted.canonical() == null
                || live.canonical() == null
                || wanted.canonical().getClass() == live.canonical().getClass();
        if (sameKind && either instanceof Value.Structure) {
            return group(path, members(wanted), members(live), liveOnly);
        }
        if (sameKind && either instanceof Value.Mapping) {
            return group(path, members(wanted), members(live), LiveOnly.IS_A_REMOVAL);
        }
        if (sameKind && either instanceof Value.Sequence list && comparedByElement(rulePath, list)) {
            return group(path, elements(rulePath, wanted), elements(rulePath, live), LiveOnly.MAY_BE_THE_SERVERS);
        }
        return leaf(path, wanted, live, liveOnly);
    }

    private Optional<Difference> group(
            KeyedPath path, Map<KeyedPath.Segment, Side> wanted, Map<KeyedPath.Segment, Side> live, LiveOnly liveOnly) {
        List<Difference> children = new ArrayList<>();
        wanted.forEach((segment, side) -> {
            Side other = live.getOrDefault(segment, ABSENT);
            if (!isSame(side, other)) {
                compare(path.then(segment), side, other, liveOnly).ifPresent(children::add);
            }
        });
        live.forEach((segment, side) -> {
            if (!wanted.containsKey(segment)) {
                boolean isElement = !(segment instanceof KeyedPath.Member);
                compare(path.then(segment), ABSENT, side, isElement ? LiveOnly.IS_A_REMOVAL : liveOnly)
                        .ifPresent(children::add);
            }
        });
        return children.isEmpty() ? Optional.empty() : Optional.of(new Group(path, children));
    }

    /** What is the same in canonical form has no difference inside either: nothing there needs a path. */
    private static boolean isSame(Side wanted, Side live) {
        return Objects.equals(wanted.canonical(), live.canonical());
    }

    private Optional<Difference> leaf(KeyedPath path, Side wanted, Side live, LiveOnly liveOnly) {
        Value after = wanted.canonical();
        Value before = live.canonical();
        if ((after == null || before == null) && saysTheSame(path, wanted.shown(), live.shown())) {
            return Optional.empty();
        }
        if (after == null && before != null) {
            return gone(path, wanted, shown(live, before), liveOnly);
        }
        if (after != null && before == null) {
            return Optional.of(
                    live.shown() == null
                            ? new Added(path, shown(wanted, after), effect)
                            : new Changed(path, live.shown(), shown(wanted, after), effect));
        }
        if (after == null || before == null || rules.same(path.rulePath(), after, before)) {
            return Optional.empty();
        }
        return Optional.of(new Changed(path, shown(live, before), shown(wanted, after), effect));
    }

    /** The same words on both sides are no difference, though what surrounds them may make a default of one. */
    private boolean saysTheSame(KeyedPath path, @Nullable Value wanted, @Nullable Value live) {
        return wanted instanceof Value.Scalar
                && live instanceof Value.Scalar
                && rules.same(path.rulePath(), wanted, live);
    }

    private Optional<Difference> gone(KeyedPath path, Side wanted, Value before, LiveOnly liveOnly) {
        if (wanted.shown() != null) {
            return Optional.of(new Changed(path, before, wanted.shown(), effect));
        }
        if (rules.rule(path.rulePath()).has(Trait.ADOPTED)) {
            return Optional.empty();
        }
        if (liveOnly == LiveOnly.MAY_BE_THE_SERVERS
                && before instanceof Value.Scalar
                && !known.contains(path.rulePath())) {
            addedByServer.add(path);
            return Optional.empty();
        }
        return Optional.of(new Removed(path, before, effect));
    }

    private static Value shown(Side side, @Nullable Value otherwise) {
        if (side.shown() != null) {
            return side.shown();
        }
        if (otherwise == null) {
            throw new IllegalStateException("a side that is compared has a value");
        }
        return otherwise;
    }

    private static Map<KeyedPath.Segment, Side> members(Side side) {
        Map<KeyedPath.Segment, Side> found = new LinkedHashMap<>();
        Map<String, Value> shown = parts(side.shown());
        parts(side.canonical())
                .forEach((name, value) -> found.put(new KeyedPath.Member(name), new Side(value, shown.get(name))));
        shown.forEach((name, value) -> {
            if (present(value)) {
                found.putIfAbsent(new KeyedPath.Member(name), new Side(null, value));
            }
        });
        return found;
    }

    /** An empty list that the other side leaves out is nothing to show. */
    private static boolean present(Value value) {
        return value instanceof Value.Scalar;
    }

    private static Map<String, Value> parts(@Nullable Value value) {
        if (value instanceof Value.Structure structure) {
            return structure.members();
        }
        return value instanceof Value.Mapping mapping ? mapping.entries() : Map.of();
    }

    private Map<KeyedPath.Segment, Side> elements(String rulePath, Side side) {
        Map<KeyedPath.Segment, Value> shown = byKey(rulePath, side.shown());
        Map<KeyedPath.Segment, Side> found = new LinkedHashMap<>();
        byKey(rulePath, side.canonical()).forEach((at, value) -> found.put(at, new Side(value, shown.get(at))));
        return found;
    }

    /** The second of two with one key is named by its place: none is lost. */
    private Map<KeyedPath.Segment, Value> byKey(String rulePath, @Nullable Value list) {
        Map<KeyedPath.Segment, Value> found = new LinkedHashMap<>();
        if (list instanceof Value.Sequence sequence) {
            List<KeyedPath.Segment> names = rules.elementNames(rulePath, sequence.elements());
            for (int index = 0; index < names.size(); index++) {
                found.put(names.get(index), sequence.elements().get(index));
            }
        }
        return found;
    }

    /** An ordered list of scalars is one value: a command is not changed word by word. */
    private boolean comparedByElement(String rulePath, Value.Sequence list) {
        return rules.rule(rulePath).order().isUnordered()
                || list.elements().stream().noneMatch(Value.Scalar.class::isInstance);
    }
}
