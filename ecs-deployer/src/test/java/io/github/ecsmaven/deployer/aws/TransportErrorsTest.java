package io.github.ecsmaven.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;

/** What a user reads when something other than AWS answers, or nothing does. The clients are the real ones. */
class TransportErrorsTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key"));

    static Stream<Arguments> strangers() {
        String page = "<html><head><title>Sign in</title></head></html>";
        return Stream.of(
                Arguments.of("HTML with success", Answer.of(200, "text/html", page), "text/html"),
                Arguments.of("HTML with an error", Answer.of(500, "text/html", page), "HTTP 500, text/html"),
                Arguments.of("a gateway's 502", Answer.of(502, "text/plain", "Bad Gateway"), "HTTP 502, text/plain"),
                Arguments.of(
                        "a redirect",
                        Answer.of(301, "text/html", "").with("Location", "https://portal.example/login"),
                        "redirect (HTTP 301) to https://portal.example/login"),
                Arguments.of("an empty body", Answer.of(200, "application/x-amz-json-1.1", ""), "is empty"),
                Arguments.of(
                        "half a body",
                        Answer.json("{\"services\":[{\"serviceName\":\"check").announcing(4000),
                        "ends after"),
                Arguments.of("broken JSON", Answer.json("{\"services\": [ }"), "cannot be read"),
                Arguments.of("JSON that is no object", Answer.json("[1,2]"), "JSON"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void anAnswerThatIsNotFromAwsIsCalledThat(String name, Answer answer, String reason) {
        try (StubAws stub = new StubAws(request -> answer)) {
            DeployerException failure = failureOf(stub.endpoint());

            assertThat(failure).as(name).isInstanceOf(EnvironmentException.class);
            assertThat(failure.explanation().what()).isEqualTo("What answers at " + stub.uri() + " is not AWS.");
            assertThat(failure.explanation().why()).contains(reason);
            assertThat(failure.explanation().where()).contains("ecs:DescribeServices of checkout");
            assertThat(failure.explanation().cure()).contains("ecs.endpoint");
            assertThat(failure.getMessage()).doesNotContain("secret-key", "Service: ", "SDK Attempt");
        }
    }

    @Test
    void aRefusedConnectionNamesTheEndpointAndTheParameter() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        DeployerException failure = failureOf(endpoint("http://127.0.0.1:" + port, Duration.ofSeconds(5)));

        assertThat(failure).isInstanceOf(EnvironmentException.class);
        assertThat(failure.explanation().what()).isEqualTo("AWS cannot be reached at http://127.0.0.1:" + port + ".");
        assertThat(failure.explanation().why()).contains("nothing listens there");
        assertThat(failure.explanation().cure()).contains("-Decs.endpoint=http://127.0.0.1:" + port);
    }

    @Test
    void aServerThatNeverAnswersIsATimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DeployerException failure =
                    failureOf(endpoint("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(150)));

            assertThat(failure).isInstanceOf(EnvironmentException.class);
            assertThat(failure.explanation().why()).startsWith("No answer in time");
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        DeployerException failure = failureOf(endpoint("http://no-such-host.invalid", Duration.ofSeconds(5)));

        assertThat(failure.explanation().why()).isEqualTo("No such host is known: no-such-host.invalid.");
    }

    @Test
    void aServerErrorWithARequestIdIsStillAwss() {
        try (StubAws stub =
                new StubAws(request -> Answer.of(503, "text/plain", "busy").with("x-amzn-RequestId", "request-7"))) {
            DeployerException failure = failureOf(stub.endpoint());

            assertThat(failure.explanation().what()).isEqualTo("AWS failed with HTTP 503 and no error code.");
            assertThat(failure.explanation().why()).contains("request request-7");
        }
    }

    @Test
    void withoutAnOverrideTheCureIsRegionAndNetwork() {
        AwsErrors errors = AwsErrors.withoutSession(AwsEndpoint.of("eu-west-1", null));

        DeployerException failure = errors.translate(
                SdkClientException.create("Unable to execute HTTP request", new ConnectException("Connection refused")),
                "ecs:DescribeServices",
                "checkout");

        assertThat(failure.explanation().what()).contains("https://ecs.eu-west-1.amazonaws.com");
        assertThat(failure.explanation().cure()).contains("Region eu-west-1").contains("-Decs.endpoint=URL");
    }

    private static AwsEndpoint endpoint(String uri, Duration socketTimeout) {
        return new AwsEndpoint("eu-west-1", URI.create(uri), 1, Duration.ofSeconds(5), socketTimeout);
    }

    private static DeployerException failureOf(AwsEndpoint endpoint) {
        AwsErrors errors = AwsErrors.withoutSession(endpoint);
        try (AwsClients clients = new AwsClients(endpoint, new CallJournal(Clock.systemUTC()))) {
            EcsClient ecs = clients.ecsReads(CREDENTIALS);
            return catchThrowableOfType(
                    DeployerException.class,
                    () -> errors.<DescribeServicesResponse>call(
                            "ecs:DescribeServices",
                            "checkout",
                            () -> ecs.describeServices(request -> request.services("checkout"))));
        }
    }
}
