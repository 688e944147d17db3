package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.Refusal;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a service where the descriptor speaks, member by member; {@code deploymentConfiguration} child by child,
 * because UpdateService merges it. What the descriptor leaves out is unmanaged and keeps its live value, unless it was
 * declared before: then it goes back to AWS's default, as with an explicit {@code null} or {@code []}.
 */
final class ServiceComparator {
    private static final KeyedPath ROOT = KeyedPath.of("service");

    private final FieldRules rules;

    ServiceComparator(FieldRules rules) {
        this.rules = rules;
    }

    /**
     * What is compared.
     *
     * @param declaredBefore names of members that were declared once, as {@link ManagedFields} has them
     */
    record Sides(Value.Structure wanted, Value.Structure live, Set<String> declaredBefore) {}

    /**
     * A member that was declared, no longer is, and that nothing puts back.
     *
     * @param valueToSet what to write in the descriptor: AWS's default where there is one, else the live value; empty
     *     where it is no scalar
     */
    record Stuck(KeyedPath path, Optional<Value> valueToSet) {}

    /**
     * What comes out.
     *
     * @param request the members of UpdateService to send: only what changes
     * @param unmanaged live values that the descriptor leaves out and that are not AWS's defaults
     * @param stuck what was declared and keeps its value all the same
     */
    record Result(
            Difference.Group differences,
            Value.Structure request,
            Map<KeyedPath, Value> unmanaged,
            List<Refusal> refusals,
            List<Stuck> stuck) {}

    /** Every declared leaf, as added. */
    Difference.Group created(Value.Structure wanted) {
        Value.Structure declared = Requests.createService(Requests.without(wanted, "serviceName"));
        Comparison comparison = new Comparison(rules, Effect.CREATES);
        return (Difference.Group) comparison
                .compare(ROOT, new Comparison.Side(declared, declared), Comparison.Side.absent())
                .orElse(new Difference.Group(ROOT, List.of()));
    }

    Result compare(Sides sides, DeploymentDescriptor descriptor) {
        return new ServiceComparison(rules, sides, descriptor).result();
    }
}
