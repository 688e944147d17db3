package io.github.ecsmaven.descriptor.interpolation;

import java.util.Optional;
import java.util.Set;

/** What a build knows by name: project and user properties, {@code env.NAME}, {@code ecs.environment}. */
public interface PropertySource {
    /** The value of a property; empty where there is none. Not asked for names with a scheme. */
    Optional<String> value(String name);

    /** The names that are known, for suggestions. */
    Set<String> names();
}
