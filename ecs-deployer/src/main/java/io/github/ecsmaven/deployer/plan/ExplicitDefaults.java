package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes out the defaults that a request has to name. A put of Application Auto Scaling may leave as it was what it is not
 * told: where the live value is no longer wanted, the default is sent in its place.
 */
final class ExplicitDefaults {
    private final FieldRules rules;

    ExplicitDefaults(FieldRules rules) {
        this.rules = rules;
    }

    /**
     * The wanted members, and AWS's default for each that only the live side has with another value.
     *
     * @param rulePath of the structure
     */
    Value.Structure of(Value.Structure wanted, Value.Structure live, String rulePath) {
        Map<String, Value> members = new LinkedHashMap<>(wanted.members());
        live.members().forEach((name, there) -> {
            String path = rulePath + "." + name;
            Value declared = members.get(name);
            if (declared instanceof Value.Structure inner && there instanceof Value.Structure old) {
                members.put(name, of(inner, old, path));
            } else if (declared == null && there instanceof Value.Scalar) {
                rules.unconditionalDefault(path)
                        .filter(standard -> !rules.same(path, standard, there))
                        .ifPresent(standard -> members.put(name, standard));
            }
        });
        return new Value.Structure(members);
    }
}
