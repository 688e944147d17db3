package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveScaling;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Kind;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Operation;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.deployer.plan.ScalingAction.ScaledService;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scalable target of a plan: registered, or changed where the descriptor speaks. RegisterScalableTarget keeps what it is
 * not told, as UpdateService does.
 */
final class ScalableTargetSection {
    private static final KeyedPath ROOT = KeyedPath.of("autoScaling");

    /** The target's own. The role is adopted: ECS services have one that is linked to the service. */
    private static final List<String> MEMBERS = List.of("minCapacity", "maxCapacity", "suspendedState", "roleARN");

    private final FieldRules rules;
    private final Canonical canonical;
    private final DeploymentDescriptor descriptor;
    private final ScaledService service;
    private final Ignored ignored;

    ScalableTargetSection(FieldRules rules, DeploymentDescriptor descriptor, ScaledService service) {
        this.rules = rules;
        this.canonical = new Canonical(rules);
        this.descriptor = descriptor;
        this.service = service;
        this.ignored = new Ignored(descriptor.ignore());
    }

    Section of(Value.Structure wanted, @Nullable LiveScaling found) {
        return found == null ? created(wanted) : existing(wanted, found);
    }

    private Section created(Value.Structure wanted) {
        Value.Structure declared = own(Requests.withoutCleared(wanted));
        Difference.Group added = (Difference.Group) new Comparison(rules, Effect.CREATES)
                .compare(ROOT, new Comparison.Side(declared, declared), Comparison.Side.absent())
                .orElse(new Difference.Group(ROOT, List.of()));
        Map<String, String> tags = new LinkedHashMap<>(descriptor.tags());
        tags.putAll(PlainTags.of(wanted));
        return new Section(
                List.of(change(Operation.CREATE, added)),
                List.of(new ScalingAction.RegisterScalableTarget(service, declared, tags)),
                List.of(),
                Map.of(),
                List.of());
    }

    private Section existing(Value.Structure wanted, LiveScaling found) {
        List<Difference> differences = new ArrayList<>();
        Map<String, Value> request = new LinkedHashMap<>();
        Map<KeyedPath, Value> unmanaged = new LinkedHashMap<>();
        for (String name : MEMBERS) {
            KeyedPath path = ROOT.member(name);
            Value live = found.target().members().get(name);
            Value declared = wanted.members().get(name);
            Optional<Value> plain = Optional.ofNullable(declared).flatMap(Requests::stripped);
            Optional<Difference> difference = new Comparison(rules, Effect.IN_PLACE)
                    .compare(path, side(name, plain.orElse(null)), side(name, live));
            if (declared == null) {
                difference
                        .filter(there -> live != null)
                        .ifPresent(there -> unmanaged.put(path, Objects.requireNonNull(live)));
            } else if (difference.isPresent() && !ignored.coversAbove(path)) {
                differences.add(difference.get());
                sent(plain, live, path).ifPresent(value -> request.put(name, value));
            }
        }
        List<ResourceChange> changes = differences.isEmpty()
                ? List.of()
                : List.of(change(Operation.UPDATE, new Difference.Group(ROOT, differences)));
        List<Action> actions = request.isEmpty()
                ? List.of()
                : List.of(new ScalingAction.RegisterScalableTarget(service, new Value.Structure(request), Map.of()));
        return new Section(changes, actions, List.of(), unmanaged, List.of()).and(tags(wanted, found));
    }

    /** What is sent for a member that differs; of what is suspended always all three, so that none is left over. */
    private Optional<Value> sent(Optional<Value> plain, @Nullable Value live, KeyedPath path) {
        Value declared = plain.orElse(null);
        if (live instanceof Value.Structure old && !(declared instanceof Value.Scalar)) {
            Value.Structure some = declared instanceof Value.Structure given ? given : Value.Structure.empty();
            return Optional.of(new ExplicitDefaults(rules).of(some, old, path.rulePath()));
        }
        return plain;
    }

    private Section tags(Value.Structure wanted, LiveScaling found) {
        String arn = service.targetArn();
        return arn == null || ignored.coversAbove(ROOT.member("tags"))
                ? Section.empty()
                : PlainTags.section(
                        ROOT,
                        "tags of scalable target " + service.resourceId(),
                        PlainTags.of(wanted),
                        found.tags(),
                        missing -> new ScalingAction.TagScalableTarget(service, arn, missing));
    }

    private Comparison.Side side(String name, @Nullable Value value) {
        if (value == null) {
            return Comparison.Side.absent();
        }
        Value.Structure alone = new Value.Structure(Map.of(name, value));
        return new Comparison.Side(
                canonical.canonical(ROOT.rulePath(), alone).members().get(name), value);
    }

    private static Value.Structure own(Value.Structure wanted) {
        Map<String, Value> members = new LinkedHashMap<>(wanted.members());
        members.keySet().retainAll(MEMBERS);
        return new Value.Structure(members);
    }

    private ResourceChange change(Operation operation, Difference.Group differences) {
        return new ResourceChange(
                Kind.SCALABLE_TARGET, operation, "scalable target " + service.resourceId(), differences);
    }
}
