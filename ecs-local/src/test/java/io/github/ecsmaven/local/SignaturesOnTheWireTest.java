package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What becomes of calls whose signature is not right, in both protocols, byte by byte. */
class SignaturesOnTheWireTest {
    private static final Duration SIX_MINUTES = Duration.ofMinutes(6);

    @TempDir
    private Path directory;

    private EcsLocalFixture fixture;
    private Credentials credentials;

    @BeforeEach
    void start() {
        fixture = EcsLocalFixture.start(directory);
        credentials = fixture.assume();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whatIsSignedByTheRulesIsTaken() throws Exception {
        assertThat(send(ecs().signed(credentials)).text()).isEqualTo("{\"clusterArns\":[]}");
        assertThat(send(sts().signed(credentials)).text()).contains("<Account>000000000000</Account>");
        assertThat(send(sts().asGet().signed(credentials)).text()).contains("<Account>000000000000</Account>");
    }

    /** What a client got wrong. */
    private interface Mistake {
        RawRequest make(RawRequest request, Credentials credentials) throws Exception;
    }

    static Stream<Arguments> mistakes() {
        Mistake unsigned = (request, credentials) -> request;
        Mistake slow = (request, credentials) ->
                request.signed(credentials, Instant.now().minus(SIX_MINUTES));
        Mistake fast = (request, credentials) ->
                request.signed(credentials, Instant.now().plus(SIX_MINUTES));
        Mistake secret = (request, credentials) -> request.signed(
                credentials.toBuilder().secretAccessKey("a wrong one").build());
        Mistake key = (request, credentials) -> request.signed(
                credentials.toBuilder().accessKeyId("ASIAOFSOMEBODYELSE").build());
        Mistake longTermKey = (request, credentials) -> request.signed(credentials.toBuilder()
                .accessKeyId("AKIAIOSFODNN7EXAMPLE")
                .sessionToken(null)
                .build());
        Mistake noToken = (request, credentials) ->
                request.signed(credentials.toBuilder().sessionToken(null).build());
        Mistake wrongToken = (request, credentials) -> request.signed(
                credentials.toBuilder().sessionToken("a wrong one").build());
        Mistake changedBody =
                (request, credentials) -> request.signed(credentials).body(changed(request.body()));
        Mistake noDate = (request, credentials) -> request.signed(credentials).without("x-amz-date");
        Mistake garbage = (request, credentials) ->
                request.signed(credentials).header("authorization", "AWS4-HMAC-SHA256 Credential");
        Mistake otherScheme = (request, credentials) -> request.header("authorization", "Bearer abc");
        return Stream.of(
                Arguments.of("unsigned", unsigned, "MissingAuthenticationToken", 403, "Request is missing"),
                Arguments.of("slow clock", slow, "InvalidSignature", 403, "Signature expired: "),
                Arguments.of("fast clock", fast, "InvalidSignature", 403, "Signature not yet current: "),
                Arguments.of("wrong secret", secret, "InvalidSignature", 403, "we calculated does not match"),
                Arguments.of("unknown key", key, "UnrecognizedClient", 403, "token included in the request is invalid"),
                Arguments.of("long-term key", longTermKey, "UnrecognizedClient", 403, "is invalid"),
                Arguments.of("no session token", noToken, "UnrecognizedClient", 403, "is invalid"),
                Arguments.of("wrong session token", wrongToken, "UnrecognizedClient", 403, "is invalid"),
                Arguments.of("changed body", changedBody, "InvalidSignature", 403, "we calculated does not match"),
                Arguments.of("no date", noDate, "IncompleteSignature", 400, "'X-Amz-Date' or a 'Date' header"),
                Arguments.of("cut off", garbage, "IncompleteSignature", 400, "requires 'Signature' parameter"),
                Arguments.of("another scheme", otherScheme, "IncompleteSignature", 400, "AWS4-HMAC-SHA256"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsRefusedInTheWordsOfTheProtocol(
            String name, Mistake mistake, String code, int queryStatus, String message) throws Exception {
        RawConnection.Answer json = send(mistake.make(ecs(), credentials));
        RawConnection.Answer xml = send(mistake.make(sts(), credentials));

        assertThat(json.status()).isEqualTo(400);
        assertThat(json.header("x-amzn-errortype")).isEqualTo(code + "Exception");
        assertThat(json.text())
                .startsWith("{\"__type\":\"" + code + "Exception\",\"message\":\"")
                .contains(message);
        assertThat(xml.status()).isEqualTo(queryStatus);
        assertThat(xml.text()).contains("<Code>" + inQuery(code) + "</Code>").contains(message);
        assertThat(fixture.local().calls())
                .filteredOn(call -> call.status() >= 400)
                .allSatisfy(call -> assertThat(call.callerArn()).isEmpty());
    }

    /** Clients set their clocks by it. */
    @Test
    void aRefusalHasTheServersDate() throws Exception {
        RawConnection.Answer answer =
                send(ecs().signed(credentials, Instant.now().minus(SIX_MINUTES)));

        Instant date =
                java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.header("date"), Instant::from);
        assertThat(date).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
    }

    @Test
    void aRefusedCallDoesNotChangeAnything() throws Exception {
        byte[] changed = changed(RawRequest.utf8("{\"clusterName\":\"shop\"}"));
        send(RawRequest.ecs(fixture.local().endpoint(), "CreateCluster", "{}")
                .signed(credentials)
                .body(changed));

        assertThat(send(ecs().signed(credentials)).text()).isEqualTo("{\"clusterArns\":[]}");
    }

    /** The SDKs add it after signing when they sign again. */
    @Test
    void aHeaderThatIsNotOfAwsMayBeUnsigned() throws Exception {
        RawRequest request = ecs().signed(credentials).header("x-forwarded-for", "10.0.0.1");

        assertThat(send(request).status()).isEqualTo(200);
    }

    private static byte[] changed(byte[] body) {
        return RawRequest.concatenated(body, RawRequest.utf8(body[0] == '{' ? " " : "&a=b"));
    }

    private static String inQuery(String code) {
        return switch (code) {
            case "InvalidSignature" -> "SignatureDoesNotMatch";
            case "UnrecognizedClient" -> "InvalidClientTokenId";
            default -> code;
        };
    }

    private RawRequest ecs() {
        return RawRequest.ecs(fixture.local().endpoint(), "ListClusters", "{}");
    }

    private RawRequest sts() {
        return RawRequest.sts(fixture.local().endpoint(), "GetCallerIdentity");
    }

    private RawConnection.Answer send(RawRequest request) throws Exception {
        return RawConnection.exchange(fixture.local().endpoint(), request.bytes());
    }
}
