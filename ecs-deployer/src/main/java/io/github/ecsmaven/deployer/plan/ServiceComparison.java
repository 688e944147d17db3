package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.Refusal;
import io.github.ecsmaven.deployer.plan.ServiceComparator.Result;
import io.github.ecsmaven.deployer.plan.ServiceComparator.Sides;
import io.github.ecsmaven.deployer.plan.ServiceComparator.Stuck;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.WholeValues;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One comparison of one service: unit by unit, a unit being what UpdateService takes or keeps as a whole. */
final class ServiceComparison {
    private static final KeyedPath ROOT = KeyedPath.of("service");
    private static final KeyedPath MERGED = ROOT.member(ManagedFields.MERGED);
    private static final KeyedPath LAUNCH_TYPE = ROOT.member("launchType");
    private static final KeyedPath STRATEGY = ROOT.member("capacityProviderStrategy");
    /** Named by the target or kept in tags: nothing of its own to compare. */
    private static final Set<String> APART = Set.of("serviceName", "tags");

    /** What AWS chooses by itself where nobody says anything: no news when it is left alone. */
    private static final Set<String> OF_NO_INTEREST = Set.of("availabilityZoneRebalancing");

    private final FieldRules rules;
    private final Sides sides;
    private final DeploymentDescriptor descriptor;
    private final Ignored ignored;
    private final Resets resets;
    private final WholeValues wholes;
    private final LeftAlone leftAlone;
    private final ServiceParts parts;
    /** The service as it is to be. */
    private final Value.Structure target;

    private final List<Difference> differences = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Stuck> stuck = new ArrayList<>();
    private final Set<KeyedPath> dealtWith = new LinkedHashSet<>();
    private final Map<String, Value> request = new LinkedHashMap<>();
    private final Map<String, Value> merged = new LinkedHashMap<>();

    ServiceComparison(FieldRules rules, Sides sides, DeploymentDescriptor descriptor) {
        this.rules = rules;
        this.sides = sides;
        this.descriptor = descriptor;
        this.ignored = new Ignored(descriptor.ignore());
        this.resets = new Resets(rules);
        this.wholes = new WholeValues(rules);
        this.leftAlone = new LeftAlone(rules);
        this.parts = new ServiceParts(new Canonical(rules));
        this.target = ServiceParts.target(
                sides, abandoned().filter(resets::isPossible).toList());
    }

    /** Why a member goes back to AWS's default. */
    private enum Wish {
        /** The descriptor says {@code null} or {@code []}. */
        WRITTEN,
        /** The descriptor had it once. */
        LEFT_OUT
    }

    Result result() {
        sides.wanted().members().forEach((name, value) -> {
            if (!APART.contains(name)) {
                member(ROOT.member(name), value);
            }
        });
        abandoned().forEach(path -> reset(path, Wish.LEFT_OUT));
        if (!merged.isEmpty()) {
            request.put(ManagedFields.MERGED, new Value.Structure(merged));
        }
        return new Result(
                new Difference.Group(ROOT, differences), new Value.Structure(request), unmanaged(), refusals, stuck);
    }

    /** What was declared and no longer is, without what others own by now. */
    private Stream<KeyedPath> abandoned() {
        return sides.declaredBefore().stream()
                .filter(ManagedFields::canBeRecorded)
                .map(ManagedFields::path)
                .filter(path -> !ignored.covers(path))
                .filter(path -> ServiceParts.find(sides.wanted(), path).isEmpty())
                .filter(path -> !(path.startsWith(MERGED)
                        && sides.wanted().members().get(ManagedFields.MERGED) instanceof Value.Cleared));
    }

    private void member(KeyedPath path, Value value) {
        if (!path.equals(MERGED)) {
            unit(path, value);
        } else if (value instanceof Value.Structure children) {
            children.members().forEach((child, part) -> unit(path.member(child), part));
        } else if (ServiceParts.find(sides.live(), path).orElse(null) instanceof Value.Structure children) {
            children.members().keySet().forEach(child -> reset(path.member(child), Wish.WRITTEN));
        }
    }

    private void unit(KeyedPath path, Value declared) {
        Optional<Value> value = Requests.stripped(declared).filter(left -> !ManagedFields.isEmpty(left));
        value.ifPresentOrElse(given -> set(path, given), () -> reset(path, Wish.WRITTEN));
    }

    private void set(KeyedPath path, Value value) {
        Effect effect = effect(path);
        // Both in the surroundings of what is to be: another controller or strategy is one change, not one of each
        // default.
        Value live = ServiceParts.find(sides.live(), path).orElse(null);
        Optional<Difference> found = new Comparison(rules, effect)
                .compare(
                        path,
                        new Comparison.Side(parts.canonical(path, value, target), value),
                        new Comparison.Side(parts.canonical(path, live, target), live))
                .filter(difference -> isOurs(path, difference));
        if (found.isEmpty()) {
            return;
        }
        show(found.get());
        if (effect == Effect.NEEDS_REPLACEMENT) {
            refuseReplacement(path);
        } else if (!path.equals(LAUNCH_TYPE)) {
            Value sent = leftAlone.apply(value, path, ignored.of(found.get()));
            send(path, wholes.complete(path, sent, target));
        }
    }

