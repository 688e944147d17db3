package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.Refusal;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.rule.FieldRule;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a service where the descriptor speaks, member by member; {@code deploymentConfiguration} child by child,
 * because UpdateService merges it. What the descriptor leaves out is unmanaged and keeps its live value; an explicit
 * {@code null} or {@code []} removes.
 */
final class ServiceComparator {
    private static final KeyedPath ROOT = KeyedPath.of("service");
    private static final String MERGED = "deploymentConfiguration";
    /** Named by the target or kept in tags: nothing of its own to compare. */
    private static final Set<String> APART = Set.of("serviceName", "tags");

    /** What AWS chooses by itself where nobody says anything: no news when it is left alone. */
    private static final Set<String> OF_NO_INTEREST = Set.of("role", "availabilityZoneRebalancing", "platformVersion");

    private final FieldRules rules;
    private final Canonical canonical;

    ServiceComparator(FieldRules rules) {
        this.rules = rules;
        this.canonical = new Canonical(rules);
    }

    /**
     * @param request the members of UpdateService to send: only what changes
     * @param unmanaged live values that the descriptor leaves out and that are not AWS's defaults
     */
    record Result(
            Difference.Group differences,
            Value.Structure request,
            Map<KeyedPath, Value> unmanaged,
            List<Refusal> refusals) {}

    /** Every declared leaf, as added. */
    Difference.Group created(Value.Structure wanted) {
        Value.Structure declared = Requests.createService(Requests.without(wanted, "serviceName"));
        Comparison comparison = new Comparison(rules, Effect.CREATES);
        return (Difference.Group) comparison
                .compare(ROOT, new Comparison.Side(declared, declared), Comparison.Side.absent())
                .orElse(new Difference.Group(ROOT, List.of()));
    }

    Result compare(Value.Structure wanted, Value.Structure live, DeploymentDescriptor descriptor) {
        Units units = new Units(wanted, live, new Ignored(descriptor.ignore()), descriptor);
        wanted.members().forEach((name, value) -> {
            if (name.equals(MERGED) && value instanceof Value.Structure children) {
                children.members()
                        .forEach((child, part) -> units.compare(KeyedPath.of("service", MERGED, child), part));
            } else if (!APART.contains(name)) {
                units.compare(ROOT.member(name), value);
            }
        });
        return units.result();
    }

    /** One comparison of one service: unit by unit, a unit being what UpdateService takes or keeps as a whole. */
    private final class Units {
        private final Value.Structure wanted;
        private final Value.Structure live;
        private final Ignored ignored;
        private final DeploymentDescriptor descriptor;
        private final Canonical.ServiceContext context;
        private final List<Difference> differences = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final Map<String, Value> request = new LinkedHashMap<>();
        private final Map<String, Value> merged = new LinkedHashMap<>();

        Units(Value.Structure wanted, Value.Structure live, Ignored ignored, DeploymentDescriptor descriptor) {
            this.wanted = wanted;
            this.live = live;
            this.ignored = ignored;
            this.descriptor = descriptor;
            this.context = new Canonical.ServiceContext(live);
        }

        void compare(KeyedPath path, Value declared) {
            FieldRule rule = rules.rule(path.rulePath());
            Effect effect = Effect.of(rule.effect());
            Optional<Value> liveValue = find(live, path);
            Optional<Value> plain = Requests.stripped(declared);
            Comparison comparison = new Comparison(rules, effect);
            Optional<Difference> difference = comparison.compare(
                    path,
                    new Comparison.Side(canonical(path, plain), plain.orElse(null)),
                    new Comparison.Side(canonical(path, liveValue), liveValue.orElse(null)));
            if (difference.isPresent() && kept(path, difference.get())) {
                Optional<Value> sent =
                        plain.map(value -> new LeftAlone(rules).apply(value, path, ignored.of(difference.get())));
                change(path, rule, effect, sent, difference.get());
            }
        }

        private boolean kept(KeyedPath path, Difference found) {
            return !ignored.covers(path)
                    && (!(found instanceof Difference.Group group)
                            || !ignored.without(group).isEmpty());
        }

        private void change(
                KeyedPath path, FieldRule rule, Effect effect, Optional<Value> plain, Difference difference) {
            differences.add(difference instanceof Difference.Group group ? ignored.without(group) : difference);
            if (effect == Effect.NEEDS_REPLACEMENT) {
                refuse(
                        path,
                        "ECS cannot change it on a service that exists",
                        "deploy under another serviceName, "
                                + "or delete the service first; or put the live value back into the descriptor");
                return;
            }
            boolean removal = plain.filter(value -> !isEmpty(value)).isEmpty();
            if (!removal) {
                send(path, plain.get());
            } else {
                reset(path, rule)
                        .ifPresentOrElse(
                                value -> send(path, value),
                                () -> refuse(
                                        path,
                                        "ECS has no value that removes it",
                                        "set it to the value that you want instead"));
            }
        }

