package io.github.ecsmaven.descriptor.binding;

import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.Trait;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names the elements of lists before they are bound, so that a problem inside one can already name it. */
public final class ElementNames {
    private static final String CONTAINERS = "taskDefinition.containerDefinitions";

    /** Lists in which AWS refuses a second element of the same key, or lets it silently win. */
    private static final Set<String> UNIQUE = Set.of(
            CONTAINERS,
            CONTAINERS + "[].environment",
            CONTAINERS + "[].secrets",
            "taskDefinition.volumes",
            "taskDefinition.tags",
            "service.tags");

    /** Where a shell or a program in the container may be meant to see {@code ${NAME}}. */
    private static final List<String> SEEN_BY_CONTAINER = List.of(
            CONTAINERS + "[].command",
            CONTAINERS + "[].entryPoint",
            CONTAINERS + "[].environment",
            CONTAINERS + "[].healthCheck.command",
            CONTAINERS + "[].logConfiguration.options");

    private final FieldRules rules;
    private final Interpolator interpolator;

    public ElementNames(FieldRules rules, Interpolator interpolator) {
        this.rules = rules;
        this.interpolator = interpolator;
    }

    /** The path of a list's element: by key, local references in it filled in, where it has one; by place otherwise. */
    public KeyedPath pathOf(SourceNode element, KeyedPath list, int index) {
        List<String> keyMembers = rules.rule(list.rulePath()).order().keyMembers();
        return rules.elementPath(list, sketch(element, keyMembers), index);
    }

    boolean mustBeUnique(KeyedPath list) {
        return UNIQUE.contains(list.rulePath());
    }

    /** Whether AWS reports it and nobody can set it. */
    boolean isOutput(KeyedPath path) {
        return rules.rule(path.rulePath()).has(Trait.OUTPUT);
    }

    boolean isSeenByContainer(KeyedPath path) {
        String rulePath = path.rulePath();
        return SEEN_BY_CONTAINER.stream().anyMatch(rulePath::startsWith);
    }

    /** As much of an element as makes up its key, as text. */
    private Value sketch(SourceNode node, List<String> keyMembers) {
        if (node instanceof ScalarNode scalar) {
            return new Value.Text(interpolator.interpolate(scalar.text()).text());
        }
        if (node instanceof ListNode list) {
            List<Value> elements = new ArrayList<>();
            list.elements().forEach(element -> elements.add(sketch(element, List.of())));
            return new Value.Sequence(elements);
        }
        Map<String, Value> members = new LinkedHashMap<>();
        if (node instanceof MapNode map) {
            for (String member : keyMembers) {
                map.get(member).ifPresent(value -> members.put(member, sketch(value, List.of())));
            }
        }
        return new Value.Structure(members);
    }
}