    private void reset(KeyedPath path, Wish wish) {
        Value live = ServiceParts.find(sides.live(), path).orElse(null);
        Value canonical = parts.canonical(path, live, sides.live());
        if (live == null || canonical == null || (path.equals(LAUNCH_TYPE) && leavesItsLaunchType())) {
            return;
        }
        Resets.Reset reset = resets.of(path, target);
        if (reset instanceof Resets.NoWay) {
            noWay(path, live, wish);
            return;
        }
        boolean applied = resets.of(path, sides.live()) instanceof Resets.Send;
        Value value = reset instanceof Resets.Send send ? send.value() : null;
        if (value == null && !applied) {
            return;
        }
        if (value != null && canonical.equals(parts.canonical(path, value, target))) {
            return;
        }
        difference(path, live, value, effect(path)).ifPresent(difference -> {
            show(difference);
            dealtWith.add(path);
            if (value != null) {
                send(path, leftAlone.apply(value, path, ignored.of(difference)));
            }
        });
    }

    private Optional<Difference> difference(KeyedPath path, Value live, @Nullable Value after, Effect effect) {
        return new Comparison(rules, effect)
                .compare(
                        path,
                        new Comparison.Side(null, after),
                        new Comparison.Side(parts.canonical(path, live, sides.live()), live))
                .filter(difference -> isOurs(path, difference));
    }

    private void noWay(KeyedPath path, Value live, Wish wish) {
        Optional<Value> valueToSet =
                Optional.of(rules.defaultOf(path, target).orElse(live)).filter(Value.Scalar.class::isInstance);
        if (wish == Wish.LEFT_OUT) {
            stuck.add(new Stuck(path, valueToSet));
            dealtWith.add(path);
            return;
        }
        boolean replaced = effect(path) == Effect.NEEDS_REPLACEMENT;
        difference(path, live, null, replaced ? Effect.NEEDS_REPLACEMENT : Effect.CANNOT_BE_RESET)
                .ifPresent(difference -> {
                    show(difference);
                    if (replaced) {
                        refuseReplacement(path);
                    } else {
                        refuse(path, "ECS has no value that removes it", "set it to " + Texts.valueToSet(valueToSet));
                    }
                });
    }

    /** The launch type of a service that gives up its strategy is not set: it comes back. */
    private Effect effect(KeyedPath path) {
        return path.equals(LAUNCH_TYPE) && returnsToItsLaunchType()
                ? Effect.NEW_TASKS_ONLY
                : Effect.of(rules.rule(path.rulePath()).effect());
    }

    private boolean leavesItsLaunchType() {
        return ServiceParts.find(target, STRATEGY).isPresent();
    }

    private boolean returnsToItsLaunchType() {
        return ServiceParts.find(sides.live(), LAUNCH_TYPE).isEmpty()
                && ServiceParts.find(sides.live(), STRATEGY).isPresent()
                && ServiceParts.find(target, STRATEGY).isEmpty();
    }

    private boolean isOurs(KeyedPath path, Difference found) {
        return !ignored.covers(path)
                && (!(found instanceof Difference.Group group)
                        || !ignored.without(group).isEmpty());
    }

    private void show(Difference difference) {
        differences.add(difference instanceof Difference.Group group ? ignored.without(group) : difference);
    }

    private void refuseReplacement(KeyedPath path) {
        refuse(
                path,
                "ECS cannot change it on a service that exists",
                "deploy under another serviceName, "
                        + "or delete the service first; or put the live value back into the descriptor");
    }

    private void refuse(KeyedPath path, String why, String wayOut) {
        refusals.add(new Refusal(
                path, descriptor.sources().of(path).map(Object::toString).orElse(""), why, wayOut));
    }

    private void send(KeyedPath path, Value value) {
        Map<String, Value> members = path.startsWith(MERGED) ? merged : request;
        members.put(((KeyedPath.Member) path.segments().get(path.segments().size() - 1)).name(), value);
    }

    private Map<KeyedPath, Value> unmanaged() {
        Map<KeyedPath, Value> found = new LinkedHashMap<>();
        parts.canonical(sides.live()).members().forEach((name, value) -> {
            Value declared = sides.wanted().members().get(name);
            if (name.equals(ManagedFields.MERGED) && value instanceof Value.Structure live) {
                Map<String, Value> children =
                        declared instanceof Value.Structure structure ? structure.members() : Map.of();
                live.members().forEach((child, part) -> {
                    if (!children.containsKey(child)) {
                        unmanaged(MERGED.member(child), part, found);
                    }
                });
            } else if (declared == null && !APART.contains(name) && !OF_NO_INTEREST.contains(name)) {
                unmanaged(ROOT.member(name), value, found);
            }
        });
        return found;
    }

    /** @param reduced its canonical form, which also says that a default is not there */
    private void unmanaged(KeyedPath path, Value reduced, Map<KeyedPath, Value> found) {
        if (!dealtWith.contains(path)) {
            found.put(path, ServiceParts.find(sides.live(), path).orElse(reduced));
        }
    }
}
