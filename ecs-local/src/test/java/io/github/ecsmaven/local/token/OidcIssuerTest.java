package io.github.ecsmaven.local.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class OidcIssuerTest {
    private static final String ISSUER = "https://oidc.ecs-local.invalid";

    @TempDir
    private Path directory;

    @Test
    void theKeyStaysOverARestart() throws Exception {
        String token = issuer().mint(TokenRequest.forSubject("anybody"));

        JwtVerifier afterRestart = new JwtVerifier(
                JsonWebKeySet.parse(issuer().keys()), ISSUER, Set.of("sts.amazonaws.com"), Clock.systemUTC());

        assertThat(afterRestart.verify(token).subject()).isEqualTo("anybody");
    }

    @Test
    void theKeyIsReadableByItsOwnerAlone() throws Exception {
        issuer();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "\u0000\u0001 rubbish"})
    void aDamagedKeyIsNamedAndLeftAsItIs(String content) throws Exception {
        Files.writeString(keyFile(), content);

        assertThatThrownBy(this::issuer)
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining("the issuer's key " + keyFile() + " is damaged")
                .hasMessageContaining("Delete it");
        assertThat(keyFile()).content().isEqualTo(content);
    }

    @Test
    void theDiscoveryDocumentNamesTheIssuerAndWhereTheKeysAre() {
        JsonNode json = JsonNode.parser().parse(issuer().discovery());

        assertThat(json.field("issuer").orElseThrow().asString()).isEqualTo(ISSUER);
        assertThat(json.field("jwks_uri").orElseThrow().asString())
                .isEqualTo("http://127.0.0.1:1/oidc/.well-known/jwks.json");
    }

    @Test
    void thePublishedKeyHoldsNoPrivatePart() {
        JsonNode json = JsonNode.parser().parse(issuer().keys());

        assertThat(json.field("keys").orElseThrow().asArray().get(0).asObject())
                .containsOnlyKeys("kty", "use", "alg", "kid", "n", "e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"keys\":{}}", "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"\",\"e\":\"\"}]}"})
    void whatIsNotAKeySetIsRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWebKeySet.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void claimsThatTheIssuerSetsCannotBeGiven() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TokenRequest("anybody", "sts.amazonaws.com", Duration.ofMinutes(5), Map.of("exp", 1)))
                .withMessageContaining("[exp]");
    }

    @Test
    void aClaimThatJsonCannotHoldIsNamed() {
        TokenRequest request =
                new TokenRequest("anybody", "aud", Duration.ofMinutes(5), Map.of("clock", Clock.systemUTC()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer().mint(request))
                .withMessageContaining("the claim clock");
    }

    private OidcIssuer issuer() {
        return OidcIssuer.in(directory, ISSUER, URI.create("http://127.0.0.1:1/oidc"), Clock.systemUTC());
    }

    private Path keyFile() {
        return directory.resolve("oidc-signing-key.pem");
    }
}
