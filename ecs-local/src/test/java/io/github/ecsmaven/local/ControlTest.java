package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What a person or a test does to ecs-local itself, over HTTP and in code. */
class ControlTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path directory;

    private final SettableClock machine = new SettableClock(START);
    private EcsLocal local;

    @BeforeEach
    void start() {
        local = EcsLocal.start(settings());
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private EcsLocalSettings settings() {
        List<Role> roles = EcsLocalFixture.settings(directory).roles();
        return EcsLocalFixture.withSharedKey(
                EcsLocalSettings.defaults(directory).withRoles(roles).withClock(machine));
    }

    @Test
    void theStateSaysWhatItIsAndHowMuchItHolds() throws Exception {
        create("web");
        JsonNode state = json(get("state"));

        assertThat(text(state, "name")).isEqualTo("ecs-local");
        assertThat(state.field("aws").orElseThrow().asBoolean()).isFalse();
        assertThat(text(state, "endpoint")).isEqualTo(local.endpoint().toString());
        assertThat(text(state, "account")).isEqualTo("000000000000");
        assertThat(text(state, "issuer")).isEqualTo(local.issuer());
        assertThat(text(state, "stateDirectory")).isEqualTo(directory.toString());
        assertThat(text(state, "now")).isEqualTo(START.toString());
        assertThat(local.summary().counts().get("ecs")).containsEntry("taskDefinitions", 1);
        assertThat(local.summary().writes()).isEqualTo(1);
        assertThat(local.summary().reads()).isEqualTo(1);
    }

    @Test
    void theStateShowsNoSecret() throws Exception {
        Credentials credentials = create("web");

        assertThat(get("state").text())
                .doesNotContain(credentials.secretAccessKey())
                .doesNotContain(credentials.sessionToken());
    }

    @Test
    void aResetForgetsEverythingThatWasCreatedAndClientsGoOn() throws Exception {
        Credentials credentials = create("web");
        local.clock().advance(Duration.ofMinutes(1));

        RawConnection.Answer answer = post("reset", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(local.summary().counts().get("ecs")).containsEntry("taskDefinitions", 0);
        assertThat(local.calls()).isEmpty();
        assertThat(local.clock().ahead()).isEqualTo(Duration.ofMinutes(1));
        try (EcsClient ecs = ecs(credentials)) {
            assertThat(ecs.describeClusters().clusters())
                    .singleElement()
                    .satisfies(cluster -> assertThat(cluster.clusterName()).isEqualTo("default"));
            assertThat(ecs.listTaskDefinitions().taskDefinitionArns()).isEmpty();
        }
        stop();
        start();
        assertThat(local.summary().counts().get("ecs")).containsEntry("taskDefinitions", 0);
    }

    @Test
    void inCodeItIsTheSame() {
        create("web");
        local.reset();

        assertThat(local.summary().counts().get("ecs")).containsEntry("taskDefinitions", 0);
    }

    @Test
    void timeIsAdvancedAndSpedUp() throws Exception {
        assertThat(post("clock", "{\"advance\":\"PT1H\",\"speed\":60}").text())
                .isEqualTo("{\"now\":\"2026-01-02T04:04:05Z\",\"ahead\":\"PT1H\",\"speed\":60.0}");
        machine.advance(Duration.ofSeconds(1));
        assertThat(get("clock").text())
                .isEqualTo("{\"now\":\"2026-01-02T04:05:05Z\",\"ahead\":\"PT1H59S\",\"speed\":60.0}");

        assertThat(local.clock().instant()).isEqualTo(START.plusSeconds(3660));
    }

    @Test
    void tokensAreMintedOfAnySubjectAndCi() throws Exception {
        assertThat(
                        claims(
                                post(
                                        "token",
                                        "{\"subject\":\"anybody\",\"audience\":[\"a\",\"b\"],\"lifetime\":\"PT1M\","
                                                + "\"issuer\":\"https://oidc.example\",\"claims\":{\"n\":1,\"l\":[true,{\"k\":\"v\"}]}}")))
                .contains("\"iss\":\"https://oidc.example\"")
                .contains("\"sub\":\"anybody\"")
                .contains("\"aud\":[\"a\",\"b\"]")
                .contains("\"n\":1,\"l\":[true,{\"k\":\"v\"}]");
        assertThat(claims(post(
                        "token",
                        "{\"ci\":\"GITLAB\",\"project\":\"acme/shop\",\"branch\":\"main\",\"faults\":\"EXPIRED\"}")))
                .contains("\"sub\":\"project_path:acme/shop:ref_type:branch:ref:main\"");
    }

    private static String claims(RawConnection.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        String token = JsonNode.parser()
                .parse(answer.text())
                .field("token")
                .orElseThrow()
                .asString();
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    @Test
    void theIssuerIsDisturbed() throws Exception {
        String before = local.mint(TokenRequest.forSubject("anybody"));

        assertThat(post("issuer", "{\"health\":\"UNREACHABLE\",\"key\":\"ROTATE\"}")
                        .status())
                .isEqualTo(200);

        assertThat(headerOf(local.mint(TokenRequest.forSubject("anybody")))).isNotEqualTo(headerOf(before));
    }

    private static String headerOf(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            token  | {}                                 | 'subject' is needed
            token  | {"sub":"a"}                        | this has [sub]
            token  | {"ci":"HUDSON"}                    | 'ci' is one of [GITHUB_ACTIONS
            token  | {"subject":"a","faults":["BAD"]}   | 'faults' is one of [ALGORITHM_NONE
            token  | {"subject":"a","lifetime":"1h"}    | 'lifetime' is a duration
            token  | {"subject":"a","audience":[]}      | 'audience' is text
            token  | {"subject":"a","claims":7}         | 'claims' is an object
            token  | {"subject":"a","claims":{"a":null}} | a claim cannot be null
            token  | {"subject":"a","claims":{"exp":1}} | the issuer sets them: [exp]
            issuer | {}                                 | 'health', 'key' or both
            issuer | {"health":"ILL"}                   | 'health' is one of [REACHABLE
            issuer | {"key":"LOSE"}                     | 'key' is "ROTATE"
            """)
    void whatCannotBeMintedOrDisturbedIsSaid(String page, String body, String message) throws Exception {
        RawConnection.Answer answer = post(page, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(JsonNode.parser()
                        .parse(answer.text())
                        .field("error")
                        .orElseThrow()
                        .asString())
                .contains(message);
    }

    @Test
    void aRestartDoesNotTurnTimeBack() {
        local.clock().advance(Duration.ofHours(1));
        stop();
        start();

        assertThat(local.clock().instant()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void credentialsExpireWhenTimeIsAdvanced() {
        Credentials credentials = create("web");
        local.clock().advance(Duration.ofHours(2));

        try (EcsClient ecs = ecs(credentials)) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(ecs::listTaskDefinitions))
                    .hasMessageContaining("expired");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    clock | {}                       | a change of the clock has 'advance', 'speed' or both
                    clock | {"back":"PT1H"}          | this has [back]
                    clock | {"advance":"1 h"}        | 'advance' is a duration of ISO 8601
                    clock | {"advance":60}           | 'advance' is a duration of ISO 8601
                    clock | {"advance":"-PT1H"}      | time goes forward only
                    clock | {"speed":"fast"}         | 'speed' is a number
                    clock | {"speed":-1}             | speed is -1.0; it must be between 0 and 100000
                    clock | {"advance":"PT1H","speed":1e9} | it must be between 0 and 100000
                    clock | []                       | the body is not a JSON object
                    clock | {                        | the body is not JSON
                    reset | {"what":1}               | a reset takes no members; this has [what]
                    """)
    void aWishThatCannotBeIsRefusedAndChangesNothing(String page, String body, String message) throws Exception {
        RawConnection.Answer answer = post(page, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(json(answer), "error")).startsWith("ecs-local: ").contains(message);
        assertThat(local.clock().instant()).isEqualTo(START);
        assertThat(local.clock().speed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"GET, nothing, 404", "GET, '', 404", "GET, reset, 405", "DELETE, state, 405", "PUT, clock, 405"})
    void aPageThatIsNotThereNamesThoseThatAre(String method, String page, int status) throws Exception {
        RawConnection.Answer answer = send(method, page, Map.of("Host", "localhost"), "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text())
                .contains("[GET calls, GET clock, GET state, POST clock, POST issuer, POST reset, POST token]");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:80, 200",
        "localhost:4566, 200",
        "LOCALHOST, 200",
        "[::1]:4566, 200",
        "rebound.example.com, 403",
        "rebound.example.com:4566, 403",
        "127.0.0.1.example.com, 403",
        "localhost.example.com, 403",
        "127.0.0.1@example.com, 403",
        "example.com/127.0.0.1, 403",
        "0.0.0.0, 403",
        "'', 403"
    })
    void aNameThatOnlyLeadsToLoopbackIsRefused(String host, int status) throws Exception {
        assertThat(send("GET", "state", Map.of("Host", host), "").status()).isEqualTo(status);
        assertThat(send("POST", "reset", Map.of("Host", host, "Content-Type", "application/json"), "")
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://localhost:4566, 200",
        "Origin, https://localhost:4566, 403",
        "Origin, http://localhost:3000, 403",
        "Origin, https://example.com, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, none, 200",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, cross-site, 403"
    })
    void aPageOfAnotherSiteIsRefused(String header, String value, int status) throws Exception {
        Map<String, String> headers =
                Map.of("Host", "localhost:4566", header, value, "Content-Type", "application/json");

        assertThat(send("POST", "reset", headers, "").status()).isEqualTo(status);
        assertThat(send("GET", "calls", headers, "").status()).isEqualTo(status);
        assertThat(send("OPTIONS", "reset", headers, "").header("access-control-allow-origin"))
                .isEmpty();
    }

    /** A form of a web page can send these types without asking first. */
    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "''"})
    void aPostNeedsATypeThatNoFormSends(String contentType) throws Exception {
        assertThat(send("POST", "reset", Map.of("Host", "localhost", "Content-Type", contentType), "{}")
                        .text())
                .contains("a POST needs the header Content-Type: application/json");
    }

    private Credentials create(String family) {
        Credentials credentials = EcsLocalFixture.assume(local);
        try (EcsClient ecs = ecs(credentials)) {
            ecs.registerTaskDefinition(request -> request.family(family)
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("app")
                            .image("app:1")
                            .memory(128)
                            .build()));
        }
        return credentials;
    }

    private EcsClient ecs(Credentials credentials) {
        return EcsLocalFixture.ecs(local, credentials);
    }

    private RawConnection.Answer get(String page) throws Exception {
        return send("GET", page, Map.of("Host", local.endpoint().getAuthority()), "");
    }

    private RawConnection.Answer post(String page, String body) throws Exception {
        return send("POST", page, Map.of("Host", "localhost", "Content-Type", "application/json"), body);
    }

    private RawConnection.Answer send(String method, String page, Map<String, String> headers, String body)
            throws Exception {
        StringBuilder request = new StringBuilder(method + " /_ecs-local/" + page + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        request.append("Content-Length: " + body.length() + "\r\n\r\n" + body);
        return RawConnection.exchange(local.endpoint(), RawRequest.utf8(request.toString()));
    }

    private static JsonNode json(RawConnection.Answer answer) {
        return JsonNode.parser().parse(answer.body());
    }

    private static String text(JsonNode json, String member) {
        return json.field(member).orElseThrow().asString();
    }
}