        private Optional<Value> reset(KeyedPath path, FieldRule rule) {
            FieldRule.Reset removal = rule.removal().orElse(null);
            if (removal instanceof FieldRule.SendValue fixed) {
                return Optional.of(fixed.value());
            }
            return removal instanceof FieldRule.SendDefaults ? Optional.of(defaults(path)) : Optional.empty();
        }

        /** The members below a path that have a default, at their defaults. */
        private Value defaults(KeyedPath path) {
            String prefix = path.rulePath() + ".";
            Map<String, Value> members = new LinkedHashMap<>();
            for (String known : rules.paths()) {
                String name = known.startsWith(prefix) ? known.substring(prefix.length()) : "";
                if (!name.isEmpty() && !name.contains(".") && !name.contains("[")) {
                    rules.defaultOf(path.member(name), live).ifPresent(value -> members.put(name, value));
                }
            }
            return new Value.Structure(members);
        }

        private void refuse(KeyedPath path, String why, String wayOut) {
            refusals.add(new Refusal(
                    path, descriptor.sources().of(path).map(Object::toString).orElse(""), why, wayOut));
        }

        private void send(KeyedPath path, Value value) {
            KeyedPath.Member last =
                    (KeyedPath.Member) path.segments().get(path.segments().size() - 1);
            if (path.startsWith(ROOT.member(MERGED)) && path.segments().size() > 2) {
                merged.put(last.name(), value);
            } else {
                request.put(last.name(), value);
            }
        }

        private Optional<Value> find(Value.Structure root, KeyedPath path) {
            Value at = root;
            for (KeyedPath.Segment segment : path.withoutFirst(1).segments()) {
                at = at instanceof Value.Structure structure && segment instanceof KeyedPath.Member member
                        ? structure.members().get(member.name())
                        : null;
                if (at == null) {
                    return Optional.empty();
                }
            }
            return Optional.of(at);
        }

        private @Nullable Value canonical(KeyedPath path, Optional<Value> value) {
            if (value.isEmpty()) {
                return null;
            }
            Value.Structure whole = new Value.Structure(Map.of());
            List<KeyedPath.Segment> segments = path.withoutFirst(1).segments();
            Value inner = value.get();
            for (int depth = segments.size() - 1; depth >= 0; depth--) {
                // With what is beside it: the defaults of some blocks hang on the strategy.
                Map<String, Value> beside = new LinkedHashMap<>(
                        depth == 0
                                ? Map.of()
                                : find(live, new KeyedPath(path.segments().subList(0, depth + 1)))
                                        .map(ServiceComparator::members)
                                        .orElse(Map.of()));
                beside.put(((KeyedPath.Member) segments.get(depth)).name(), inner);
                whole = new Value.Structure(beside);
                inner = whole;
            }
            return find(canonical.canonicalService(whole, context), path).orElse(null);
        }

        Result result() {
            if (!merged.isEmpty()) {
                request.put(MERGED, new Value.Structure(merged));
            }
            return new Result(
                    new Difference.Group(ROOT, differences), new Value.Structure(request), unmanaged(), refusals);
        }

        private Map<KeyedPath, Value> unmanaged() {
            Map<KeyedPath, Value> found = new LinkedHashMap<>();
            Value.Structure reduced = canonical.canonicalService(live, context);
            reduced.members().forEach((name, value) -> {
                Value declared = wanted.members().get(name);
                if (name.equals(MERGED) && declared instanceof Value.Structure children) {
                    members(value).forEach((child, part) -> {
                        if (!children.members().containsKey(child)) {
                            found.put(
                                    KeyedPath.of("service", MERGED, child),
                                    find(live, KeyedPath.of("service", MERGED, child))
                                            .orElse(part));
                        }
                    });
                } else if (declared == null && !APART.contains(name) && !OF_NO_INTEREST.contains(name)) {
                    found.put(ROOT.member(name), live.members().getOrDefault(name, value));
                }
            });
            return found;
        }
    }

    private static Map<String, Value> members(Value value) {
        return value instanceof Value.Structure structure ? structure.members() : Map.of();
    }

    private static boolean isEmpty(Value value) {
        if (value instanceof Value.Sequence list) {
            return list.elements().isEmpty();
        }
        if (value instanceof Value.Structure structure) {
            return structure.members().isEmpty();
        }
        return value instanceof Value.Mapping map && map.entries().isEmpty();
    }
}
