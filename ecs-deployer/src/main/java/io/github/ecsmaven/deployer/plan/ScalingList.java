package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on a scalable target by name: its policies, or its scheduled actions. Each is compared as a whole, for it is put
 * as a whole. A live one that the descriptor does not name is nobody's business here; an empty list removes all.
 */
final class ScalingList {
    private final Sort sort;
    private final FieldRules rules;
    private final Canonical canonical;
    private final Ignored ignored;

    ScalingList(Sort sort, FieldRules rules, DeploymentDescriptor descriptor) {
        this.sort = sort;
        this.rules = rules;
        this.canonical = new Canonical(rules);
        this.ignored = new Ignored(descriptor.ignore());
    }

    /** One of the two lists. */
    interface Sort {
        /** Its member of {@code autoScaling}. */
        String member();

        /** The member that names an element. */
        String key();

        /** {@code scaling policy}. */
        String noun();

        DeploymentPlan.Kind kind();

        /** What can be declared of an element; a live one has more. */
        Set<String> settable();

        /** An element with what follows from the rest of it. */
        Value.Structure complete(Value.Structure wanted);

        /** The writes that make an element of what is there. */
        List<Action> put(String name, Value.Structure wanted, Value.Structure live);

        Action delete(String name);
    }

    /** @param live elements as they were described */
    Section of(Value.Structure autoScaling, List<Value.Structure> live) {
        Map<String, Value.Structure> left = new LinkedHashMap<>();
        live.forEach(element -> left.put(Texts.of(element, sort.key()), settable(element)));
        Value declared = autoScaling.members().get(sort.member());
        Section section = Section.empty();
        for (Value element : elements(declared)) {
            if (element instanceof Value.Structure structure) {
                Value.Structure wanted = sort.complete(Requests.withoutCleared(structure));
                Value.Structure found = left.remove(Texts.of(wanted, sort.key()));
                section = section.and(found == null ? created(wanted) : changed(wanted, found));
            }
        }
        boolean removesAll = declared != null
                && !(declared instanceof Value.Unresolved)
                && elements(declared).isEmpty();
        for (Value.Structure element : left.values()) {
            section = section.and(removesAll && !isIgnored(element) ? removed(element) : unmanaged(element));
        }
        return section;
    }

    private Section created(Value.Structure wanted) {
        if (isIgnored(wanted)) {
            return Section.empty();
        }
        Difference.Group added = group(
                wanted,
                new Comparison(rules, Effect.CREATES)
                        .compare(path(wanted), new Comparison.Side(wanted, wanted), Comparison.Side.absent()));
        return section(
                DeploymentPlan.Operation.CREATE,
                wanted,
                added,
                sort.put(name(wanted), wanted, Value.Structure.empty()),
                List.of());
    }

    private Section changed(Value.Structure wanted, Value.Structure live) {
        Comparison comparison = new Comparison(rules, Effect.IN_PLACE);
        Difference.Group all = group(wanted, comparison.compare(path(wanted), side(wanted), side(live)));
        Difference.Group ours = ignored.without(all);
        if (ours.isEmpty() || isIgnored(wanted)) {
            return new Section(List.of(), List.of(), List.of(), Map.of(), comparison.addedByServer());
        }
        Value.Structure explicit =
                new ExplicitDefaults(rules).of(wanted, live, path(wanted).rulePath());
        Value request = new LeftAlone(rules).apply(explicit, path(wanted), ignored.of(all));
        return section(
                DeploymentPlan.Operation.UPDATE,
                wanted,
                ours,
                sort.put(name(wanted), (Value.Structure) request, live),
                comparison.addedByServer());
    }

    private Section removed(Value.Structure live) {
        Difference.Group gone = group(
                live, new Comparison(rules, Effect.IN_PLACE).compare(path(live), Comparison.Side.absent(), side(live)));
        return section(DeploymentPlan.Operation.DELETE, live, gone, List.of(sort.delete(name(live))), List.of());
    }

    private Section unmanaged(Value.Structure live) {
        return new Section(List.of(), List.of(), List.of(), Map.of(path(live), live), List.of());
    }

    private Section section(
            DeploymentPlan.Operation operation,
            Value.Structure element,
            Difference.Group differences,
            List<Action> actions,
            List<KeyedPath> addedByServer) {
        ResourceChange change =
                new ResourceChange(sort.kind(), operation, sort.noun() + " " + name(element), differences);
        return new Section(List.of(change), actions, List.of(), Map.of(), addedByServer);
    }

    private Comparison.Side side(Value.Structure element) {
        return new Comparison.Side(canonical.canonical(path(element).rulePath(), element), element);
    }

    private static List<Value> elements(@Nullable Value declared) {
        return declared instanceof Value.Sequence sequence ? sequence.elements() : List.of();
    }

    private Value.Structure settable(Value.Structure live) {
        Map<String, Value> members = new LinkedHashMap<>(live.members());
        members.keySet().retainAll(sort.settable());
        return new Value.Structure(members);
    }

    private boolean isIgnored(Value.Structure element) {
        return ignored.coversAbove(path(element));
    }

    private String name(Value.Structure element) {
        return Texts.of(element, sort.key());
    }

    private KeyedPath path(Value.Structure element) {
        return KeyedPath.of("autoScaling", sort.member()).key(name(element));
    }

    private Difference.Group group(Value.Structure element, Optional<Difference> difference) {
        return difference.map(Difference.Group.class::cast).orElse(new Difference.Group(path(element), List.of()));
    }
}
