package io.github.ecsmaven.maven;

import static org.apache.maven.api.plugin.testing.MojoExtension.setVariableValueToObject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** A module on disk and the Maven session that builds it, as far as a goal looks at them. */
final class TestModule {
    static final String DESCRIPTOR = """
            version: 1
            region: eu-west-1
            cluster: demo
            identity:
              roleArn: arn:aws:iam::000000000000:role/deployer
            taskDefinition:
              family: shop
              containerDefinitions:
                - { name: web, image: "registry.example/shop:1", memory: 128 }
            service: { serviceName: shop, desiredCount: 1 }
            """;

    final RecordingLog log = new RecordingLog();
    private final Path directory;
    private final Model model = new Model();
    private final Properties userProperties = new Properties();

    TestModule(Path directory) {
        this.directory = directory;
        model.setGroupId("com.example");
        model.setArtifactId("shop");
        model.setVersion("1.4.1");
        model.setPackaging("jar");
        Build build = new Build();
        build.setFinalName("shop-1.4.1");
        build.setDirectory(directory.resolve("target").toString());
        model.setBuild(build);
    }

    TestModule packaging(String packaging) {
        model.setPackaging(packaging);
        return this;
    }

    TestModule property(String name, String value) {
        model.addProperty(name, value);
        return this;
    }

    /** What a goal has left in a property; null: nothing. */
    String left(String name) {
        return model.getProperties().getProperty(name);
    }

    /** {@code -Dname=value}. */
    TestModule userProperty(String name, String value) {
        userProperties.setProperty(name, value);
        return this;
    }

    TestModule descriptor(String file, String text) throws IOException {
        return descriptor(file, text.getBytes(StandardCharsets.UTF_8));
    }

    TestModule descriptor(String file, byte[] content) throws IOException {
        Path path = directory.resolve("src/main/ecs").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
        return this;
    }

    @SuppressWarnings("deprecation") // Maven makes its sessions itself, so every constructor is.
    MavenSession session() {
        DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
        request.setUserProperties(userProperties);
        request.setSystemProperties(System.getProperties());
        return new MavenSession(null, request, new DefaultMavenExecutionResult(), project());
    }

    MavenProject project() {
        MavenProject project = new MavenProject(model);
        project.setFile(directory.resolve("pom.xml").toFile());
        return project;
    }

    static MojoExecution execution(MojoExecution.Source source) {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setGroupId("io.github.ecsmaven");
        plugin.setArtifactId("ecs-maven-plugin");
        plugin.setVersion("1.0");
        MojoDescriptor descriptor = new MojoDescriptor();
        descriptor.setGoal("any");
        descriptor.setPluginDescriptor(plugin);
        MojoExecution execution = new MojoExecution(new Plugin(), "any", "default");
        execution.setMojoDescriptor(descriptor);
        return source == MojoExecution.Source.CLI ? new MojoExecution(descriptor, "default-cli", source) : execution;
    }

    /** Gives a goal this module and those parameters, by name, as Maven does before it executes it. */
    <T extends AbstractEcsMojo> T prepare(T goal, Map<String, ?> parameters, MojoExecution.Source source)
            throws ReflectiveOperationException {
        goal.setLog(log);
        setVariableValueToObject(goal, "project", project());
        setVariableValueToObject(goal, "session", session());
        setVariableValueToObject(goal, "mojoExecution", execution(source));
        setVariableValueToObject(
                goal, "descriptorDirectory", directory.resolve("src/main/ecs").toFile());
        for (Map.Entry<String, ?> parameter : parameters.entrySet()) {
            setVariableValueToObject(goal, parameter.getKey(), parameter.getValue());
        }
        return goal;
    }

    /** A goal that was typed. */
    <T extends AbstractEcsMojo> T typed(T goal, Map<String, ?> parameters) throws ReflectiveOperationException {
        return prepare(goal, parameters, MojoExecution.Source.CLI);
    }

    /** A goal that is bound to a phase. */
    <T extends AbstractEcsMojo> T bound(T goal, Map<String, ?> parameters) throws ReflectiveOperationException {
        return prepare(goal, parameters, MojoExecution.Source.LIFECYCLE);
    }
}
