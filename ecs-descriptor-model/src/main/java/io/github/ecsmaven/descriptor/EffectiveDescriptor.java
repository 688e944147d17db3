package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The same with what is to be said about it. */
    EffectiveDescriptor withWarnings(List<Problem> warnings) {
        return new EffectiveDescriptor(descriptor.withWarnings(warnings), members, files, extendsByReference);
    }

    /** It as one file, without layers, that reads back to the same deployment; secrets are masked. */
    public String render() {
        return EffectiveText.of(members, FieldRules.load(), path -> null);
    }

    /** The same with the file and line behind each value that it comes from. */
    public String explain() {
        return EffectiveText.of(members, FieldRules.load(), path -> {
            SourcePosition from = descriptor.sources().positions().get(path);
            return from == null ? null : from.file() + ":" + from.line();
        });
    }

    /**
     * Writes what one of these has given to a file, in folders that are made where they are not there.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(String rendered, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, rendered);
    }
}
