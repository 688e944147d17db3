package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;

/**
 * What the files of one deployment come to together.
 *
 * @param descriptor the deployment
 * @param members all keys of the descriptor, layers and overlay merged and local references filled in, without {@code
 *     extends}
 * @param files the files that it was read from, as messages name them, the lowest layer first
 * @param extendsByReference whether which layers these are depends on properties
 */
public record EffectiveDescriptor(
        DeploymentDescriptor descriptor, Value.Structure members, List<String> files, boolean extendsByReference) {
    public EffectiveDescriptor {
        files = List.copyOf(files);
    }
}
