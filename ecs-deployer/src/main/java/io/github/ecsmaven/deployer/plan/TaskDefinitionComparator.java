package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares task definitions as whole documents: both sides in canonical form. */
final class TaskDefinitionComparator {
    private static final KeyedPath ROOT = KeyedPath.of("taskDefinition");

    private final FieldRules rules;
    private final Canonical canonical;

    TaskDefinitionComparator(FieldRules rules) {
        this.rules = rules;
        this.canonical = new Canonical(rules);
    }

    record Result(Difference.Group differences, List<KeyedPath> addedByServer) {}

    Result compare(Value.Structure wanted, Value.@Nullable Structure live, DeploymentDescriptor descriptor) {
        Effect effect = live == null || descriptor.wantedService().isEmpty() ? Effect.CREATES : Effect.ROLLS_TASKS;
        Comparison comparison = new Comparison(rules, effect);
        Ignored ignored = new Ignored(descriptor.ignore());
        Difference.Group differences = comparison
                .compare(
                        ROOT,
                        new Comparison.Side(canonical.canonicalTaskDefinition(wanted), wanted),
                        live == null
                                ? Comparison.Side.absent()
                                : new Comparison.Side(canonical.canonicalTaskDefinition(live), live))
                .map(difference -> ignored.without((Difference.Group) difference))
                .orElse(new Difference.Group(ROOT, List.of()));
        return new Result(differences, comparison.addedByServer());
    }
}
