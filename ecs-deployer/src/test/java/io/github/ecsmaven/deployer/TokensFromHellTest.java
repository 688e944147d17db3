package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.local.token.TokenFault;
import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens with which something is wrong, each told whole as the user sees it. What can be seen here never reaches STS; what
 * only STS can see comes back with its words.
 */
class TokensFromHellTest {
    private static final String PLAIN = "{ roleArn: \"" + LocalAccount.ROLE + "\" }";
    private static final String WITH_ISSUER =
            "{ roleArn: \"" + LocalAccount.ROLE + "\", webIdentity: { issuer: \"https://oidc.ecs-local.invalid\" } }";

    @TempDir
    private Path directory;

    static Stream<Arguments> seenHere() {
        return Stream.of(
                arguments(TokenFault.ALGORITHM_NONE, """
                        The web identity token cannot be used: file DIR/token holds a token without a signature (alg none).
                          where: file DIR/token
                          why: STS takes RS256, RS384, RS512, ES256, ES384 and ES512. Issuer: https://oidc.ecs-local.invalid.
                          cure: Anybody can write such a token. Take it from an issuer that signs."""),
                arguments(TokenFault.SIGNED_WITH_THE_PUBLIC_KEY, """
                        The web identity token cannot be used: file DIR/token holds a token that is signed with a shared secret (alg HS256).
                          where: file DIR/token
                          why: STS takes RS256, RS384, RS512, ES256, ES384 and ES512. Issuer: https://oidc.ecs-local.invalid.
                          cure: AWS has no such secret. Let the issuer sign with RS256 and publish its keys."""),
                arguments(TokenFault.SECOND_AUDIENCE, """
                        The web identity token cannot be used: file DIR/token holds a token for 2 audiences: "sts.amazonaws.com", "https://nobody.invalid".
                          where: file DIR/token
                          why: A role's trust policy compares one; STS takes several only where azp says which.
                          cure: Request the token for one audience alone."""),
                arguments(TokenFault.NOT_YET_VALID, """
                        The web identity token cannot be used: file DIR/token holds a token that is not valid yet.
                          where: file DIR/token
                          why: It begins at TIME (nbf), and the clock of this machine says TIME: they differ by 10 min. Issuer: https://oidc.ecs-local.invalid.
                          cure: Set the clock of this machine, or of the issuer: one of them is wrong."""),
                arguments(TokenFault.EXPIRED, """
                        The web identity token cannot be used: file DIR/token holds a token that has expired.
                          where: file DIR/token
                          why: It ended at TIME, 1 min ago (exp); the clock of this machine says TIME. Issuer: https://oidc.ecs-local.invalid.
                          cure: Let the job write a new token there just before the deployment."""),
                arguments(TokenFault.NO_SUBJECT, """
                        The web identity token cannot be used: file DIR/token holds a token without sub.
                          where: file DIR/token
                          why: STS needs iss, sub, aud and exp.
                          cure: Let the issuer write them: this is perhaps a token for another purpose, an access token for example."""),
                arguments(TokenFault.WRONG_ISSUER, """
                        The web identity token cannot be used: file DIR/token holds a token of another issuer: "https://nobody.invalid".
                          where: file DIR/token
                          why: identity.webIdentity.issuer is "https://oidc.ecs-local.invalid".
                          cure: Take the token from that issuer, or correct identity.webIdentity.issuer: the role must trust the one that the token has."""),
                arguments(TokenFault.TOO_LONG, """
                        The web identity token cannot be used: file DIR/token holds a token that is too large: it has 2NNNN characters.
                          where: file DIR/token
                          why: STS takes 4 to 20000.
                          cure: Let the issuer leave claims out of it: lists of groups are the usual cause."""),
                arguments(TokenFault.NOT_A_JWT, """
                        The web identity token cannot be used: file DIR/token holds no JSON Web Token.
                          where: file DIR/token
                          why: A token has three parts of base64url text with dots between them; this is text of NNN characters in 1 part.
                          cure: Write the token alone there, not the JSON or the header that it came in."""));
    }

