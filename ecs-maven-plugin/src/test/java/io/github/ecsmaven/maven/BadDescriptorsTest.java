package io.github.ecsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with files and parameters stops every goal with one message, before anything is sent. */
class BadDescriptorsTest {
    private static final String GOOD = TestModule.DESCRIPTOR;
    private static final String WITH_SECRET =
            GOOD.replace("memory: 128", "memory: 128, environment: [{ name: DB_PASSWORD, value: hunter2 }]");

    @TempDir
    private Path directory;

    private TestModule module;
    private TestAccount account;

    @BeforeEach
    void start() throws Exception {
        module = new TestModule(directory);
        account = new TestAccount(directory);
    }

    @AfterEach
    void nothingWasSent() {
        assertThat(account.writes()).isZero();
        account.close();
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                // what it is, the file, its place, what is said, the code
                arguments("not YAML", GOOD.replace("cluster: demo", "cluster: [demo"), "shop.yaml:4:", "ECS002"),
                arguments("empty", "", "shop.yaml:1:1", "ECS003"),
                arguments("of a wrong type", GOOD.replace("desiredCount: 1", "desiredCount: one"), "10:45", "ECS011"),
                arguments("with an unknown key", GOOD.replace("cluster:", "clutser:"), "shop.yaml:3:1", "`cluster`?"),
                arguments(
                        "of an unknown version", GOOD.replace("version: 1", "version: 9"), "shop.yaml:1:10", "ECS013"),
                arguments("lacking a field", GOOD.replace("  family: shop\n", ""), "shop.yaml:7:3", "`family`"),
                arguments("lacking the Region", GOOD.replace("region: eu-west-1\n", ""), "region", "-Decs.region"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void aFileThatIs(String what, String text, String place, String told) throws Exception {
        module.descriptor("shop.yaml", text);

        assertThatThrownBy(() ->
                        module.bound(new DeployMojo(), account.parameters()).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("1 problem in the descriptor")
                .hasMessageContaining(place)
                .hasMessageContaining(told);
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void aFileInUtf16IsNamedWithTheWayToConvertIt() throws Exception {
        module.descriptor("shop.yaml", GOOD.getBytes(UTF_16));

        assertThatThrownBy(() -> module.bound(new ValidateMojo(), Map.of()).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("UTF-16")
                .hasMessageContaining("ECS004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte order mark", "carriage returns"})
    void whatEditorsOnWindowsWriteIsNoProblem(String trait) throws Exception {
        String text = trait.equals("byte order mark") ? "\uFEFF" + GOOD : GOOD.replace("\n", "\r\n");
        module.descriptor("shop.yaml", text.getBytes(UTF_8));

        module.bound(new ValidateMojo(), Map.of()).execute();

        assertThat(module.log.infos).containsExactly("shop is valid");
    }

    @Test
    void allProblemsOfAllFilesAreToldAtOnce() throws Exception {
        module.descriptor("a.yaml", GOOD.replace("cluster:", "clutser:").replace("image:", "imgae:"));
        module.descriptor("b.yaml", GOOD.replace("version: 1", "version: 9"));

        assertThatThrownBy(() -> module.bound(new ValidateMojo(), Map.of()).execute())
                .hasMessageContaining("src/main/ecs/a.yaml:3:1")
                .hasMessageContaining("src/main/ecs/a.yaml:9:20")
                .hasMessageContaining("src/main/ecs/b.yaml:1:10");
    }

    @Test
    void noDescriptorIsToldWithWhereOneIsExpected() throws Exception {
        assertThatThrownBy(() -> module.bound(new ValidateMojo(), Map.of()).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("There is no deployment descriptor in src/main/ecs")
                .hasMessageContaining("ecs.skip");
    }

    @Test
    void aDescriptorThatIsNotThereIsToldWithThoseThatAre() throws Exception {
        module.descriptor("shop.yaml", GOOD);

        assertThatThrownBy(() -> module.typed(new DiffMojo(), Map.of("descriptor", "chekout"))
                        .execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("There is no descriptor chekout")
                .hasMessageContaining("shop");
    }

    @Test
    void twoDescriptorsOfOneServiceAreNamedBoth() throws Exception {
        module.descriptor("a.yaml", GOOD);
        module.descriptor("b.yaml", GOOD);

        assertThatThrownBy(() ->
                        module.bound(new DeployMojo(), account.parameters()).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("src/main/ecs/a.yaml:10:25")
                .hasMessageContaining("src/main/ecs/b.yaml:10:25")
                .hasMessageContaining("ECS033");
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void anUndeclaredEnvironmentIsToldWithTheDeclaredOnes() throws Exception {
        module.descriptor("shop.yaml", GOOD.replace("cluster:", "environments: [staging, production]\ncluster:"));

        assertThatThrownBy(() -> module.typed(new DiffMojo(), Map.of("environment", "prod"))
                        .execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("`prod` is not declared")
                .hasMessageContaining("staging, production");
    }

    @ParameterizedTest
    @ValueSource(strings = {"descriptor", "environment", "region", "endpoint", "webIdentityTokenFile"})
    void aBlankParameterIsNamed(String parameter) throws Exception {
        module.descriptor("shop.yaml", GOOD);
        Map<String, Object> parameters = new HashMap<>(account.parameters());
        parameters.put(parameter, "");

        assertThatThrownBy(() -> module.typed(new DeployMojo(), parameters).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("The parameter ecs." + parameter + " is blank");
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void aWarningIsToldAndStopsNothing() throws Exception {
        module.descriptor("shop.yaml", WITH_SECRET);

        module.bound(new ValidateMojo(), Map.of()).execute();

        assertThat(module.log.warnings)
                .startsWith("1 warning in the descriptor", "")
                .anyMatch(line -> line.startsWith("1. src/main/ecs/shop.yaml:9:"))
                .anyMatch(line -> line.endsWith("[ECS041]"))
                .noneMatch(line -> line.contains("hunter2"));
        assertThat(module.log.infos).containsExactly("shop is valid");
    }

    @Test
    void aWarningFailsTheBuildWhereThatIsAskedFor() throws Exception {
        module.descriptor("shop.yaml", WITH_SECRET);
        Map<String, Object> parameters = new HashMap<>(account.parameters());
        parameters.put("failOnWarning", true);

        assertThatThrownBy(() -> module.bound(new DeployMojo(), parameters).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("ecs.failOnWarning is set");
        assertThat(module.log.warnings).startsWith("1 warning in the descriptor");
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void theRegionMayComeFromTheBuild() throws Exception {
        module.descriptor("shop.yaml", GOOD.replace("region: eu-west-1\n", ""));

        module.typed(new ValidateMojo(), Map.of("region", "us-east-1")).execute();

        assertThat(module.log.infos).containsExactly("shop is valid");
    }
}
