package io.github.ecsmaven.deployer.identity;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the job. A blank variable counts as absent: CI services export many of them empty.
 *
 * @param variables {@code System::getenv}, or a test's own
 */
public record Environment(Function<String, @Nullable String> variables) {
    /** The value of a variable. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
    }

    /** The value of a variable; null where it is absent. */
    @Nullable String get(String name) {
        return find(name).orElse(null);
    }

    /** Whether a variable is there and says {@code true}. */
    boolean isTrue(String name) {
        return find(name).filter(value -> value.equalsIgnoreCase("true")).isPresent();
    }

    /** Whether a variable is there at all. */
    boolean has(String name) {
        return find(name).isPresent();
    }
}
