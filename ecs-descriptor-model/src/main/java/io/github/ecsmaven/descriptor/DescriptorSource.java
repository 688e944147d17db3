package io.github.ecsmaven.descriptor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which descriptor to read, and what was chosen from outside of it.
 *
 * @param path the file
 * @param displayName the file as the user would name it: relative to the project where it lies inside it
 * @param environment the environment chosen with {@code -Decs.environment}; null: none
 * @param region the Region to use where the descriptor names none; null: none
 */
public record DescriptorSource(
        Path path,
        String displayName,
        @Nullable String environment,
        @Nullable String region) {
    /** A descriptor without anything chosen. */
    public static DescriptorSource of(Path path) {
        return new DescriptorSource(path, path.toString(), null, null);
    }

    /** The deployment's name: the file's name without its extension. */
    public String name() {
        Path file = path.getFileName();
        String full = file == null ? displayName : file.toString();
        int dot = full.lastIndexOf('.');
        return dot > 0 ? full.substring(0, dot) : full;
    }
}
