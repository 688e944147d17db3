package io.github.ecsmaven.local.ecs.shape;

import io.github.ecsmaven.facts.ServiceFacts;
import io.github.ecsmaven.facts.ShapeFacts;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What the published model of ECS asks of every member of a request: required members, lengths, sizes, ranges, patterns.
 * The members of the request itself are each operation's own, which has AWS's own words for them.
 *
 * <p>A required member of a primitive shape cannot be missed: the service reads it as false or zero, as it does with a
 * circuit breaker that has {@code enable} alone.
 */
public final class ModelConstraints {
    private static final ServiceFacts FACTS = ServiceFacts.load("ecs");
    private static final Set<String> PRIMITIVES = Set.of("Boolean", "Integer", "Long", "Double");

    private ModelConstraints() {}

    /** What the service says of the first member that breaks the model; empty for a shape that the model does not have. */
    public static Optional<String> firstBroken(SdkPojo request) {
        return FACTS.shape(request.getClass().getSimpleName())
                .flatMap(shape -> ofMembers(shape, request, "", Set.of()));
    }

    private static Optional<String> ofMembers(ShapeFacts shape, SdkPojo value, String path, Set<String> required) {
        for (Map.Entry<String, String> member : shape.members().entrySet()) {
            String name = member.getKey();
            Object found = Members.get(value, name);
            String at = path.isEmpty() ? name : path + "." + name;
            if (found == null) {
                if (required.contains(name) && !PRIMITIVES.contains(member.getValue())) {
                    return broken("Value null", at, "Member must not be null");
                }
                continue;
            }
            Optional<String> inside =
                    of(member.getValue(), found, at, shape.sensitive().contains(name));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> of(String shapeName, Object value, String path, boolean sensitive) {
        Optional<ShapeFacts> known = FACTS.shape(shapeName);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        ShapeFacts shape = known.get();
        if (value instanceof SdkPojo structure) {
            return ofMembers(shape, structure, path, shape.required());
        }
        if (value instanceof Collection<?> list) {
            return ofSize(shape, list.size(), "length", path, sensitive ? null : value)
                    .or(() -> ofElements(shape, list, path, sensitive));
        }
        if (value instanceof Map<?, ?> map) {
            return ofSize(shape, map.size(), "length", path, sensitive ? null : value);
        }
        if (value instanceof Number number) {
            return ofRange(shape, number.doubleValue(), path, sensitive ? null : value);
        }
        if (value instanceof String text) {
            return ofSize(shape, text.length(), "length", path, sensitive ? null : value)
                    .or(() -> ofPattern(shape, text, path, sensitive));
        }
        return Optional.empty();
    }

    private static Optional<String> ofElements(ShapeFacts shape, Collection<?> list, String path, boolean sensitive) {
        int place = 0;
        for (Object element : list) {
            place++;
            String at = path + "." + place + ".member";
            Optional<String> inside = element == null || shape.element() == null
                    ? Optional.empty()
                    : of(shape.element(), element, at, sensitive);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofSize(
            ShapeFacts shape, int size, String what, String path, @Nullable Object shown) {
        Long most = shape.max();
        if (most != null && size > most) {
            return broken(shown(shown), path, "Member must have " + what + " less than or equal to " + most);
        }
        Long least = shape.min();
        if (least != null && size < least) {
            return broken(shown(shown), path, "Member must have " + what + " greater than or equal to " + least);
        }
        return Optional.empty();
    }

    private static Optional<String> ofRange(ShapeFacts shape, double number, String path, @Nullable Object shown) {
        Long most = shape.max();
        if (most != null && number > most) {
            return broken(shown(shown), path, "Member must have value less than or equal to " + most);
        }
        Long least = shape.min();
        if (least != null && number < least) {
            return broken(shown(shown), path, "Member must have value greater than or equal to " + least);
        }
        return Optional.empty();
    }

    private static Optional<String> ofPattern(ShapeFacts shape, String text, String path, boolean sensitive) {
        String pattern = shape.pattern();
        return pattern == null || Pattern.matches(pattern, text)
                ? Optional.empty()
                : broken(
                        shown(sensitive ? null : text),
                        path,
                        "Member must satisfy regular expression pattern: " + pattern);
    }

    /** What is sensitive is not repeated. */
    private static String shown(@Nullable Object value) {
        return value == null ? "Value" : "Value '" + value + "'";
    }

    private static Optional<String> broken(String value, String path, String constraint) {
        return Optional.of("1 validation error detected: " + value + " at '" + path + "' failed to satisfy constraint: "
                + constraint);
    }
}
