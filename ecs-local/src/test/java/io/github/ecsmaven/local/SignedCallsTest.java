package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.sts.model.Credentials;

class SignedCallsTest {
    private static final String PREFIX = "AmazonEC2ContainerServiceV20141113.";

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private EcsLocalFixture fixture;
    private Credentials credentials;

    @BeforeEach
    void start() {
        fixture = EcsLocalFixture.start(EcsLocalFixture.settings(directory).withClock(clock));
        credentials = fixture.assume();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aSignedCallIsAnswered() {
        try (EcsClient ecs = fixture.ecs(credentials)) {
            Cluster cluster =
                    ecs.createCluster(request -> request.clusterName("shop é")).cluster();

            assertThat(cluster.clusterArn()).isEqualTo("arn:aws:ecs:eu-west-1:000000000000:cluster/shop é");
            assertThat(cluster.hasTags()).as("an empty list is told from none").isTrue();
            assertThat(cluster.hasSettings()).isFalse();
            assertThat(ecs.listClusters().clusterArns()).containsExactly("shop é");
        }
    }

    @Test
    void callsOfSeveralClientsAtOnceAreAllAnsweredAndKept() throws Exception {
        int clients = 6;
        int callsEach = 10;
        try (EcsClient ecs = fixture.ecs(credentials)) {
            List<Callable<Boolean>> calls = IntStream.range(0, clients * callsEach)
                    .<Callable<Boolean>>mapToObj(
                            i -> () -> ecs.createCluster(request -> request.clusterName("shop-" + i))
                                    .sdkHttpResponse()
                                    .isSuccessful())
                    .toList();
            ExecutorService threads = Executors.newFixedThreadPool(clients);
            try {
                for (Future<Boolean> call : threads.invokeAll(calls)) {
                    assertThat(call.get()).isTrue();
                }
            } finally {
                threads.shutdown();
            }
            assertThat(ecs.listClusters().clusterArns()).hasSize(clients * callsEach);
        }
        assertThat(fixture.local().writes()).isEqualTo(clients * callsEach);
        fixture.close();
        assertThat(Files.readString(directory.resolve("state.json")).split("shop-", -1))
                .hasSize(clients * callsEach + 1);
    }

    @Test
    void anErrorOfTheServiceArrivesWithItsCode() {
        try (EcsClient ecs = fixture.ecs(credentials)) {
            ecs.createCluster(request -> request.clusterName("shop"));

            assertThatThrownBy(() -> ecs.createCluster(request -> request.clusterName("shop")))
                    .satisfies(error("ClientException", 400))
                    .hasMessageContaining("The cluster exists: shop");
        }
    }

    @Test
    void aDefectIsAServerErrorAndTheLogSaysMore() {
        try (EcsClient ecs = fixture.ecs(credentials)) {
            assertThatThrownBy(() -> ecs.createCluster(request -> request.clusterName("defect")))
                    .satisfies(error("InternalFailure", 500));
        }
        assertThat(fixture.log())
                .anyMatch(line -> line.contains("ecs CreateCluster failed inside ecs-local: java.lang.IllegalState"));
    }

    static Stream<Arguments> wrongCredentials() {
        Consumer<Credentials.Builder> secret = builder -> builder.secretAccessKey("wrong");
        Consumer<Credentials.Builder> key = builder -> builder.accessKeyId("ASIAUNKNOWN");
        Consumer<Credentials.Builder> token = builder -> builder.sessionToken("wrong");
        return Stream.of(
                Arguments.of(secret, "InvalidSignatureException", "The request signature we calculated does not match"),
                Arguments.of(
                        key, "UnrecognizedClientException", "The security token included in the request is invalid."),
                Arguments.of(
                        token,
                        "UnrecognizedClientException",
                        "The security token included in the request is invalid."));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongCredentials")
    void wrongCredentialsAreRefusedAsAwsDoes(Consumer<Credentials.Builder> change, String code, String message) {
        try (EcsClient ecs = fixture.ecs(credentials.copy(change))) {
            assertThatThrownBy(ecs::listClusters).satisfies(error(code, 400)).hasMessageContaining(message);
        }
    }

    @Test
    void expiredCredentialsAreRefused() {
        clock.advance(Duration.ofHours(1));

        try (EcsClient ecs = fixture.ecs(credentials)) {
            assertThatThrownBy(ecs::listClusters)
                    .satisfies(error("ExpiredTokenException", 400))
                    .hasMessageContaining("The security token included in the request is expired");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CreateCluster    | {"clusterName":"shop"} | 400 | MissingAuthenticationTokenException
                    CreateCluster    | not JSON               | 400 | MissingAuthenticationTokenException
                    Createcluster    | {}                     | 400 | UnknownOperationException
                    DeleteEverything | {}                     | 400 | UnknownOperationException
                    """)
    void anUnsignedCallIsRefusedAndChangesNothing(String operation, String body, int status, String code)
            throws Exception {
        HttpResponse<String> answer = post("application/x-amz-json-1.1", "X-Amz-Target", PREFIX + operation, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("{\"__type\":\"" + code + "\",\"message\":\"");
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue(code);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
        try (EcsClient ecs = fixture.ecs(credentials)) {
            assertThat(ecs.listClusters().clusterArns()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/x-amz-json-1.1        | X-Amz-Target | DynamoDB_20120810.ListTables | {} | UnknownOperationException
                    application/x-amz-json-1.1        | X-Amz-Target | ListClusters                 | {} | UnknownOperationException
                    application/json                  | X-Other      | none                         | {} | UnknownOperationException
                    application/x-www-form-urlencoded | X-Other      | none | Version=2011-06-15                           | <Code>MissingAction</Code>
                    application/x-www-form-urlencoded | X-Other      | none | Action=AssumeRoot&Version=2011-06-15         | <Code>InvalidAction</Code><Message>Could not find operation AssumeRoot for version 2011-06-15</Message>
                    application/x-www-form-urlencoded | X-Other      | none | Action=GetCallerIdentity&Version=2010-05-08  | <Code>InvalidAction</Code>
                    application/x-www-form-urlencoded | X-Other      | none | %%%=1                                        | <Code>MalformedInput</Code>
                    application/x-www-form-urlencoded | X-Other      | none | Action=AssumeRoleWithWebIdentity&Version=2011-06-15&DurationSeconds=long | <Code>MalformedInput</Code>
                    """)
    void aCallThatNobodyUnderstandsIsRefused(
            String contentType, String header, String value, String body, String expected) throws Exception {
        HttpResponse<String> answer = post(contentType, header, value, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(expected);
    }

    @Test
    void anErrorOfAwsQueryIsXml() throws Exception {
        HttpResponse<String> answer = post(
                "application/x-www-form-urlencoded", "X-Other", "none", "Action=GetCallerIdentity&Version=2011-06-15");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml");
        assertThat(answer.body())
                .matches("<ErrorResponse><Error><Type>Sender</Type><Code>MissingAuthenticationToken</Code>"
                        + "<Message>Request is missing Authentication Token</Message></Error>"
                        + "<RequestId>[0-9a-f-]{36}</RequestId></ErrorResponse>");
    }

    private HttpResponse<String> post(String contentType, String header, String value, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(fixture.at("/"))
                .header("Content-Type", contentType)
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Consumer<Throwable> error(String code, int status) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(EcsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.requestId().toLowerCase(Locale.ROOT)).matches("[0-9a-f-]{36}");
        });
    }
}
