package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.rule.FieldRule;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.WholeValues;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Optional;

/** How members of a service go back to AWS's defaults: what UpdateService has to be told, by the field rules. */
final class Resets {
    private final FieldRules rules;
    private final WholeValues wholes;

    Resets(FieldRules rules) {
        this.rules = rules;
        this.wholes = new WholeValues(rules);
    }

    /** How one member goes back. */
    sealed interface Reset {}

    /** By sending a value. */
    record Send(Value value) implements Reset {}

    /** With another member: the rules know no default of it in a service like that. */
    record GoesAlong() implements Reset {}

    /** There is no way. */
    record NoWay() implements Reset {}

    /**
     * How a member goes back.
     *
     * @param path of a member, or of a child of {@code deploymentConfiguration}
     * @param service as it is to be
     */
    Reset of(KeyedPath path, Value.Structure service) {
        FieldRule rule = rules.rule(path.rulePath());
        if (rule.effect() == io.github.ecsmaven.descriptor.rule.Effect.CREATE_ONLY) {
            return new NoWay();
        }
        FieldRule.Reset own = rule.removal().orElse(null);
        if (own instanceof FieldRule.SendValue fixed) {
            return new Send(fixed.value());
        }
        if (!isByDefaults(path)) {
            return new NoWay();
        }
        Optional<Value> standard = wholes.defaults(path, service);
        return standard.isPresent() ? new Send(standard.get()) : new GoesAlong();
    }

    /** Whether there is any way at all. */
    boolean isPossible(KeyedPath path) {
        return !(of(path, Value.Structure.empty()) instanceof NoWay);
    }

    private boolean isByDefaults(KeyedPath path) {
        int depth = path.segments().size();
        KeyedPath parent = new KeyedPath(path.segments().subList(0, depth - 1));
        return depth > 2 && rules.rule(parent.rulePath()).removal().orElse(null) instanceof FieldRule.SendDefaults;
    }
}
