package io.github.ecsmaven.local.maven;

import static org.apache.maven.api.plugin.testing.MojoExtension.setVariableValueToObject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunGoalTest {
    private static final String PREFIX = "ecs-local (not AWS): ";
    private static final String LAST = PREFIX + "Ctrl-C ends it; the state stays";

    @TempDir
    private Path directory;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private @Nullable FutureTask<Void> goal;
    private @Nullable Thread thread;

    @AfterEach
    void end() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void whatClientsNeedIsPrintedBeforeTheFirstCall() throws Exception {
        List<String> printed = run(Map.of());

        String endpoint = endpoint(printed);
        Path home = directory.resolve("state");
        assertThat(printed)
                .containsExactly(
                        PREFIX + "answers at " + endpoint + ", issuer https://oidc.ecs-local.invalid, state in " + home,
                        PREFIX + "clusters: demo, other",
                        PREFIX + "role arn:aws:iam::000000000000:role/deployer, trust policy "
                                + home.resolve("deployer.trust.json"),
                        PREFIX + "token of ecs-local:job in " + home.resolve("token") + ", renewed while this runs",
                        PREFIX + "for the AWS CLI and SDKs, also in " + home.resolve("environment") + ":",
                        PREFIX + "  export AWS_ENDPOINT_URL=" + endpoint,
                        PREFIX + "  export AWS_REGION=eu-west-1",
                        PREFIX + "  export AWS_ROLE_ARN=arn:aws:iam::000000000000:role/deployer",
                        PREFIX + "  export AWS_WEB_IDENTITY_TOKEN_FILE=" + home.resolve("token"),
                        PREFIX + "for Maven:",
                        PREFIX + "  mvn ecs:diff -Decs.endpoint=" + endpoint + " -Decs.webIdentityTokenFile="
                                + home.resolve("token"),
                        LAST);
        assertThat(Files.readAllLines(home.resolve("environment")))
                .hasSize(4)
                .allMatch(line -> line.startsWith("export AWS_"));
    }

    @Test
    void eachCallIsALineWithItsOutcome() throws Exception {
        String endpoint = endpoint(run(Map.of()));

        assertThat(assume(endpoint, Files.readString(directory.resolve("state/token"))))
                .isEqualTo(200);
        assertThat(log.take()).isEqualTo(PREFIX + "sts AssumeRoleWithWebIdentity answered with 200");
        assertThat(assume(endpoint, "no token")).isEqualTo(400);
        assertThat(log.take()).startsWith(PREFIX + "web identity token refused");
        assertThat(log.take()).startsWith(PREFIX + "sts AssumeRoleWithWebIdentity answered with 400 ");
    }

    /** What a goal is given there: {@code FOLDER/${project.basedir}/target/ecs-local}. */
    @Test
    void withoutAPomTheStateIsInTheFolderAllTheSame() throws Exception {
        run(Map.of(
                "directory",
                directory.resolve("${project.basedir}/target/ecs-local").toFile()));

        assertThat(directory.resolve("target/ecs-local/token")).exists();
        assertThat(directory).isDirectoryNotContaining("glob:**project.basedir**");
    }

    @Test
    void theRolesOfThePomAreThereAlone() throws Exception {
        Path trust = Files.writeString(directory.resolve("trust.json"), "{\"Statement\":[]}");
        LocalRole role = new LocalRole();
        role.setRoleName("shop");
        role.setTrustPolicy(trust.toFile());

        List<String> printed = run(Map.of("roles", List.of(role)));

        assertThat(printed)
                .filteredOn(line -> line.contains("role/"))
                .containsExactly(
                        PREFIX + "role arn:aws:iam::000000000000:role/shop, trust policy " + trust,
                        PREFIX + "  export AWS_ROLE_ARN=arn:aws:iam::000000000000:role/shop");
    }

    @Test
    void theNextRunTakesTheSamePortAndRole() throws Exception {
        List<String> first = run(Map.of());
        interrupt();

        assertThat(log).containsExactly(PREFIX + "ended; the state stays in " + directory.resolve("state"));
        log.clear();
        assertThat(run(Map.of())).isEqualTo(first);
    }

    @Test
    void aRoleNameThatIamWouldRefuseIsTheUsersToMend() {
        assertThatThrownBy(() -> goal(Map.of("role", "no blanks")).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("the role name 'no blanks'");
    }

    @Test
    void aPathWithBlanksIsQuotedForAShell() {
        ClientEnvironment clients = new ClientEnvironment(
                URI.create("http://127.0.0.1:1"), "arn:aws:iam::000000000000:role/a", Path.of("/my builds/it's/token"));

        assertThat(clients.exports())
                .last()
                .isEqualTo("export AWS_WEB_IDENTITY_TOKEN_FILE='/my builds/it'\\''s/token'");
        assertThat(clients.mavenOptions())
                .isEqualTo("-Decs.endpoint=http://127.0.0.1:1 '-Decs.webIdentityTokenFile=/my builds/it'\\''s/token'");
    }

    /** Runs the goal in a thread, and returns what it prints at its start. */
    private List<String> run(Map<String, ?> parameters) throws Exception {
        RunMojo run = goal(parameters);
        goal = new FutureTask<>(() -> {
            run.execute();
            return null;
        });
        thread = new Thread(goal, "ecs-local:run");
        thread.start();
        List<String> printed = new ArrayList<>();
        while (!printed.contains(LAST)) {
            String line = log.poll(100, TimeUnit.MILLISECONDS);
            if (line != null) {
                printed.add(line);
            } else if (goal.isDone()) {
                goal.get();
            }
        }
        return printed;
    }

    private void interrupt() throws InterruptedException, ExecutionException {
        thread.interrupt();
        goal.get();
    }

    private RunMojo goal(Map<String, ?> parameters) throws ReflectiveOperationException {
        Map<String, Object> all = new HashMap<>(Map.of(
                "directory",
                directory.resolve("state").toFile(),
                "clusters",
                List.of("demo", "other"),
                "role",
                "deployer",
                "subject",
                "ecs-local:job",
                "audience",
                "sts.amazonaws.com",
                "tokenSeconds",
                60,
                "taskMillis",
                0));
        all.putAll(parameters);
        RunMojo run = new RunMojo();
        run.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                log.add(content.toString());
            }
        });
        for (Map.Entry<String, ?> parameter : all.entrySet()) {
            setVariableValueToObject(run, parameter.getKey(), parameter.getValue());
        }
        return run;
    }

    private static String endpoint(List<String> printed) {
        return printed.get(0).replaceFirst(".* at (http://127\\.0\\.0\\.1:\\d+),.*", "$1");
    }

    private static int assume(String endpoint, String token) throws Exception {
        String form = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=test&RoleArn="
                + URLEncoder.encode("arn:aws:iam::000000000000:role/deployer", StandardCharsets.UTF_8)
                + "&WebIdentityToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint + "/"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.discarding());
        return answer.statusCode();
    }
}
