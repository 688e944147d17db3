package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.wire.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.Credentials;

/** HTTP as clients other than the AWS SDK speak it, well or badly. The server outlives all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpOnTheWireTest {
    private static final int TOO_LONG = LoopbackServer.MOST_BODY_BYTES + 1;

    private EcsLocalFixture fixture;
    private Credentials credentials;
    private URI endpoint;

    @BeforeAll
    void start(@TempDir Path directory) {
        fixture = EcsLocalFixture.start(directory);
        credentials = fixture.assume();
        endpoint = fixture.local().endpoint();
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @AfterEach
    void itStillAnswers() throws Exception {
        assertThat(send(list().signed(credentials)).status()).isEqualTo(200);
    }

    @Test
    void everyAnswerHasARequestIdOfItsOwn() throws Exception {
        RawRequest[] requests = {
            list().signed(credentials),
            list().signed(credentials),
            list(),
            RawRequest.ecs(endpoint, "NoSuchOperation", "{}"),
            RawRequest.sts(endpoint, "GetCallerIdentity").signed(credentials),
            RawRequest.sts(endpoint, "GetCallerIdentity"),
            list().body(new byte[TOO_LONG])
        };
        Set<String> ids = new HashSet<>();
        for (RawRequest request : requests) {
            RawConnection.Answer answer = send(request);
            String id = answer.header("x-amzn-requestid");
            assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(ids.add(id)).isTrue();
            if (answer.header("content-type").equals("text/xml")) {
                assertThat(answer.text()).contains("<RequestId>" + id + "</RequestId>");
            }
        }
        RawConnection.Answer page = text("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(ids.add(page.header("x-amzn-requestid"))).isTrue();
    }

    @Test
    void aGzippedRequestIsUnpackedAndSignedAsItTravels() throws Exception {
        RawRequest request = RawRequest.ecs(endpoint, "CreateCluster", "{\"clusterName\":\"gzipped\"}")
                .gzipped()
                .signed(credentials);
        assertThat(send(request).text()).contains("cluster/gzipped");

        RawRequest form =
                RawRequest.sts(endpoint, "GetCallerIdentity").gzipped().signed(credentials);
        assertThat(send(form).text()).contains("<Account>");
    }

    @Test
    void aBodyThatIsNoGzipIsRefused() throws Exception {
        RawConnection.Answer answer =
                send(list().header("content-encoding", "gzip").signed(credentials));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("SerializationException").contains("not valid gzip");
    }

    @Test
    void aCodingThatNobodyKnowsIsRefused() throws Exception {
        RawConnection.Answer answer =
                send(list().header("content-encoding", "br").signed(credentials));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Content-Encoding 'br'");
    }

    @Test
    void aBodyThatUnpacksToTooMuchIsRefused() throws Exception {
        RawRequest bomb = list().body(new byte[3 * TOO_LONG]).gzipped();
        assertThat(bomb.body()).hasSizeLessThan(100_000);

        RawConnection.Answer answer = send(bomb.signed(credentials));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("x-amzn-errortype")).isEqualTo("RequestEntityTooLargeException");
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "'deflate, GZIP;q=0.5', true",
        "'gzip;q=0', false",
        "identity, false",
        "'', false",
        "br, false"
    })
    void aLongAnswerIsGzippedForWhoAcceptsIt(String accepted, boolean gzipped) throws Exception {
        String name = "n".repeat(255);
        for (int i = 0; i < 8; i++) {
            send(RawRequest.ecs(endpoint, "CreateCluster", "{\"clusterName\":\"" + name + i + "\"}")
                    .signed(credentials));
        }

        RawConnection.Answer answer =
                send(list().header("accept-encoding", accepted).signed(credentials));

        assertThat(answer.header("content-encoding")).isEqualTo(gzipped ? "gzip" : "");
        byte[] body =
                gzipped ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes() : answer.body();
        assertThat(new String(body, StandardCharsets.UTF_8))
                .startsWith("{\"clusterArns\":[")
                .contains(name + 7);
        assertThat(gzipped).isEqualTo(answer.body().length < body.length);
    }

    @Test
    void aShortAnswerIsNotGzipped() throws Exception {
        RawConnection.Answer answer = send(RawRequest.sts(endpoint, "GetCallerIdentity")
                .header("accept-encoding", "gzip")
                .signed(credentials));

        assertThat(answer.headers()).doesNotContainKey("content-encoding");
    }

    @Test
    void aClientThatExpects100ContinueIsToldToContinueBeforeItSendsTheBody() throws Exception {
        RawRequest request = list().header("expect", "100-continue").signed(credentials);
        try (RawConnection connection = new RawConnection(endpoint)) {
            connection.send(request.head("Content-Length: " + request.body().length));
            assertThat(connection.head().status()).isEqualTo(100);

            assertThat(connection.send(request.body()).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void manyCallsGoOverOneConnection() throws Exception {
        try (RawConnection connection = new RawConnection(endpoint)) {
            for (int i = 0; i < 20; i++) {
                RawRequest request = i % 3 == 0 ? list() : list().signed(credentials);
                assertThat(connection.send(request.bytes()).answer().status()).isEqualTo(i % 3 == 0 ? 400 : 200);
            }
        }
    }

    @Test
    void aClientThatWantsToCloseIsClosed() throws Exception {
        try (RawConnection connection = new RawConnection(endpoint)) {
            RawRequest request = list().signed(credentials).header("connection", "close");
            assertThat(connection.send(request.bytes()).answer().status()).isEqualTo(200);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void aBodyMayComeInChunks(int size) throws Exception {
        RawRequest request = RawRequest.ecs(endpoint, "ListClusters", "{\"maxResults\": 10 }")
                .signed(credentials);

        assertThat(RawConnection.exchange(endpoint, request.chunked(size)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"maxResults\":}",
                "{'a':1}",
                "nul",
                "{} {}",
                "{}x",
                "\u0000",
                "{\"clusterName\":\"\u0007\"}",
                "<ListClusters/>"
            })
    void aBodyThatIsNoJsonIsRefused(String body) throws Exception {
        RawConnection.Answer answer =
                send(RawRequest.ecs(endpoint, "ListClusters", body).signed(credentials));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("x-amzn-errortype")).isEqualTo("SerializationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "true", "null"})
    void jsonThatIsNoObjectIsRefused(String body) throws Exception {
        RawConnection.Answer answer =
                send(RawRequest.ecs(endpoint, "ListClusters", body).signed(credentials));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("x-amzn-errortype")).isEqualTo("SerializationException");
    }

    @Test
    void noBodyIsAnEmptyObject() throws Exception {
        assertThat(send(RawRequest.ecs(endpoint, "ListClusters", "").signed(credentials))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void jsonThatIsNestedTooDeeplyIsRefused() throws Exception {
        String deep = "{\"tags\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}";

        RawConnection.Answer answer =
                send(RawRequest.ecs(endpoint, "CreateCluster", deep).signed(credentials));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("x-amzn-errortype")).isEqualTo("SerializationException");
    }

    @Test
    void textThatIsNoUtf8IsRefused() throws Exception {
        byte[] latin1 = "{\"clusterName\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        RawConnection.Answer json =
                send(RawRequest.ecs(endpoint, "CreateCluster", "").body(latin1).signed(credentials));
        assertThat(json.header("x-amzn-errortype")).isEqualTo("SerializationException");

        RawConnection.Answer form =
                send(RawRequest.sts(endpoint, "").body(latin1).signed(credentials));
        assertThat(form.text()).contains("<Code>MalformedInput</Code>");
    }

    @ParameterizedTest
    @ValueSource(ints = {TOO_LONG, 3 * TOO_LONG})
    void aRequestThatIsTooLongIsRefusedInItsProtocol(int length) throws Exception {
        RawConnection.Answer json = send(list().body(new byte[length]).signed(credentials));
        assertThat(json.status()).isEqualTo(413);
        assertThat(json.header("x-amzn-errortype")).isEqualTo("RequestEntityTooLargeException");

        RawConnection.Answer chunked = RawConnection.exchange(
                endpoint, list().body(new byte[length]).signed(credentials).chunked(100_000));
        assertThat(chunked.status()).isEqualTo(413);

        RawConnection.Answer form =
                send(RawRequest.sts(endpoint, "").body(new byte[length]).signed(credentials));
        assertThat(form.status()).isEqualTo(413);
        assertThat(form.text()).contains("<Code>RequestEntityTooLargeException</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
    void aCallByAnotherMethodThanPostIsNotFound(String method) throws Exception {
        RawConnection.Answer answer = text(method + " / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("ecs-local, not AWS: nothing is at " + method + " /");
        assertThat(answer.header("x-ecs-local")).isEqualTo("not-aws");
    }

    @Test
    void anAnswerToHeadHasNoBody() throws Exception {
        try (RawConnection connection = new RawConnection(endpoint)) {
            byte[] head = RawRequest.utf8("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.send(head).head().status()).isEqualTo(404);
            assertThat(connection
                            .send(list().signed(credentials).bytes())
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-amz-json-1.1, 200",
        "application/x-amz-json-1.0, 200",
        "Application/X-Amz-Json-1.1; charset=utf-8, 200",
        "application/json, 400",
        "application/x-amz-json-1.10, 400",
        "application/x-amz-cbor-1.1, 400",
        "text/plain, 400",
        "'', 400"
    })
    void aContentTypeThatIsNotTheProtocolsIsAnUnknownOperation(String contentType, int status) throws Exception {
        RawConnection.Answer answer =
                send(list().header("content-type", contentType).signed(credentials));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("x-amzn-errortype")).isEqualTo(status == 200 ? "" : "UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish\r\n\r\n",
                "GET\r\n\r\n",
                "POST / HTTP/1.1\r\nno colon\r\n\r\n",
                "POST /% HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: unheard-of\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void whatIsNoHttpIsRefusedOrBrokenOff(String bytes) throws Exception {
        try (RawConnection connection = new RawConnection(endpoint)) {
            connection.send(RawRequest.utf8(bytes));
            int status;
            try {
                status = connection.answer().status();
            } catch (java.io.EOFException | java.net.SocketException brokenOff) {
                status = 400;
            }
            assertThat(status).isBetween(400, 599);
        }
    }

    @Test
    void clientsThatAreSlowToSendHoldNobodyUp() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        try {
            byte[] request = list().signed(credentials).bytes();
            byte[] beginning = Arrays.copyOf(request, request.length - 1);
            for (int i = 0; i < 40; i++) {
                slow.add(new RawConnection(endpoint).send(beginning));
            }
            assertThat(send(list().signed(credentials)).status()).isEqualTo(200);
            for (RawConnection connection : slow) {
                byte[] rest = Arrays.copyOfRange(request, request.length - 1, request.length);
                assertThat(connection.send(rest).answer().status()).isEqualTo(200);
            }
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void callsAtTheSameTimeAreAllAnswered() throws Exception {
        int before = fixture.local().calls().size();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, 240)
                    .<Callable<Integer>>mapToObj(i -> () -> send(i % 4 == 0 ? list() : list().signed(credentials))
                            .status())
                    .toList();
            List<Future<Integer>> answers = threads.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i % 4 == 0 ? 400 : 200);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(fixture.local().calls()).hasSize(before + 240);
    }

    private RawRequest list() {
        return RawRequest.ecs(endpoint, "ListClusters", "{}");
    }

    private RawConnection.Answer send(RawRequest request) throws Exception {
        return RawConnection.exchange(endpoint, request.bytes());
    }

    private RawConnection.Answer text(String request) throws Exception {
        return RawConnection.exchange(endpoint, RawRequest.utf8(request));
    }
}
