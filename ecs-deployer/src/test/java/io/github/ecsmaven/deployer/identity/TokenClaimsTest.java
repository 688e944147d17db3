package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {
    @Test
    void claimsAreReadWithoutVerifyingTheSignature() {
        TokenClaims claims = decode("{\"iss\":\"https://issuer.example/ci/\",\"aud\":[\"a\",\"b\"],\"sub\":\"s\","
                + "\"iat\":100,\"nbf\":101,\"exp\":200,\"https://aws.amazon.com/source_identity\":\"travis.1\","
                + "\"https://aws.amazon.com/tags\":{\"principal_tags\":{\"repo\":[\"x\"],\"env\":[\"prod\"]}}}");

        assertThat(claims.describe()).isEqualTo("iss \"https://issuer.example/ci/\", aud \"a\", \"b\", sub \"s\"");
        assertThat(claims.providerName()).isEqualTo("issuer.example/ci");
        assertThat(claims.algorithm()).isEqualTo("RS256");
        assertThat(claims.issuedAt()).isEqualTo(Instant.ofEpochSecond(100));
        assertThat(claims.notBefore()).isEqualTo(Instant.ofEpochSecond(101));
        assertThat(claims.findExpiry()).contains(Instant.ofEpochSecond(200));
        assertThat(claims.sessionTags()).containsExactly("env", "repo");
        assertThat(claims.sourceIdentity()).isEqualTo(TokenClaims.SourceIdentity.PRESENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"exp\":\"soon\",\"aud\":{},\"iss\":7}",
                "{\"exp\":1e400,\"https://aws.amazon.com/tags\":[]}",
                "{\"exp\":99999999999999999,\"https://aws.amazon.com/tags\":{\"principal_tags\":3}}"
            })
    void claimsOfAnotherTypeCountAsMissing(String payload) {
        TokenClaims claims = decode(payload);

        assertThat(claims.issuer()).isEmpty();
        assertThat(claims.audience()).isEmpty();
        assertThat(claims.sessionTags()).isEmpty();
        assertThat(claims.sourceIdentity()).isEqualTo(TokenClaims.SourceIdentity.ABSENT);
    }

    @Test
    void claimsCannotMoveTheCursorNorForgeALine() {
        assertThat(decode("{\"sub\":\"a\\u001b[2J\\nBUILD SUCCESS\"}").subject())
                .isEqualTo("a [2J BUILD SUCCESS");
    }

    @Test
    void whatIsNoTokenIsNotDecodedWhateverItIs() {
        Random random = new Random(20261122);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append((char) (random.nextInt(4) == 0 ? '.' : 32 + random.nextInt(95)));
            }
            assertThat(TokenClaims.decode(new WebIdentityToken(text.toString())))
                    .isEmpty();
        }
        assertThat(TokenClaims.decode(new WebIdentityToken(Tokens.part("{}") + "." + Tokens.part("[]") + ".c")))
                .isEmpty();
        assertThat(TokenClaims.decode(new WebIdentityToken(Tokens.part("{}") + "." + Tokens.part("{}") + ".")))
                .isEmpty();
    }

    private static TokenClaims decode(String payload) {
        return TokenClaims.decode(new WebIdentityToken(Tokens.jwt(payload))).orElseThrow();
    }
}
