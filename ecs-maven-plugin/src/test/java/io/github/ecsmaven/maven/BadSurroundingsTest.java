package io.github.ecsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Endpoints and tokens that are not what they should be: one message, nothing written. */
class BadSurroundingsTest {
    @TempDir
    private Path directory;

    private TestModule module;
    private TestAccount account;

    @BeforeEach
    void start() throws Exception {
        module = new TestModule(directory).descriptor("shop.yaml", TestModule.DESCRIPTOR);
        account = new TestAccount(directory);
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(account.writes()).isZero();
        account.close();
    }

    /** How something that is not AWS answers. */
    private interface Answer {
        void to(HttpExchange call) throws IOException;
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("HTML", (Answer) call -> {
                    call.getResponseHeaders().add("Content-Type", "text/html");
                    body(call, 200, "<html><body>Sign in</body></html>");
                }),
                arguments("half a body", (Answer) call -> {
                    call.getResponseHeaders().add("Content-Type", "text/xml");
                    byte[] half = "<AssumeRoleWithWebIdentityResponse><Assume".getBytes(UTF_8);
                    call.sendResponseHeaders(200, half.length * 2L);
                    call.getResponseBody().write(half);
                    call.getResponseBody().flush();
                }),
                arguments("a redirect", (Answer) call -> {
                    call.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
                    call.sendResponseHeaders(301, -1);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void anEndpointThatAnswersWith(String what, Answer answer) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            call.getRequestBody().readAllBytes();
            answer.to(call);
            call.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();

            Throwable error = deployed("endpoint", url);

            assertThat(error).isInstanceOf(MojoExecutionException.class);
            assertThat(error).hasMessageContaining(url).hasMessageContaining("ecs.endpoint");
            assertThat(printed(error)).as("no bare words of the SDK after it").isEqualTo(error.getMessage());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anEndpointThatNobodyListensAtIsNamed() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Throwable error = deployed("endpoint", "http://127.0.0.1:" + free);

        assertThat(error)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("cannot be reached at http://127.0.0.1:" + free);
        assertThat(printed(error)).isEqualTo(error.getMessage());
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                arguments("missing", "no-such-file", null, "does not exist"),
                arguments("empty", "empty", "", "is empty"),
                arguments("no token", "text", "hello", "holds no JSON Web Token"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aTokenFileThatIs(String what, String file, String text, String told) throws Exception {
        if (text != null) {
            Files.writeString(directory.resolve(file), text);
        }

        Throwable error = deployed("webIdentityTokenFile", file);

        assertThat(error)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(directory.resolve(file).toString());
        assertThat(error.getMessage()).containsIgnoringCase(told);
        assertThat(printed(error)).isEqualTo(error.getMessage());
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void aTokenThatHasExpiredIsToldWithItsTimes() throws Exception {
        String token = account.token(Duration.ofMinutes(-5));
        Files.writeString(account.tokenFile, token);

        Throwable error = deployed("wait", true);

        assertThat(error).isInstanceOf(MojoFailureException.class).hasMessageContaining("expired");
        assertThat(error.getMessage()).doesNotContain(token);
    }

    @Test
    void aNewlineAfterTheTokenIsNoProblem() throws Exception {
        Files.writeString(account.tokenFile, "\n" + account.token(Duration.ofHours(1)) + "\r\n");

        module.typed(new DiffMojo(), account.parameters()).execute();

        assertThat(module.log.infos)
                .contains(
                        "Plan: register 1 revision, create 1 service, 1 deployment. Saved to target/ecs/shop/plan.json");
    }

    private Throwable deployed(String parameter, Object value) throws ReflectiveOperationException {
        Map<String, Object> parameters = new HashMap<>(account.parameters());
        parameters.put(parameter, value);
        DeployMojo deploy = module.bound(new DeployMojo(), parameters);
        return catchThrowable(deploy::execute);
    }

    /** What Maven prints of it without {@code -e}. */
    private static String printed(Throwable error) {
        return new DefaultExceptionHandler().handleException(error).getMessage();
    }

    private static void body(HttpExchange call, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }
}
