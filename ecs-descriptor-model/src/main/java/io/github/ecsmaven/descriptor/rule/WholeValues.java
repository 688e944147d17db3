package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes out what ECS would put in the place of members that are left out. UpdateService replaces some structures whole:
 * what an update leaves out of them loses its value, so it is sent. Pure.
 */
public final class WholeValues {
    private final FieldRules rules;

    public WholeValues(FieldRules rules) {
        this.rules = rules;
    }

    /** What a structure is a part of. */
    private enum Within {
        /** Something that is merged, or a list element. */
        PARTS,
        /** Something that is replaced whole. */
        A_WHOLE
    }

    /**
     * A value in which every structure that is replaced whole is complete.
     *
     * @param path of the value; structures only above it, {@code service.deploymentConfiguration.strategy}
     * @param section all of the service as it is to be: defaults depend on it
     */
    public Value complete(KeyedPath path, Value value, Value.Structure section) {
        return complete(value, path.rulePath(), around(path, section), Within.PARTS);
    }

    /**
     * What ECS fills in where a member is absent: a structure with the defaults of its members, where it has none of its
     * own. Empty where nothing is known, or where nothing applies.
     *
     * @param path as for {@link #complete}
     */
    public Optional<Value> defaults(KeyedPath path, Value.Structure section) {
        return defaults(path.rulePath(), around(path, section));
    }

    private Surroundings around(KeyedPath path, Value.Structure section) {
        KeyedPath here = KeyedPath.of(path.segments().get(0).toString());
        Surroundings around = new Surroundings(null, rules.at(here.rulePath()), section);
        Value.Structure inside = section;
        for (KeyedPath.Segment segment :
                path.segments().subList(1, path.segments().size() - 1)) {
            String name = ((KeyedPath.Member) segment).name();
            here = here.member(name);
            inside = inside.members().get(name) instanceof Value.Structure found ? found : Value.Structure.empty();
            around = around.inside(rules.at(here.rulePath()), inside);
        }
        return around;
    }

    private Value complete(Value value, String path, Surroundings around, Within within) {
        if (value instanceof Value.Sequence sequence) {
            List<Value> elements = new ArrayList<>();
            sequence.elements().forEach(element -> elements.add(complete(element, path + "[]", around, Within.PARTS)));
            return new Value.Sequence(elements);
        }
        if (!(value instanceof Value.Structure structure)) {
            return value;
        }
        Within own = rules.rule(path).has(Trait.WHOLE) ? Within.A_WHOLE : within;
        Surroundings inside = around.inside(rules.at(path), structure);
        Map<String, Value> members = new LinkedHashMap<>();
        structure.members().forEach((name, member) -> {
            members.put(name, complete(member, path + "." + name, inside, own));
        });
        if (own == Within.A_WHOLE) {
            defaultsOfMembers(path, inside).forEach(members::putIfAbsent);
        }
        return new Value.Structure(members);
    }

    private Optional<Value> defaults(String path, Surroundings around) {
        Optional<Value> own =
                rules.rule(path).defaults(around).stream().findFirst().flatMap(first -> first.in(around));
        if (own.isPresent()) {
            return own;
        }
        Map<String, Value> members = defaultsOfMembers(path, around.inside(rules.at(path), Value.Structure.empty()));
        return members.isEmpty() ? Optional.empty() : Optional.of(new Value.Structure(members));
    }

    private Map<String, Value> defaultsOfMembers(String path, Surroundings inside) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (String name : rules.at(path).named()) {
            defaults(path + "." + name, inside).ifPresent(value -> members.put(name, value));
        }
        return members;
    }
}
