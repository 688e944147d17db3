package io.github.ecsmaven.descriptor.fuzz;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One folder of descriptors and what is chosen from outside.
 *
 * @param files by path inside the folder
 * @param environment null: none
 * @param region null: none
 * @param descriptor null: all
 */
record FuzzInput(
        Map<String, byte[]> files,
        @Nullable String environment,
        @Nullable String region,
        @Nullable String descriptor) {
    FuzzInput {
        files = new TreeMap<>(files);
    }
}
