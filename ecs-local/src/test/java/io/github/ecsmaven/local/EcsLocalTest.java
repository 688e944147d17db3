package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.record.RecordedCall;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.JsonWebKeySet;
import io.github.ecsmaven.local.token.JwtVerifier;
import io.github.ecsmaven.local.token.TokenRequest;
import io.github.ecsmaven.local.wire.Operation.Access;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

class EcsLocalTest {
    private static final String POLICY =
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:*\",\"Resource\":\"*\"}]}";

    @TempDir
    private Path directory;

    @Test
    void everythingIsThereAfterARestart() {
        Credentials credentials;
        URI endpoint;
        String token;
        try (EcsLocalFixture first = EcsLocalFixture.start(directory)) {
            credentials = first.assume();
            endpoint = first.local().endpoint();
            token = first.local().mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT));
            try (EcsClient ecs = first.ecs(credentials)) {
                ecs.createCluster(request -> request.clusterName("shop"));
            }
        }
        try (EcsLocalFixture second = EcsLocalFixture.start(directory);
                EcsClient ecs = second.ecs(credentials)) {
            assertThat(second.local().endpoint()).isEqualTo(endpoint);
            assertThat(ecs.listClusters().clusterArns()).containsExactly("shop");
            AssumeRoleWithWebIdentityResponse answer = second.sts()
                    .assumeRoleWithWebIdentity(EcsLocalFixture.request(token).build());
            assertThat(answer.subjectFromWebIdentityToken()).isEqualTo(EcsLocalFixture.SUBJECT);
        }
    }

    @Test
    void aSessionPolicyIsKept() throws Exception {
        try (EcsLocalFixture fixture = EcsLocalFixture.start(directory)) {
            String token = fixture.local().mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT));
            fixture.sts()
                    .assumeRoleWithWebIdentity(
                            EcsLocalFixture.request(token).policy(POLICY).build());
        }
        EcsLocalFixture.start(directory).close();

        assertThat(directory.resolve("state.json")).content().contains("\"sessionPolicy\":\"{\\\"Statement\\\"");
    }

    @Test
    void sessionsAreForgottenADayAfterTheirEnd() throws Exception {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
        EcsLocalSettings settings = EcsLocalFixture.settings(directory).withClock(clock);
        try (EcsLocalFixture fixture = EcsLocalFixture.start(settings)) {
            fixture.assume();
        }
        assertThat(directory.resolve("state.json")).content().contains("\"accessKeyId\":\"ASIA");

        clock.advance(Duration.ofHours(26));
        EcsLocalFixture.start(settings).close();

        assertThat(directory.resolve("state.json")).content().contains("\"sessions\":[]");
    }

    @Test
    void thePortFromBeforeIsLeftWhenItIsTaken() throws Exception {
        int port;
        try (EcsLocalFixture first = EcsLocalFixture.start(directory)) {
            port = first.local().endpoint().getPort();
        }
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                EcsLocalFixture second = EcsLocalFixture.start(directory)) {
            assertThat(second.local().endpoint().getPort()).isNotEqualTo(other.getLocalPort());
            assertThat(second.log()).anyMatch(line -> line.contains("port " + port + " from before is taken"));
        }
    }

    @Test
    void aWantedPortThatIsTakenIsAnErrorAndTheDirectoryIsFreeAgain() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            EcsLocalSettings settings = EcsLocalFixture.settings(directory).withPort(other.getLocalPort());

            assertThatThrownBy(() -> EcsLocalFixture.start(settings))
                    .isInstanceOf(EcsLocalException.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " of 127.0.0.1 is taken");
        }
        EcsLocalFixture.start(directory).close();
    }

    @Test
    void aDamagedKeyIsAnErrorAndPortAndDirectoryAreFreeAgain() throws Exception {
        Path key = Files.writeString(Files.createDirectories(directory).resolve("oidc-signing-key.pem"), "rubbish");

        assertThatThrownBy(() -> EcsLocalFixture.start(directory)).isInstanceOf(EcsLocalException.class);

        Files.delete(key);
        EcsLocalFixture.start(directory).close();
    }

    @Test
    void everyCallIsRecorded() throws Exception {
        try (EcsLocalFixture fixture = EcsLocalFixture.start(directory)) {
            try (EcsClient ecs = fixture.ecs(fixture.assume())) {
                ecs.createCluster(request -> request.clusterName("shop"));
                ecs.listClusters();
                assertThatThrownBy(() -> ecs.createCluster(request -> request.clusterName("shop")))
                        .isInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> ecs.listServices()).isInstanceOf(RuntimeException.class);
            }

            assertThat(fixture.local().calls())
                    .extracting(
                            RecordedCall::service, RecordedCall::operation, RecordedCall::access, RecordedCall::status)
                    .containsExactly(
                            tuple("sts", "AssumeRoleWithWebIdentity", Access.READ, 200),
                            tuple("ecs", "CreateCluster", Access.WRITE, 200),
                            tuple("ecs", "ListClusters", Access.READ, 200),
                            tuple("ecs", "CreateCluster", Access.WRITE, 400),
                            tuple("ecs", "ListServices", Access.READ, 400));
            assertThat(fixture.local().writes()).isEqualTo(2);
            assertThat(fixture.local().calls().get(1).callerArn())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/deployer/travis.1.2");
            assertThat(get(fixture.at("/_ecs-local/calls")))
                    .startsWith("{\"writes\":2,\"reads\":3,\"calls\":[{\"service\":\"sts\","
                            + "\"operation\":\"AssumeRoleWithWebIdentity\",\"access\":\"READ\",\"status\":200},");
        }
    }

    @Test
    void theRecordOnDiskGoesOnOverRestartsAndTellsRunsApart() throws Exception {
        for (int run = 0; run < 2; run++) {
            try (EcsLocalFixture fixture = EcsLocalFixture.start(directory)) {
                fixture.assume();
            }
        }

        List<JsonNode> lines = Files.readAllLines(directory.resolve("calls.jsonl")).stream()
                .map(JsonNode.parser()::parse)
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).asObject()).containsOnlyKeys("started", "run");
        assertThat(lines.get(1).asObject())
                .containsOnlyKeys("run", "time", "service", "operation", "access", "status", "caller");
        assertThat(lines.get(1).field("run")).isEqualTo(lines.get(0).field("run"));
        assertThat(lines.get(3).field("run"))
                .isEqualTo(lines.get(2).field("run"))
                .isNotEqualTo(lines.get(0).field("run"));
    }

    @Test
    void theIssuersDocumentsAreServed() throws Exception {
        try (EcsLocalFixture fixture =
                EcsLocalFixture.start(EcsLocalSettings.defaults(directory).withLoopbackIssuer())) {
            String issuer = fixture.local().issuer();
            assertThat(issuer).isEqualTo(fixture.local().endpoint() + "/oidc");

            JsonNode discovery = JsonNode.parser().parse(get(URI.create(issuer + "/.well-known/openid-configuration")));
            assertThat(discovery.field("issuer").orElseThrow().asString()).isEqualTo(issuer);
            String keys =
                    get(URI.create(discovery.field("jwks_uri").orElseThrow().asString()));
            JwtVerifier verifier = new JwtVerifier(
                    JsonWebKeySet.parse(keys.getBytes(StandardCharsets.UTF_8)),
                    issuer,
                    Set.of("sts.amazonaws.com"),
                    Clock.systemUTC());
            assertThat(verifier.verify(fixture.local().mint(TokenRequest.forSubject("anybody")))
                            .subject())
                    .isEqualTo("anybody");
        }
    }

    @Test
    void anIssuerOnLoopbackIsTrustedByItsUrl() {
        int port;
        try (EcsLocalFixture first = EcsLocalFixture.start(directory)) {
            port = first.local().endpoint().getPort();
        }
        EcsLocalSettings settings = EcsLocalSettings.defaults(directory)
                .withLoopbackIssuer()
                .withRoles(List.of(EcsLocalFixture.role("127.0.0.1:" + port + "/oidc")));
        try (EcsLocalFixture second = EcsLocalFixture.start(settings)) {
            assertThat(second.assume().accessKeyId()).startsWith("ASIA");
        }
    }

    @Test
    void everyLineOfTheLogSaysThatItIsNotAws() {
        try (EcsLocalFixture fixture = EcsLocalFixture.start(directory)) {
            assertThat(fixture.log())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("ecs-local (not AWS): "))
                    .anyMatch(line ->
                            line.contains("answers at " + fixture.local().endpoint()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "oidc",
                "ftp://oidc.invalid",
                "https:///path",
                "https://a/?q",
                "https://a/#f",
                "https://a/",
                "https://a b"
            })
    void anIssuerThatIsNoUrlIsRefused(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EcsLocalSettings.defaults(directory).withIssuer(issuer))
                .withMessageContaining("issuer is '" + issuer + "'");
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        EcsLocalSettings settings = EcsLocalFixture.settings(directory);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withPort(70_000))
                .withMessageContaining("70000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withAccount("12345"))
                .withMessageContaining("12 digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withRoles(
                        List.of(EcsLocalFixture.role("one.invalid"), EcsLocalFixture.role("two.invalid"))))
                .withMessageContaining("deployer is given twice");
        assertThat(settings.withAccount("111122223333").withClientIds(Set.of("other")))
                .extracting(EcsLocalSettings::account, EcsLocalSettings::clientIds)
                .containsExactly("111122223333", Set.of("other"));
    }

    @Test
    void aRoleThatIamWouldNotHaveIsRefused() {
        Duration hour = Duration.ofHours(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new Role("a b", "{}", hour));
        assertThatIllegalArgumentException().isThrownBy(() -> new Role("deployer", "{}", hour.minusSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Role("deployer", "{}", Duration.ofHours(13)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Role("deployer", "{", hour))
                .withMessageContaining("the trust policy of the role deployer is not JSON");
        assertThatIllegalArgumentException().isThrownBy(() -> new Role("deployer", "[]", hour));
    }

    private static String get(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
