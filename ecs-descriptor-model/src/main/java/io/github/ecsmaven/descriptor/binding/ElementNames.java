package io.github.ecsmaven.descriptor.binding;

import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.ListOrder;
import io.github.ecsmaven.descriptor.rule.Trait;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.CoreScalar;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            "service.tags",
            "autoScaling.scalingPolicies",
            "autoScaling.scheduledActions",
            "logGroups");

    /** Where a shell or a program in the container may be meant to see {@code ${NAME}}. */
    private static final List<String> SEEN_BY_CONTAINER = List.of(
            CONTAINERS + "[].command",
            CONTAINERS + "[].entryPoint",
            CONTAINERS + "[].environment",
            CONTAINERS + "[].healthCheck.command",
            CONTAINERS + "[].logConfiguration.options");

    private static final int LONGEST_NUMBER = 60;

    private final FieldRules rules;
    private final Interpolator interpolator;

    public ElementNames(FieldRules rules, Interpolator interpolator) {
        this.rules = rules;
        this.interpolator = interpolator;
    }

    /** The path of a list's element: by key, local references in it filled in, where it has one; by place otherwise. */
    public KeyedPath pathOf(SourceNode element, KeyedPath list, int index) {
        return pathOf(element, null, list, index);
    }

    /**
     * The path of an element, as it will be once the element has its type.
     *
     * @param shape of the element; null: not known, numbers are named as they are written
     */
    KeyedPath pathOf(SourceNode element, @Nullable Shape shape, KeyedPath list, int index) {
        String rulePath = list.rulePath();
        ListOrder order = rules.order(rulePath);
        if (!order.isUnordered()) {
            return list.index(index);
        }
        return rules.nameOf(rulePath, sketch(element, shape, order.keyMembers()))
                .map(list::key)
                .orElseGet(() -> list.index(index));
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

    /** As much of an element as makes up its key, as text; numbers as they read once they are numbers: 080 is 80. */
    private Value sketch(SourceNode node, @Nullable Shape shape, List<String> keyMembers) {
        if (node instanceof ScalarNode scalar) {
            String text = interpolator.interpolate(scalar.text()).text();
            return isNumber(shape) && text.length() < LONGEST_NUMBER && CoreScalar.isInteger(text)
                    ? new Value.Text(new BigInteger(text).toString())
                    : new Value.Text(text);
        }
        if (node instanceof ListNode list) {
            Shape inner = shape instanceof Shape.ListShape of ? of.element() : shape;
            List<Value> elements = new ArrayList<>();
            list.elements().forEach(element -> elements.add(sketch(element, inner, List.of())));
            return new Value.Sequence(elements);
        }
        Map<String, Value> members = new LinkedHashMap<>();
        if (node instanceof MapNode map && (shape == null || shape instanceof StructureShape)) {
            for (String name : keyMembers) {
                map.get(name)
                        .filter(value -> shape == null || memberShape(shape, name) != null)
                        .ifPresent(value -> members.put(name, sketch(value, memberShape(shape, name), List.of())));
            }
        }
        return new Value.Structure(members);
    }

    private static @Nullable Shape memberShape(@Nullable Shape shape, String name) {
        return shape instanceof StructureShape structure
                ? structure.member(name).map(Member::shape).orElse(null)
                : null;
    }

    private static boolean isNumber(@Nullable Shape shape) {
        return shape instanceof Shape.ScalarShape leaf && (leaf.kind() == Kind.INTEGER || leaf.kind() == Kind.LONG);
    }
}