    static Stream<Arguments> seenBySts() {
        return Stream.of(
                arguments(TokenFault.UNKNOWN_KEY, 4, """
                        STS could not get the keys of the issuer https://oidc.ecs-local.invalid.
                          where: sts:AssumeRoleWithWebIdentity at ENDPOINT, role arn:aws:iam::000000000000:role/deployer
                          why: AWS says: Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements (InvalidIdentityToken, request ID)
                          cure: They must be public and answer within 5 seconds: check https://oidc.ecs-local.invalid/.well-known/openid-configuration and the jwks_uri that it names. Where the issuer has changed its keys since it signed the token, get a new one."""),
                arguments(TokenFault.SIGNED_WITH_ANOTHER_KEY, 1, """
                        STS refuses the web identity token: it is not valid.
                          where: sts:AssumeRoleWithWebIdentity at ENDPOINT, role arn:aws:iam::000000000000:role/deployer
                          why: The token of file DIR/token says iss "https://oidc.ecs-local.invalid", aud "sts.amazonaws.com", sub "repo:acme/shop:ref:refs/heads/main".
                                 Signed with RS256; STS takes RS256, RS384, RS512, ES256, ES384 and ES512.
                                 AWS says: The ID Token provided is not validly signed: the signature is not the issuer's (InvalidIdentityToken, request ID)
                          cure: Check that the token has iss, aud, sub, iat and exp, and that the issuer publishes the key that signed it at https://oidc.ecs-local.invalid/.well-known/openid-configuration."""),
                arguments(TokenFault.WRONG_ISSUER, 1, """
                        Account 000000000000 has no IAM OIDC provider for the issuer https://nobody.invalid.
                          where: sts:AssumeRoleWithWebIdentity at ENDPOINT, role arn:aws:iam::000000000000:role/deployer
                          why: The token of file DIR/token says iss "https://nobody.invalid", aud "sts.amazonaws.com", sub "repo:acme/shop:ref:refs/heads/main".
                                 AWS says: No OpenIDConnect provider found in your account for https://nobody.invalid (InvalidIdentityToken, request ID)
                          cure: Create the provider arn:aws:iam::000000000000:oidc-provider/nobody.invalid with the audience "sts.amazonaws.com" (path and last slash as in iss), or correct the account in identity.roleArn."""),
                arguments(TokenFault.WRONG_AUDIENCE, 1, """
                        The IAM OIDC provider does not know the audience of the token.
                          where: sts:AssumeRoleWithWebIdentity at ENDPOINT, role arn:aws:iam::000000000000:role/deployer
                          why: The token of file DIR/token says iss "https://oidc.ecs-local.invalid", aud "https://nobody.invalid", sub "repo:acme/shop:ref:refs/heads/main".
                                 AWS says: Incorrect token audience (InvalidIdentityToken, request ID)
                          cure: Add "https://nobody.invalid" to the client ids of arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid, or request the token with the audience that it has."""),
                arguments(TokenFault.REVOKED, 1, """
                        The issuer https://oidc.ecs-local.invalid has rejected the token.
                          where: sts:AssumeRoleWithWebIdentity at ENDPOINT, role arn:aws:iam::000000000000:role/deployer
                          why: The token of file DIR/token says iss "https://oidc.ecs-local.invalid", aud "sts.amazonaws.com", sub "repo:acme/shop:ref:refs/heads/main".
                                 AWS says: The identity provider rejected the claim: the issuer has taken the token back (IDPRejectedClaim, request ID)
                          cure: Start the job again to get a new token."""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seenHere")
    void whatCanBeSeenIsRefusedBeforeStsIsAsked(TokenFault fault, String message) {
        try (LocalRun run = new LocalRun(directory)) {
            String token = run.writeToken(faulty(fault));
            String orders = run.orders(WITH_ISSUER);

            assertThat(run.failureOf(() -> run.diff(orders))).isEqualTo(message);
            assertThat(run.failureOf(() -> run.deploy(orders))).isEqualTo(message);
            assertThat(run.account().callsSince(0)).isEmpty();
            assertShowsNothingOf(token, message);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seenBySts")
    void whatOnlyStsSeesIsToldWithItsWords(TokenFault fault, int calls, String message) {
        try (LocalRun run = new LocalRun(directory)) {
            String token = run.writeToken(faulty(fault));
            String orders = run.orders(PLAIN);

            assertThat(run.failureOf(() -> run.diff(orders))).isEqualTo(message);
            assertThat(run.failureOf(() -> run.deploy(orders))).isEqualTo(message);
            assertThat(run.sessions()).hasSize(2 * calls).allMatch(status -> status >= 400);
            assertThat(run.account().callsSince(0)).containsOnly("AssumeRoleWithWebIdentity");
            assertShowsNothingOf(token, message);
        }
    }

    @Test
    void noTwoOfThemAreToldAlike() {
        Set<String> first = new HashSet<>();
        Stream.concat(seenHere(), seenBySts()).forEach(each -> {
            List<Object> values = List.of(each.get());
            String message = values.get(values.size() - 1).toString();
            assertThat(first.add(message.lines().findFirst().orElseThrow())).isTrue();
        });
    }

    private static TokenRequest faulty(TokenFault fault) {
        return TokenRequest.forSubject(LocalAccount.SUBJECT).withFault(fault);
    }

    /** Claims are shown; none of the encoded parts are. */
    private static void assertShowsNothingOf(String token, String message) {
        for (int start = 0; start + 12 <= token.length(); start += 6) {
            assertThat(message).doesNotContain(token.substring(start, start + 12));
        }
    }
}
