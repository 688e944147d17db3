package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users write in POMs and on command lines: a change here breaks builds. */
class GoalParametersTest {
    private static final List<String> OF_ALL = List.of(
            "skip ecs.skip = false",
            "descriptorDirectory ecs.descriptorDirectory = ${project.basedir}/src/main/ecs",
            "descriptor ecs.descriptor",
            "environment ecs.environment",
            "region ecs.region",
            "failOnWarning ecs.failOnWarning = false",
            "endpoint ecs.endpoint",
            "webIdentityTokenFile ecs.webIdentityTokenFile",
            "profile ecs.profile",
            "allowStaticKeys ecs.allowStaticKeys = false");

    private final PluginDescriptor plugin = plugin();

    @Test
    void theGoalsAndTheirPhasesAreThese() {
        assertThat(plugin.getGoalPrefix()).isEqualTo("ecs");
        assertThat(plugin.getMojos())
                .extracting(goal -> goal.getGoal() + (goal.getPhase() == null ? "" : " in " + goal.getPhase()))
                .containsExactlyInAnyOrder(
                        "deploy in deploy",
                        "diff",
                        "help",
                        "import",
                        "render",
                        "schema",
                        "validate in validate",
                        "wait");
    }

    @Test
    void everyGoalMayRunInParallelAndNeedsAProject() {
        assertThat(plugin.getMojos())
                .allSatisfy(goal ->
                        assertThat(goal.isThreadSafe()).as(goal.getGoal()).isTrue());
        assertThat(plugin.getMojos())
                .filteredOn(goal -> !List.of("help", "import", "schema").contains(goal.getGoal()))
                .allSatisfy(goal -> assertThat(goal.isProjectRequired()).isTrue());
        assertThat(plugin.getMojo("schema").isProjectRequired()).isFalse();
        assertThat(plugin.getMojo("import").isProjectRequired()).isFalse();
    }

    @Test
    void validateHasTheParametersOfAllGoals() {
        assertThat(parameters("validate")).containsExactlyInAnyOrderElementsOf(OF_ALL);
    }

    @Test
    void diffHasFiveMore() {
        assertThat(parameters("diff"))
                .containsExactlyInAnyOrderElementsOf(and(
                        "failOnDiff ecs.failOnDiff = false",
                        "forceNewDeployment ecs.forceNewDeployment = false",
                        "out ecs.out",
                        "planExpiry ecs.planExpiry = PT24H",
                        "width ecs.width"));
    }

    @Test
    void deployHasFiveMore() {
        assertThat(parameters("deploy"))
                .containsExactlyInAnyOrderElementsOf(and(
                        "wait ecs.wait = true",
                        "forceNewDeployment ecs.forceNewDeployment = false",
                        "plan ecs.plan",
                        "planExpiry ecs.planExpiry = PT24H",
                        "width ecs.width"));
    }

    @Test
    void schemaHasOneMore() {
        assertThat(parameters("schema")).containsExactlyInAnyOrderElementsOf(and("output ecs.output"));
    }

    @Test
    void renderHasTwoMore() {
        assertThat(parameters("render"))
                .containsAll(OF_ALL)
                .contains("explain ecs.explain = false", "output ecs.output")
                .hasSize(OF_ALL.size() + 2);
    }

    @Test
    void waitHasOneMore() {
        assertThat(parameters("wait")).containsExactlyInAnyOrderElementsOf(and("deployment ecs.deployment"));
    }

    @Test
    void importHasSevenMore() {
        assertThat(parameters("import"))
                .containsAll(OF_ALL)
                .contains(
                        "from ecs.from",
                        "service ecs.service",
                        "taskDefinition ecs.taskDefinition",
                        "cluster ecs.cluster",
                        "roleArn ecs.roleArn",
                        "output ecs.output",
                        "overwrite ecs.overwrite = false")
                .hasSize(OF_ALL.size() + 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "diff", "deploy", "schema", "render", "import", "wait"})
    void everyParameterSaysWhatItIsAndSinceWhen(String goal) {
        assertThat(settable(goal)).allSatisfy(parameter -> {
            assertThat(parameter.getDescription()).as(parameter.getName()).isNotBlank();
            assertThat(parameter.getSince()).as(parameter.getName()).isNotBlank();
        });
    }

    private static List<String> and(String... own) {
        return Stream.concat(OF_ALL.stream(), Stream.of(own)).toList();
    }

    private List<Parameter> settable(String goal) {
        return plugin.getMojo(goal).getParameters().stream()
                .filter(Parameter::isEditable)
                .toList();
    }

    /** {@code name property = default}. */
    private List<String> parameters(String goal) {
        MojoDescriptor mojo = plugin.getMojo(goal);
        List<String> lines = new ArrayList<>();
        for (Parameter parameter : settable(goal)) {
            PlexusConfiguration configured = mojo.getMojoConfiguration().getChild(parameter.getName());
            String defaultValue = configured.getAttribute("default-value");
            lines.add(parameter.getName() + " " + property(configured)
                    + (defaultValue == null ? "" : " = " + defaultValue));
        }
        return lines;
    }

    private static String property(PlexusConfiguration configured) {
        return configured.getValue("").replaceAll("^\\$\\{|}$", "");
    }

    private static PluginDescriptor plugin() {
        try (Reader text = Files.newBufferedReader(Path.of("target", "classes", "META-INF", "maven", "plugin.xml"))) {
            return new PluginDescriptorBuilder().build(text);
        } catch (IOException | PlexusConfigurationException e) {
            throw new AssertionError(e);
        }
    }
}
