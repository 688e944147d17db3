package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.deployer.problem.UserException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is looked at before it is sent anywhere, and each fault is told in words of its own. */
class TokenFaultTest {
    private static final Instant NOW = Instant.ofEpochSecond(10_000);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final TokenExpectation EXPECTED = new TokenExpectation("https://issuer.example", "aws", CLOCK);

    static Stream<Arguments> badTokens() {
        return Stream.of(
                arguments("nothing", "", "it is empty", ""),
                arguments("three characters", "a.b", "it has 3 characters", "STS takes 4"),
                arguments("text", "Error: not logged in", "holds no JSON Web Token", "text of 20 characters"),
                arguments(
                        "an opaque token",
                        "gho_16C7e42F292c6912E7710c838347Ae178B4a",
                        "holds no JSON Web Token",
                        "in 1 part"),
                arguments("an encrypted token", "a.b.c.d.e", "holds no JSON Web Token", "5 parts"),
                arguments("JSON", "{\"value\":\"a.b.c\"}", "holds no JSON Web Token", "a JSON document"),
                arguments("a payload that is no object", token("RS256", "[]"), "holds no JSON Web Token", ""),
                arguments("20 KB", token("RS256", "{\"groups\":\"" + "x".repeat(20_000) + "\"}"), "too large", "20000"),
                arguments("alg none", unsigned("none"), "without a signature (alg none)", "STS takes RS256"),
                arguments("alg nOnE", unsigned("nOnE"), "without a signature (alg nOnE)", "STS takes RS256"),
                arguments("no alg", Tokens.part("{}") + "." + Tokens.part(good("")) + ".c2ln", "alg is missing", ""),
                arguments("HS256", token("HS256", good("")), "signed with a shared secret (alg HS256)", "RS256"),
                arguments("EdDSA", token("EdDSA", good("")), "does not take (alg EdDSA)", "ES256"),
                arguments("aud twice", token("RS256", good(",\"aud\":\"other\"")), "says aud twice", "differ in which"),
                arguments(
                        "aud twice, once with an escape",
                        token("RS256", good(",\"\\u0061ud\":\"other\"")),
                        "says aud twice",
                        "differ in which"),
                arguments(
                        "two audiences",
                        token("RS256", payload("[\"aws\",\"other\"]", 20_000, "")),
                        "for 2 audiences: \"aws\", \"other\"",
                        "azp"),
                arguments(
                        "no iss",
                        token("RS256", "{\"aud\":\"aws\",\"sub\":\"s\",\"exp\":20000}"),
                        "without iss",
                        "STS needs"),
                arguments(
                        "no sub, no exp",
                        token("RS256", "{\"aud\":\"aws\",\"iss\":\"i\"}"),
                        "without sub, exp",
                        "STS needs"),
                arguments(
                        "another issuer",
                        token("RS256", good("").replace("issuer.example", "evil.example")),
                        "of another issuer: \"https://evil.example\"",
                        "https://issuer.example"),
                arguments(
                        "a slash more",
                        token("RS256", good("").replace("issuer.example", "issuer.example/")),
                        "of another issuer",
                        "last slash alone"),
                arguments(
                        "another audience",
                        token("RS256", payload("\"sts.amazonaws.com\"", 20_000, "")),
                        "for another audience: \"sts.amazonaws.com\"",
                        "Wanted is \"aws\""),
                arguments("expired", token("RS256", payload("\"aws\"", 9_400, "")), "has expired", "10 min ago (exp)"),
                arguments(
                        "expired this second",
                        token("RS256", payload("\"aws\"", 10_000, "")),
                        "has expired",
                        "0 s ago"),
                arguments(
                        "nbf in the future",
                        token("RS256", good(",\"nbf\":10600")),
                        "not valid yet",
                        "(nbf), and the clock of this machine says 1970-01-01T02:46:40Z: they differ by 10 min"),
                arguments("iat in the future", token("RS256", good(",\"iat\":10600")), "not valid yet", "(iat)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aFaultHasItsOwnMessageAndShowsNothingOfTheToken(String name, String token, String what, String why) {
        UserException refusal = refusal(token, EXPECTED);

        assertThat(refusal.explanation().what())
                .contains(what)
                .startsWith("The web identity token cannot be used: the file x");
        assertThat(refusal.explanation().why()).contains(why);
        assertThat(refusal.explanation().cure()).isNotBlank();
        if (token.length() > 20) {
            assertThat(refusal.toString()).doesNotContain(token).doesNotContain(token.substring(token.length() / 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void aPayloadOfBracketsAloneIsNoToken(String opening) {
        String payload = opening.repeat(12_000 / opening.length());

        assertThat(refusal(token("RS256", payload), EXPECTED)).hasMessageContaining("holds no JSON Web Token");
        assertThat(refusal(token("RS256", "{\"sub\":" + payload + "}"), EXPECTED))
                .hasMessageContaining("holds no JSON Web Token");
    }

    @Test
    void whateverIsGivenIsATokenOrHasAFault() {
        Random random = new Random(20261123);
        String pieces = "{}[]\"\\:,.aud0 -\u0000eJ";
        for (int round = 0; round < 2000; round++) {
            StringBuilder json = new StringBuilder("{\"aud\":\"a\",");
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                json.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            String token = token("RS256", json.append('}').toString());

            assertThat(refusal(token, EXPECTED).explanation().cure()).isNotBlank();
        }
    }

    @Test
    void noTwoFaultsShareAMessage() {
        Set<String> seen = new HashSet<>();
        for (String token : new String[] {
            unsigned("none"),
            token("HS256", good("")),
            token("EdDSA", good("")),
            token("RS256", good(",\"aud\":\"other\"")),
            token("RS256", payload("[\"aws\",\"other\"]", 20_000, "")),
            token("RS256", "{}"),
            token("RS256", good("").replace("issuer.example", "evil.example")),
            token("RS256", payload("\"other\"", 20_000, "")),
            token("RS256", payload("\"aws\"", 9_000, "")),
            token("RS256", good(",\"nbf\":10600")),
            "no token at all",
            "x".repeat(20_001),
            ""
        }) {
            assertThat(seen.add(refusal(token, EXPECTED).explanation().what())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"})
    void whatStsTakesIsTaken(String algorithm) {
        String token = token(algorithm, good(""));

        assertThat(text(EXPECTED).token(" " + token + "\n").reveal()).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"nbf\":10060",
                ",\"iat\":10059",
                ",\"nbf\":9000,\"iat\":11000",
                ",\"nested\":{\"aud\":1,\"exp\":2},\"list\":[\"aud\",\"aud\"],\"text\":\"\\\"aud\\\":\""
            })
    void smallDifferencesOfClocksAndNestedClaimsAreNoFaults(String more) {
        assertThat(text(EXPECTED).token(token("RS256", good(more)))).isNotNull();
    }

    @Test
    void severalAudiencesAreTakenWhereAnAuthorizedPartyIsNamed() {
        String token = token("RS256", payload("[\"aws\",\"other\"]", 20_000, ",\"azp\":\"aws\""));

        assertThat(text(EXPECTED).token(token)).isNotNull();
    }

    @Test
    void withoutAnExpectationAnyIssuerAndAudienceAreTaken() {
        String token = token("RS256", payload("[\"anything\"]", 20_000, ""));

        assertThat(text(new TokenExpectation(null, null, CLOCK)).token(token)).isNotNull();
    }

    private static UserException refusal(String token, TokenExpectation expected) {
        return catchThrowableOfType(UserException.class, () -> text(expected).token(token));
    }

    private static TokenText text(TokenExpectation expected) {
        return new TokenText("the file x", "Get a new one.", expected);
    }

    private static String good(String more) {
        return payload("\"aws\"", 20_000, more);
    }

    private static String payload(String audience, long expiry, String more) {
        return "{\"iss\":\"https://issuer.example\",\"sub\":\"s\",\"aud\":" + audience + ",\"exp\":" + expiry + more
                + "}";
    }

    private static String token(String algorithm, String payload) {
        return Tokens.part("{\"alg\":\"" + algorithm + "\"}") + "." + Tokens.part(payload) + "."
                + Tokens.part("signature");
    }

    private static String unsigned(String algorithm) {
        return Tokens.part("{\"alg\":\"" + algorithm + "\"}") + "." + Tokens.part(good("")) + ".";
    }
}
