package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.layer.LayerArtifact;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;

class PluginLayersTest {
    private final MojoExecution execution = TestModule.execution(MojoExecution.Source.CLI);

    @Test
    void theArtifactsOfThePluginAreThoseThatMavenResolvedForIt() {
        List<Artifact> artifacts = new ArrayList<>();
        artifacts.add(artifact("baseline", null, new File("baseline.jar")));
        artifacts.add(artifact("baseline", "sources", new File("baseline-sources.jar")));
        artifacts.add(artifact("unresolved", null, null));
        execution.getMojoDescriptor().getPluginDescriptor().setArtifacts(artifacts);

        assertThat(new PluginLayers(execution).artifacts())
                .containsExactly(new LayerArtifact("com.acme", "baseline", "1.2", new File("baseline.jar").toPath()));
    }

    @Test
    void beforeMavenHasResolvedAnyThereIsNone() {
        assertThat(new PluginLayers(execution).artifacts()).isEmpty();
    }

    private static Artifact artifact(String artifactId, String classifier, File file) {
        Artifact artifact = new DefaultArtifact(
                "com.acme", artifactId, "1.2", "runtime", "jar", classifier, new DefaultArtifactHandler("jar"));
        artifact.setFile(file);
        return artifact;
    }
}
