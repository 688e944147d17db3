package io.github.ecsmaven.local.maven;

import static org.apache.maven.api.plugin.testing.MojoExtension.getVariableValueFromObject;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.junit.jupiter.api.Test;

/** What users write in POMs and on command lines: a change here breaks builds. */
@MojoTest
@Basedir("src/test/projects/empty")
class GoalParametersTest {
    private static final Path DESCRIPTOR =
            Path.of("target", "classes", "META-INF", "maven", "plugin.xml").toAbsolutePath();

    private static final List<String> SERVING = List.of(
            "skip ecs-local.skip = false",
            "directory ecs-local.directory = ${project.build.directory}/ecs-local",
            "port ecs-local.port = 0",
            "clusters ecs-local.clusters = default",
            "roles",
            "data ecs-local.data",
            "subject ecs-local.subject = ecs-local:job",
            "audience ecs-local.audience = sts.amazonaws.com",
            "tokenSeconds ecs-local.tokenSeconds = 3600",
            "taskMillis ecs-local.taskMillis = 400");

    private final PluginDescriptor plugin = plugin();

    @Test
    void theGoalsAreThese() {
        assertThat(plugin.getGoalPrefix()).isEqualTo("ecs-local");
        assertThat(plugin.getMojos()).extracting("goal").containsExactlyInAnyOrder("help", "run", "start", "stop");
        assertThat(plugin.getMojos())
                .allSatisfy(goal -> assertThat(goal.isThreadSafe()).isTrue());
    }

    @Test
    void startHasTheseParameters() throws Exception {
        assertThat(parameters("start")).containsExactlyInAnyOrderElementsOf(SERVING);
    }

    @Test
    void runHasTheseAndTheNameOfTheRoleThatIsThereWithoutAPom() throws Exception {
        List<String> all = new ArrayList<>(SERVING);
        all.add("role ecs-local.role = deployer");
        assertThat(parameters("run")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(plugin.getMojo("run").isProjectRequired()).isFalse();
    }

    @Test
    void stopHasTheseParameters() throws Exception {
        assertThat(parameters("stop"))
                .containsExactlyInAnyOrder("skip ecs-local.skip = false", "report ecs-local.report", "tryNext");
    }

    @Test
    @InjectMojo(goal = "start", pom = "pom.xml")
    void mavenPutsTheDefaultsWhereStartReadsThem(StartMojo start) throws ReflectiveOperationException {
        assertThat(value(start, "clusters")).isEqualTo(List.of("default"));
        assertThat(value(start, "port")).isEqualTo(0);
        assertThat(value(start, "taskMillis")).isEqualTo(400);
    }

    /** {@code name property = default}. */
    private List<String> parameters(String goal) throws PlexusConfigurationException {
        List<String> lines = new ArrayList<>();
        for (Parameter parameter : plugin.getMojo(goal).getParameters()) {
            PlexusConfiguration configured =
                    plugin.getMojo(goal).getMojoConfiguration().getChild(parameter.getName());
            String property = configured.getValue("").replaceAll("^\\$\\{|}$", "");
            String defaultValue = configured.getAttribute("default-value");
            if (parameter.isEditable()) {
                lines.add(parameter.getName()
                        + (property.isEmpty() ? "" : " " + property)
                        + (defaultValue == null ? "" : " = " + defaultValue));
            }
        }
        return lines;
    }

    private static PluginDescriptor plugin() {
        try (Reader text = Files.newBufferedReader(DESCRIPTOR)) {
            return new PluginDescriptorBuilder().build(text);
        } catch (IOException | PlexusConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object value(AbstractEcsLocalMojo goal, String parameter) throws IllegalAccessException {
        return getVariableValueFromObject(goal, parameter);
    }
}
