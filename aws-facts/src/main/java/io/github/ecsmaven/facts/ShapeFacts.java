package io.github.ecsmaven.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a service model says about one shape.
 *
 * @param name the shape's name in the model, for example {@code ContainerDefinition}
 * @param kind what it is
 * @param members a structure's members: API member name to shape name, in the model's order; empty for other kinds
 * @param required names of the members that a request must give
 * @param sensitive names of the members whose value must not be shown: their shape, or their elements' shape, is marked so
 * @param enumValues the values that the model lists for a string, in the model's order; AWS may know more by now
 * @param min least length of a string, size of a list or value of a number, {@code null} when the model sets none
 * @param max greatest length, size or value, {@code null} when the model sets none
 * @param pattern the regular expression that a string matches as a whole
 * @param element shape of a list's elements or of a map's values
 * @param key shape of a map's keys
 */
public record ShapeFacts(
        String name,
        Kind kind,
        Map<String, String> members,
        Set<String> required,
        Set<String> sensitive,
        List<String> enumValues,
        @Nullable Long min,
        @Nullable Long max,
        @Nullable String pattern,
        @Nullable String element,
        @Nullable String key) {

    /** Copies the collections, keeping their order. */
    public ShapeFacts {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        required = Collections.unmodifiableSet(new LinkedHashSet<>(required));
        sensitive = Collections.unmodifiableSet(new LinkedHashSet<>(sensitive));
        enumValues = List.copyOf(enumValues);
    }
}
