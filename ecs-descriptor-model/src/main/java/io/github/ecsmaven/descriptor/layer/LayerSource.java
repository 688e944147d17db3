package io.github.ecsmaven.descriptor.layer;

import java.util.List;

/** The artifacts that can hold layers: in a build with Maven those of the plugin's own {@code <dependencies>}. */
@FunctionalInterface
public interface LayerSource {
    /** All of them. A layer is looked for in the artifact that it names and in no other. */
    List<LayerArtifact> artifacts();

    /** For builds that have none. */
    static LayerSource none() {
        return List::of;
    }
}
