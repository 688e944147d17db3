package io.github.ecsmaven.descriptor.layer;

import java.nio.file.Path;

/**
 * An artifact that can hold layers.
 *
 * @param groupId its groupId
 * @param artifactId its artifactId
 * @param version its version, for messages
 * @param file the jar; or the folder of its classes, in a build that has not packaged it yet
 */
public record LayerArtifact(String groupId, String artifactId, String version, Path file) {
    /** The coordinates as {@code extends} has them, {@code com.acme.platform:ecs-baseline}. */
    public String coordinates() {
        return groupId + ":" + artifactId;
    }
}
