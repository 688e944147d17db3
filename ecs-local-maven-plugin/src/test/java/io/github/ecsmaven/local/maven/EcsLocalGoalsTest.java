package io.github.ecsmaven.local.maven;

import static org.apache.maven.api.plugin.testing.MojoExtension.setVariableValueToObject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.EcsLocal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcsLocalGoalsTest {
    @TempDir
    private Path directory;

    private final MavenProject project = new MavenProject();
    private final Map<Object, Object> context = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private Path local;
    private Path trust;

    @BeforeEach
    void trustPolicy() throws IOException {
        local = directory.resolve("target/ecs-local");
        trust = directory.resolve("trust.json");
        Files.writeString(trust, "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    }

    @AfterEach
    void stopped() {
        if (context.get(EcsLocal.class.getName()) instanceof EcsLocal server) {
            server.close();
        }
    }

    @Test
    void startTellsTheGoalsThatFollowWhereAwsIsAndWhoTheyAre() throws Exception {
        start(Map.of()).execute();

        String endpoint = project.getProperties().getProperty("ecs.endpoint");
        assertThat(endpoint).startsWith("http://127.0.0.1:");
        assertThat(project.getProperties().getProperty("ecs.webIdentityTokenFile"))
                .isEqualTo(local.resolve("token").toString());
        assertThat(log)
                .containsExactly(
                        "ecs-local (not AWS) at " + endpoint + ", state in " + local,
                        "token minted for ecs-local:job, as a CI would");
        assertThat(answer(endpoint + "/_ecs-local/calls")).contains("\"writes\":0");
    }

    @Test
    void theTokenIsItsOwnersAlone() throws Exception {
        start(Map.of()).execute();

        Path token = local.resolve("token");
        assertThat(Files.readString(token).split("\\.")).hasSize(3);
        if (token.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatRunsIsNotStartedTwice() throws Exception {
        start(Map.of()).execute();
        String endpoint = project.getProperties().getProperty("ecs.endpoint");

        start(Map.of()).execute();

        assertThat(log).last().isEqualTo("ecs-local is running at " + endpoint);
    }

    @Test
    void theNextStartTakesTheSamePortAndState() throws Exception {
        start(Map.of()).execute();
        String endpoint = project.getProperties().getProperty("ecs.endpoint");
        stop(null, List.of()).execute();

        start(Map.of()).execute();

        assertThat(project.getProperties().getProperty("ecs.endpoint")).isEqualTo(endpoint);
        assertThat(Files.readAllLines(local.resolve("calls.jsonl")))
                .filteredOn(line -> line.contains("\"started\""))
                .hasSize(2);
    }

    @Test
    void stopPrintsOneLineForScriptsAndTheCommandsToTry() throws Exception {
        start(Map.of()).execute();
        log.clear();

        String printed = printed(stop("shop", List.of("  mvn ecs:diff\n")));

        assertThat(printed).isEqualToNormalizingNewlines("shop: no changes, writes=0\n");
        assertThat(log).containsExactly("", "Try next:", "  mvn ecs:diff");
    }

    @Test
    void stopWithoutAReportIsSilent() throws Exception {
        start(Map.of()).execute();
        log.clear();

        assertThat(printed(stop(null, List.of()))).isEmpty();
        assertThat(log).isEmpty();
        stop(null, List.of()).execute();
        assertThat(log).containsExactly("ecs-local is not running");
    }

    @Test
    void aSkippedGoalDoesNothingAndSaysSo() throws Exception {
        start(Map.of("skip", true)).execute();

        assertThat(log).containsExactly("skipped, because ecs-local.skip is set");
        assertThat(local).doesNotExist();
    }

    @Test
    void aRoleThatLacksAPartIsToldWhatItNeeds() throws Exception {
        LocalRole withoutPolicy = new LocalRole();
        withoutPolicy.setRoleName("deployer");
        LocalRole withoutName = new LocalRole();
        withoutName.setTrustPolicy(trust.toFile());

        for (LocalRole role : List.of(withoutPolicy, withoutName, new LocalRole())) {
            assertFailure(Map.of("roles", List.of(role)), "<roleName> and <trustPolicy>");
        }
    }

    @Test
    void aTrustPolicyThatIsNotThereOrNoJsonIsNamed() throws Exception {
        assertFailure(Map.of("roles", List.of(role("deployer", directory.resolve("none.json")))), "none.json");
        Files.writeString(trust, "Version: 2012-10-17");
        assertFailure(
                Map.of("roles", List.of(role("deployer", trust))), "trust policy of the role deployer is not JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "port, -1, port is -1; it must be between 0 and 65535",
        "port, 70000, port is 70000; it must be between 0 and 65535",
        "taskMillis, -1, ecs-local.taskMillis is -1",
        "tokenSeconds, 0, ecs-local.tokenSeconds is 0"
    })
    void aNumberThatCannotBeIsTheUsersToMend(String parameter, int value, String told) throws Exception {
        assertFailure(Map.of(parameter, value), told);
    }

    @Test
    void aRoleNameThatIamWouldRefuseAndOneGivenTwiceAreTheUsersToMend() throws Exception {
        assertFailure(Map.of("roles", List.of(role("no blanks", trust))), "the role name 'no blanks'");
        assertFailure(Map.of("roles", List.of(role("a", trust), role("a", trust))), "the role a is given twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ not JSON|it is not JSON",
                "[]|it is not a JSON object",
                "{\"format\":\"other\"}|does not say that it is ecs-local's",
                "{\"format\":\"ecs-local\",\"version\":999}|has version 999"
            })
    void aStateFileThatCannotBeReadIsLeftAsItIs(String text, String told) throws Exception {
        Files.createDirectories(local);
        Files.writeString(local.resolve("state.json"), text);

        MojoFailureException failure = assertFailure(Map.of(), told);

        assertThat(failure).hasMessageContaining(local.resolve("state.json").toString());
        assertThat(Files.readString(local.resolve("state.json"))).isEqualTo(text);
    }

    @Test
    void theDataFileIsReadAndNamedWhereItIsWrong() throws Exception {
        Path data = Files.writeString(directory.resolve("data.json"), "{\"parameters\":[{\"Name\":\"/shop/url\"}]}");

        assertFailure(Map.of("data", data.toFile()), "data.json");

        Files.writeString(data, "{\"parameters\":[{\"Name\":\"/shop/url\",\"Value\":\"x\"}]}");
        start(Map.of("data", data.toFile())).execute();
        assertThat(log).isNotEmpty();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFailure(
                    Map.of("port", taken.getLocalPort()),
                    "port " + taken.getLocalPort() + " of 127.0.0.1 is taken by another process; stop that process, or "
                            + "give another port with -Decs-local.port=N");
        }
    }

    /** A folder without write permission would not do: a superuser writes there all the same. */
    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.createDirectories(local.getParent());
        Files.writeString(local, "a file where the folder should be");

        assertFailure(Map.of(), local.toString());
    }

    private MojoFailureException assertFailure(Map<String, ?> parameters, String told)
            throws ReflectiveOperationException {
        StartMojo start = start(parameters);
        MojoFailureException[] thrown = new MojoFailureException[1];
        assertThatThrownBy(start::execute)
                .isInstanceOfSatisfying(MojoFailureException.class, failure -> thrown[0] = failure)
                .hasMessageContaining(told);
        assertThat(new DefaultExceptionHandler().handleException(thrown[0]).getMessage())
                .as("what Maven prints: the message and nothing more")
                .isEqualTo(thrown[0].getMessage());
        assertThat(project.getProperties()).isEmpty();
        return thrown[0];
    }

    private static LocalRole role(String name, Path policy) {
        LocalRole role = new LocalRole();
        role.setRoleName(name);
        role.setTrustPolicy(policy.toFile());
        return role;
    }

    private StartMojo start(Map<String, ?> parameters) throws ReflectiveOperationException {
        Map<String, Object> all = new HashMap<>(Map.of(
                "project",
                project,
                "directory",
                local.toFile(),
                "port",
                0,
                "clusters",
                List.of("demo"),
                "roles",
                List.of(role("deployer", trust)),
                "subject",
                "ecs-local:job",
                "audience",
                "sts.amazonaws.com",
                "tokenSeconds",
                60,
                "taskMillis",
                0));
        all.putAll(parameters);
        return prepare(new StartMojo(), all);
    }

    private StopMojo stop(@Nullable String report, List<String> tryNext) throws ReflectiveOperationException {
        Map<String, Object> parameters = new HashMap<>(Map.of("tryNext", tryNext));
        if (report != null) {
            parameters.put("report", report);
        }
        return prepare(new StopMojo(), parameters);
    }

    private <T extends AbstractEcsLocalMojo> T prepare(T goal, Map<String, ?> parameters)
            throws ReflectiveOperationException {
        goal.setPluginContext(context);
        goal.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                log.add(content.toString());
            }
        });
        for (Map.Entry<String, ?> parameter : parameters.entrySet()) {
            setVariableValueToObject(goal, parameter.getKey(), parameter.getValue());
        }
        return goal;
    }

    private static String printed(StopMojo stop) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            stop.execute();
        } finally {
            System.setOut(console);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String answer(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
