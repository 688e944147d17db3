package io.github.ecsmaven.maven;

import io.github.ecsmaven.descriptor.layer.LayerArtifact;
import io.github.ecsmaven.descriptor.layer.LayerSource;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * The artifacts that Maven has resolved for this plugin in this project: those of its {@code <dependencies>} in the POM
 * among them.
 */
final class PluginLayers implements LayerSource {
    private final MojoExecution execution;

    PluginLayers(MojoExecution execution) {
        this.execution = execution;
    }

    @Override
    public List<LayerArtifact> artifacts() {
        PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
        List<Artifact> resolved = plugin.getArtifacts();
        List<LayerArtifact> found = new ArrayList<>();
        for (Artifact artifact : resolved == null ? List.<Artifact>of() : resolved) {
            File file = artifact.getFile();
            // A name in `extends` has no classifier: sources and the like are not meant.
            if (file != null
                    && (artifact.getClassifier() == null
                            || artifact.getClassifier().isEmpty())) {
                found.add(new LayerArtifact(
                        artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion(), file.toPath()));
            }
        }
        return found;
    }
}
