package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Puts every list whose order means nothing into another order. */
final class Shuffle {
    private final FieldRules rules;
    private final Random random;

    Shuffle(FieldRules rules, Random random) {
        this.rules = rules;
        this.random = random;
    }

    Value.Structure of(Value.Structure section, String path) {
        Map<String, Value> members = new LinkedHashMap<>();
        section.members().forEach((name, value) -> members.put(name, value(value, path + "." + name)));
        return new Value.Structure(members);
    }

    private Value value(Value value, String path) {
        if (value instanceof Value.Structure structure) {
            return of(structure, path);
        }
        if (!(value instanceof Value.Sequence sequence)) {
            return value;
        }
        List<Value> elements = new ArrayList<>();
        sequence.elements().forEach(element -> elements.add(value(element, path + "[]")));
        if (rules.rule(path).order().isUnordered()) {
            Collections.shuffle(elements, random);
        }
        return new Value.Sequence(elements);
    }
}
