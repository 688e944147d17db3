package io.github.ecsmaven.descriptor.layer;

import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the files that make a descriptor.
 *
 * @param role what it is among them
 * @param document the file as it was read
 * @param map its keys; null where it is no map or not of a known version, which has been reported
 */
public record DescriptorFile(
        Role role, SourceDocument document, @Nullable MapNode map) {
    /** What a file is among those that make a descriptor. */
    public enum Role {
        LAYER("layer"),
        DESCRIPTOR("descriptor"),
        OVERLAY("overlay");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        /** The word for it. */
        public String word() {
            return word;
        }
    }

    /** Its keys, where it can be used. */
    public Optional<MapNode> members() {
        return Optional.ofNullable(map);
    }

    /** What it says under a key of the top level. */
    public Optional<SourceNode> get(String key) {
        return members().flatMap(found -> found.get(key));
    }

    /** The name of the file, as messages have it. */
    public String name() {
        return document.file();
    }
}
