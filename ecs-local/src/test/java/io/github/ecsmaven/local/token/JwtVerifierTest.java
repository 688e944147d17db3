package io.github.ecsmaven.local.token;

import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.EXPIRED;
import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.MISSING_CLAIM;
import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.NOT_A_JWT;
import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.NOT_YET_VALID;
import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.UNKNOWN_KEY;
import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.UNSUPPORTED_ALGORITHM;
import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.WRONG_AUDIENCE;
import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.WRONG_ISSUER;
import static io.github.ecsmaven.local.token.InvalidTokenException.Reason.WRONG_SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.token.InvalidTokenException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JwtVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long SECONDS = NOW.getEpochSecond();
    private static final String ISSUER = "https://oidc.ecs-local.invalid";

    @TempDir
    private static Path directory;

    private static OidcIssuer issuer;
    private static SigningKey key;
    private static JwtVerifier verifier;

    @BeforeAll
    static void makeAnIssuer() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        issuer = OidcIssuer.in(directory, ISSUER, URI.create("http://127.0.0.1:1/oidc"), clock);
        key = SigningKey.in(directory);
        verifier = new JwtVerifier(JsonWebKeySet.parse(issuer.keys()), ISSUER, Set.of("sts.amazonaws.com"), clock);
    }

    @Test
    void aMintedTokenIsTakenWithAllThatItSays() throws Exception {
        TokenRequest request = new TokenRequest(
                "repo:acme/shop:ref:refs/heads/main",
                "sts.amazonaws.com",
                Duration.ofMinutes(5),
                Map.of("run", 7, "protected", true, "labels", List.of("a", Map.of("b", 1.5))));

        JwtClaims claims = verifier.verify(issuer.mint(request));

        assertThat(claims.issuer()).isEqualTo(ISSUER);
        assertThat(claims.subject()).isEqualTo("repo:acme/shop:ref:refs/heads/main");
        assertThat(claims.audience()).containsExactly("sts.amazonaws.com");
        assertThat(claims.expiration()).isEqualTo(NOW.plusSeconds(300));
        assertThat(claims.all()).containsKeys("iat", "nbf", "jti", "run", "protected", "labels");
        assertThat(claims.all().get("run").asNumber()).isEqualTo("7");
    }

    @Test
    void noTwoTokensAreTheSame() {
        TokenRequest request = TokenRequest.forSubject("anybody");

        assertThat(issuer.mint(request)).isNotEqualTo(issuer.mint(request));
    }

    @Test
    void severalAudiencesMustAllBeAdmitted() throws Exception {
        String token = signed(header("RS256"), claims("\"aud\":[\"else\",\"sts.amazonaws.com\"]"));
        JwtVerifier both = new JwtVerifier(
                JsonWebKeySet.parse(issuer.keys()),
                ISSUER,
                Set.of("else", "sts.amazonaws.com"),
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(both.verify(token).audience()).containsExactly("else", "sts.amazonaws.com");
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        InvalidTokenException.class, e -> assertThat(e.reason()).isEqualTo(WRONG_AUDIENCE));
    }

    @Test
    void aTokenWithoutNbfIsTaken() throws Exception {
        assertThat(verifier.verify(signed(header("RS256"), claims(""))).subject())
                .isEqualTo("anybody");
    }

    static Stream<Arguments> tokensFromHell() {
        String good = issuer.mint(TokenRequest.forSubject("anybody"));
        String[] parts = good.split("\\.");
        String tampered = base64Url(claims("\"sub\":\"somebody else\""));
        return Stream.of(
                Arguments.of("empty", "", NOT_A_JWT),
                Arguments.of("words", "not a token", NOT_A_JWT),
                Arguments.of("two parts", parts[0] + "." + parts[1], NOT_A_JWT),
                Arguments.of("five parts, as an encrypted one has", good + ".a.b", NOT_A_JWT),
                Arguments.of("20 KB of dots", ".".repeat(20_000), NOT_A_JWT),
                Arguments.of("20 KB without one", "e".repeat(20_000), NOT_A_JWT),
                Arguments.of("not base64url", "e y!." + parts[1] + "." + parts[2], NOT_A_JWT),
                Arguments.of("header not JSON", base64Url("{") + "." + parts[1] + "." + parts[2], NOT_A_JWT),
                Arguments.of("header a list", base64Url("[]") + "." + parts[1] + "." + parts[2], NOT_A_JWT),
                Arguments.of("deeply nested", base64Url("[".repeat(15_000)) + ".e.e", NOT_A_JWT),
                Arguments.of("payload text", signed(header("RS256"), "\"claims\""), NOT_A_JWT),
                Arguments.of("alg none", unsigned(header("none")), UNSUPPORTED_ALGORITHM),
                Arguments.of("alg nOnE", unsigned(header("nOnE")), UNSUPPORTED_ALGORITHM),
                Arguments.of("no alg", signed("{\"kid\":\"" + key.id() + "\"}", claims("")), UNSUPPORTED_ALGORITHM),
                Arguments.of("alg a number", signed("{\"alg\":256}", claims("")), UNSUPPORTED_ALGORITHM),
                Arguments.of("HS256 with the public key", hmacSigned(), UNSUPPORTED_ALGORITHM),
                Arguments.of("RS512", signed(header("RS512"), claims("")), UNSUPPORTED_ALGORITHM),
                Arguments.of(
                        "critical extension",
                        signed("{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"kid\":\"" + key.id() + "\"}", claims("")),
                        UNSUPPORTED_ALGORITHM),
                Arguments.of("another issuer", signed(header("RS256"), claims("\"iss\":\"https://x\"")), WRONG_ISSUER),
                Arguments.of(
                        "issuer with a slash",
                        signed(header("RS256"), claims("\"iss\":\"" + ISSUER + "/\"")),
                        WRONG_ISSUER),
                Arguments.of("no issuer", signed(header("RS256"), claims("\"iss\":null")), MISSING_CLAIM),
                Arguments.of("no kid", signed("{\"alg\":\"RS256\"}", claims("")), UNKNOWN_KEY),
                Arguments.of("unknown kid", signed("{\"alg\":\"RS256\",\"kid\":\"x\"}", claims("")), UNKNOWN_KEY),
                Arguments.of(
                        "key of another", signed(SigningKey.generated(), header("RS256"), claims("")), WRONG_SIGNATURE),
                Arguments.of("no signature", unsigned(header("RS256")), WRONG_SIGNATURE),
                Arguments.of("short signature", parts[0] + "." + parts[1] + ".AAAA", WRONG_SIGNATURE),
                Arguments.of("tampered", parts[0] + "." + tampered + "." + parts[2], WRONG_SIGNATURE),
                Arguments.of("no exp", signed(header("RS256"), claims("\"exp\":null")), MISSING_CLAIM),
                Arguments.of("exp a text", signed(header("RS256"), claims("\"exp\":\"never\"")), NOT_A_JWT),
                Arguments.of("exp beyond time", signed(header("RS256"), claims("\"exp\":1e400")), NOT_A_JWT),
                Arguments.of("expired now", signed(header("RS256"), claims("\"exp\":" + SECONDS)), EXPIRED),
                Arguments.of("expired long ago", signed(header("RS256"), claims("\"exp\":0")), EXPIRED),
                Arguments.of(
                        "expired, and not yet valid",
                        signed(header("RS256"), claims("\"exp\":0,\"nbf\":" + (SECONDS + 9))),
                        EXPIRED),
                Arguments.of(
                        "not yet valid", signed(header("RS256"), claims("\"nbf\":" + (SECONDS + 1))), NOT_YET_VALID),
                Arguments.of("nbf a text", signed(header("RS256"), claims("\"nbf\":\"now\"")), NOT_A_JWT),
                Arguments.of("no aud", signed(header("RS256"), claims("\"aud\":null")), MISSING_CLAIM),
                Arguments.of("aud a number", signed(header("RS256"), claims("\"aud\":7")), NOT_A_JWT),
                Arguments.of(
                        "aud with a number",
                        signed(header("RS256"), claims("\"aud\":[\"sts.amazonaws.com\",7]")),
                        NOT_A_JWT),
                Arguments.of("aud empty", signed(header("RS256"), claims("\"aud\":[]")), WRONG_AUDIENCE),
                Arguments.of(
                        "another aud",
                        signed(header("RS256"), claims("\"aud\":\"sts.amazonaws.com.x\"")),
                        WRONG_AUDIENCE),
                Arguments.of("no sub", signed(header("RS256"), claims("\"sub\":null")), MISSING_CLAIM),
                Arguments.of("sub empty", signed(header("RS256"), claims("\"sub\":\"\"")), NOT_A_JWT));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("tokensFromHell")
    void aTokenThatIsNotWhollyRightIsRefused(String name, String token, Reason reason) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        InvalidTokenException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private static String header(String algorithm) {
        return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + key.id() + "\"}";
    }

    /** Good claims, with others after them: of two of the same name the later one counts. */
    private static String claims(String others) {
        return "{\"iss\":\"" + ISSUER + "\",\"sub\":\"anybody\",\"aud\":\"sts.amazonaws.com\",\"exp\":" + (SECONDS + 60)
                + (others.isEmpty() ? "" : ",") + others + "}";
    }

    private static String signed(String header, String claims) {
        return signed(key, header, claims);
    }

    private static String signed(SigningKey with, String header, String claims) {
        String text = base64Url(header) + "." + base64Url(claims);
        return text + "." + with.sign(text);
    }

    private static String unsigned(String header) {
        return base64Url(header) + "." + base64Url(claims("")) + ".";
    }

    private static String hmacSigned() {
        try {
            String text = base64Url(header("HS256")) + "." + base64Url(claims(""));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(issuer.keys(), "HmacSHA256"));
            byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
