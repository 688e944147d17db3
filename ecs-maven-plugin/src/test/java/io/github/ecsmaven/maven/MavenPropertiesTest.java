package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenPropertiesTest {
    @TempDir
    private Path directory;

    @Test
    void theModelIsAsked() {
        MavenProperties properties = properties(new TestModule(directory));

        assertThat(properties.value("project.version")).hasValue("1.4.1");
        assertThat(properties.value("project.artifactId")).hasValue("shop");
        assertThat(properties.value("project.build.finalName")).hasValue("shop-1.4.1");
    }

    @Test
    void propertiesOfThePomAreAskedAndTheCommandLineWins() {
        TestModule module = new TestModule(directory)
                .property("image", "registry.example/shop:1")
                .property("level", "info")
                .userProperty("image", "registry.example/shop:2");
        MavenProperties properties = properties(module);

        assertThat(properties.value("image")).hasValue("registry.example/shop:2");
        assertThat(properties.value("level")).hasValue("info");
    }

    @Test
    void whatNobodyDefinesIsEmpty() {
        assertThat(properties(new TestModule(directory)).value("no.such.name")).isEmpty();
    }

    @Test
    void whatIsNoTextIsNoValue() {
        assertThat(properties(new TestModule(directory)).value("project.build")).isEmpty();
        assertThat(properties(new TestModule(directory)).value("project")).isEmpty();
    }

    @Test
    void theNamesThatCanBeSuggestedAreOfTheModelThePomAndTheCommandLine() {
        TestModule module = new TestModule(directory).property("level", "info").userProperty("image", "shop:2");

        assertThat(properties(module).names()).contains("project.version", "level", "image", "java.version");
    }

    private static MavenProperties properties(TestModule module) {
        return new MavenProperties(
                module.session(), module.project(), TestModule.execution(MojoExecution.Source.LIFECYCLE));
    }
}
