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

    /**
     * What came of a comparison.
     *
     * @param request what to register: as wanted, with the live value wherever others own it
     */
    record Result(Difference.Group differences, Value.Structure request, List<KeyedPath> addedByServer) {}

    /**
     * What has to change.
     *
     * @param effect of a new revision: whether there are tasks that it rolls
     */
    Result compare(
            Value.Structure wanted, Value.@Nullable Structure live, DeploymentDescriptor descriptor, Effect effect) {
        Comparison comparison = new Comparison(rules, effect);
        Ignored ignored = new Ignored(descriptor.ignore());
        Difference.Group all = comparison
                .compare(
                        ROOT,
                        new Comparison.Side(canonical.canonicalTaskDefinition(wanted), wanted),
                        live == null
                                ? Comparison.Side.absent()
                                : new Comparison.Side(canonical.canonicalTaskDefinition(live, wanted), live))
                .map(Difference.Group.class::cast)
                .orElse(new Difference.Group(ROOT, List.of()));
        Value request = new LeftAlone(rules).apply(wanted, ROOT, ignored.of(all));
        return new Result(ignored.without(all), (Value.Structure) request, comparison.addedByServer());
    }
}
