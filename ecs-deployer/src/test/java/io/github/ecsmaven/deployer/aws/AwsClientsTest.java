package io.github.ecsmaven.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ecsmaven.deployer.aws.JournalEntry.Kind;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;

class AwsClientsTest {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key"));

    private final CallJournal journal = new CallJournal(Clock.systemUTC());

    @Test
    void aClientIsBuiltOnceForEachSessionAndUse() {
        AwsCredentialsProvider other =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDOTHER", "secret"));
        try (AwsClients clients = new AwsClients(AwsEndpoint.of("eu-west-1", null), journal)) {
            assertThat(clients.ecsReads(CREDENTIALS)).isSameAs(clients.ecsReads(CREDENTIALS));
            assertThat(clients.ecsReads(CREDENTIALS))
                    .isNotSameAs(clients.ecsWrites(CREDENTIALS))
                    .isNotSameAs(clients.ecsReads(other));
            assertThat(clients.sts()).isSameAs(clients.sts());
        }
    }

    @Test
    void aReadIsRepeatedWhenItFailsInPassing() {
        AtomicInteger calls = new AtomicInteger();
        try (StubAws stub = new StubAws(request -> calls.incrementAndGet() == 1
                        ? Answer.error(500, "ServerException", "oops")
                        : Answer.json("{\"services\":[]}"));
                AwsClients clients = new AwsClients(patient(stub.uri()), journal)) {
            clients.ecsReads(CREDENTIALS).describeServices(request -> request.services("checkout"));

            assertThat(stub.requests()).hasSize(2);
            assertThat(journal.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.attempts()).isEqualTo(2);
                assertThat(entry.succeeded()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"500, ServerException", "503, ServiceUnavailableException", "400, RequestTimeout"})
    void aWriteIsNeverRepeatedBlindly(int status, String code) {
        try (StubAws stub = new StubAws(request -> Answer.error(status, code, "oops"));
                AwsClients clients = new AwsClients(patient(stub.uri()), journal)) {
            EcsClient ecs = clients.ecsWrites(CREDENTIALS);

            assertThatThrownBy(() -> ecs.registerTaskDefinition(request -> request.family("checkout")))
                    .isInstanceOf(SdkException.class);

            assertThat(stub.requests()).hasSize(1);
        }
    }

    @Test
    void aWriteThatWasRefusedForItsRateIsRepeated() {
        AtomicInteger calls = new AtomicInteger();
        try (StubAws stub = new StubAws(request -> calls.incrementAndGet() == 1
                        ? Answer.error(400, "ThrottlingException", "Rate exceeded")
                        : Answer.json("{}"));
                AwsClients clients = new AwsClients(patient(stub.uri()), journal)) {
            clients.ecsWrites(CREDENTIALS).registerTaskDefinition(request -> request.family("checkout"));

            assertThat(stub.requests()).hasSize(2);
        }
    }

    /** The JDK's HTTP client repeats a POST by itself when a kept connection turns out to be closed, unless it streams. */
    @Test
    void aWriteWhoseConnectionIsLostIsSentOnce() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> loseTheSecondRequest(server, requests));
            serving.setDaemon(true);
            serving.start();
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
            try (AwsClients clients = new AwsClients(patient(uri), journal)) {
                EcsClient ecs = clients.ecsWrites(CREDENTIALS);
                ecs.registerTaskDefinition(request -> request.family("checkout"));

                assertThatThrownBy(() -> ecs.registerTaskDefinition(request -> request.family("checkout")))
                        .isInstanceOfSatisfying(
                                SdkException.class,
                                lost -> assertThat(WriteFate.of(lost)).isEqualTo(WriteFate.UNKNOWN));
            }
            assertThat(requests).hasValue(2);
        }
    }

    @Test
    void theJournalHoldsEachCallAndNoSecret() {
        try (StubAws stub = new StubAws(request -> request.operation().equals("UpdateService")
                        ? Answer.error(400, "ServiceNotFoundException", "Service not found.")
                        : Answer.json("{\"services\":[]}"));
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            clients.ecsReads(CREDENTIALS).describeServices(request -> request.services("checkout"));
            EcsClient writes = clients.ecsWrites(CREDENTIALS);
            assertThatThrownBy(() -> writes.updateService(request -> request.service("checkout")))
                    .isInstanceOf(SdkException.class);

            assertThat(journal.entries())
                    .extracting(
                            JournalEntry::service, JournalEntry::operation, JournalEntry::status, JournalEntry::result)
                    .containsExactly(
                            tuple("ecs", "DescribeServices", 200, "ok"),
                            tuple("ecs", "UpdateService", 400, "ServiceNotFoundException"));
            assertThat(journal.entries()).allSatisfy(entry -> {
                assertThat(entry.requestId()).isEqualTo("request-1");
                assertThat(entry.latency()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
                assertThat(entry.host()).isEqualTo(stub.uri().getAuthority());
            });
            assertThat(journal.count(Kind.READ)).isEqualTo(1);
            assertThat(journal.count(Kind.WRITE)).isEqualTo(1);
            assertThat(journal.toString() + journal.entries()).doesNotContain("secret-key");
            assertThat(clients.journal()).isSameAs(journal);
            assertThat(clients.endpoint()).isEqualTo(stub.endpoint());
        }
    }

    @Test
    void aCallThatReachesNobodyIsInTheJournalToo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (AwsClients clients = new AwsClients(
                new AwsEndpoint(
                        "eu-west-1",
                        URI.create("http://127.0.0.1:" + port),
                        1,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5)),
                journal)) {
            EcsClient ecs = clients.ecsWrites(CREDENTIALS);
            assertThatThrownBy(() -> ecs.updateService(request -> request.service("checkout")))
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            refused -> assertThat(WriteFate.of(refused)).isEqualTo(WriteFate.NOT_EXECUTED));

            assertThat(journal.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.status()).isZero();
                assertThat(entry.result()).isEqualTo("ConnectException");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"400, ClientException, NOT_EXECUTED", "500, ServerException, UNKNOWN", "400, , UNKNOWN"})
    void theFateOfAWriteFollowsFromItsAnswer(int status, String code, WriteFate fate) {
        Answer answer = code == null ? Answer.of(status, "text/html", "<p>") : Answer.error(status, code, "oops");
        try (StubAws stub = new StubAws(request -> answer);
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            EcsClient ecs = clients.ecsWrites(CREDENTIALS);
            assertThatThrownBy(() -> ecs.updateService(request -> request.service("checkout")))
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            failure -> assertThat(WriteFate.of(failure)).isEqualTo(fate));
        }
    }

    @Test
    void thePersonsProfilesChangeNothing(@TempDir Path directory) throws IOException {
        Path profile = Files.writeString(
                directory.resolve("config"),
                "[default]\nregion = us-east-1\nretry_mode = never\nuse_fips_endpoint = true\n");
        System.setProperty("aws.configFile", profile.toString());
        try (StubAws stub = new StubAws(request -> Answer.json("{}"));
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            clients.ecsWrites(CREDENTIALS).tagResource(request -> request.resourceArn("arn"));

            assertThat(stub.requests().get(0).headers().get("Authorization")).contains("/eu-west-1/ecs/");
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void aBrokenProfileFileIsNamed(@TempDir Path directory) throws IOException {
        Path broken = Files.writeString(directory.resolve("config"), "[default\nregion eu-west-1\n");
        System.setProperty("aws.configFile", broken.toString());
        try (AwsClients clients = new AwsClients(AwsEndpoint.of("eu-west-1", null), journal)) {
            assertThatThrownBy(clients::sts)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("~/.aws/config")
                    .hasMessageContaining("must end with ']' on line 1");
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void anEndpointKnowsTheUrlOfEachService() {
        assertThat(AwsEndpoint.of("eu-west-1", null).url("ecs")).isEqualTo("https://ecs.eu-west-1.amazonaws.com");
        assertThat(AwsEndpoint.of("eu-west-1", null).url("sts")).isEqualTo("https://sts.eu-west-1.amazonaws.com");
        assertThat(AwsEndpoint.of("eu-west-1", URI.create("http://127.0.0.1:4566"))
                        .url("sts"))
                .isEqualTo("http://127.0.0.1:4566");
        assertThatThrownBy(() -> AwsEndpoint.of(" ", null)).isInstanceOf(IllegalArgumentException.class);
        for (String loopback : List.of("http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1")) {
            assertThat(AwsEndpoint.of("eu-west-1", URI.create(loopback)).isLoopback())
                    .isTrue();
        }
        assertThat(AwsEndpoint.of("eu-west-1", null).isLoopback()).isFalse();
    }

    private static AwsEndpoint patient(URI uri) {
        return AwsEndpoint.of("eu-west-1", uri);
    }

    private static void loseTheSecondRequest(ServerSocket server, AtomicInteger requests) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    while (readRequest(socket.getInputStream())) {
                        if (requests.incrementAndGet() > 1) {
                            break;
                        }
                        socket.getOutputStream()
                                .write(("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\n"
                                                + "Content-Length: 2\r\n\r\n{}")
                                        .getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        } catch (IOException e) {
            // The test has closed the server.
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        String marker = "content-length: ";
        int at = head.toString().toLowerCase(java.util.Locale.ROOT).indexOf(marker) + marker.length();
        int length =
                Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)).strip());
        return in.readNBytes(length).length == length;
    }
}
