package io.github.ecsmaven.local;

import static io.github.ecsmaven.local.IamAccount.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.CiShape;
import io.github.ecsmaven.local.token.IssuerHealth;
import io.github.ecsmaven.local.token.TokenFault;
import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Tokens in the shape of each CI, and tokens with which something is wrong. */
class TokensOfEveryKindTest {
    private static final TokenRequest GOOD = TokenRequest.forSubject(IamAccount.SUBJECT);

    @TempDir
    private Path directory;

    private IamAccount account;

    @BeforeEach
    void start() {
        account = IamAccount.start(directory);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GITHUB_ACTIONS  | repo:acme/shop:ref:refs/heads/main                                    | repository      | acme/shop
            GITLAB          | project_path:acme/shop:ref_type:branch:ref:main                       | project_id      | 20
            CIRCLECI        | org/3f2b1c4d-0000-4000-8000-000000000001/project/3f2b1c4d-0000-4000-8000-000000000002/user/3f2b1c4d-0000-4000-8000-000000000003 | oidc.circleci.com/project-id | 3f2b1c4d-0000-4000-8000-000000000002
            BUILDKITE       | organization:acme:pipeline:shop:ref:refs/heads/main:commit:0123456789abcdef0123456789abcdef01234567:step:deploy | build_branch | main
            JENKINS         | https://jenkins.example/job/acme/job/shop/                            | -               | -
            BITBUCKET       | {3f2b1c4d-0000-4000-8000-000000000002}:{3f2b1c4d-0000-4000-8000-000000000004} | -       | -
            AZURE_PIPELINES | p://acme/shop/deploy                                                  | -               | -
            GOOGLE          | acme/shop                                                             | -               | -
            GENERIC         | acme/shop                                                             | -               | -
            """)
    void aTokenInTheShapeOfACiIsTakenByAProviderAndARoleForIt(CiShape ci, String subject, String claim, String value) {
        TokenRequest token = ci.of("acme/shop", "main");
        trusting(ci, subject, claim, value);

        AssumeRoleWithWebIdentityResponse answer = assume(token);

        assertThat(token.subject()).isEqualTo(subject);
        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo(subject);
        assertThat(answer.audience()).isEqualTo(ci.audience());
        assertThat(answer.provider()).endsWith(":oidc-provider/" + ci.issuer().substring("https://".length()));
        if (claim != null) {
            trusting(ci, subject, claim, "another");
            assertThatThrownBy(() -> assume(token)).satisfies(error("AccessDenied", 403, "Not authorized to perform"));
        }
    }

    private void trusting(CiShape ci, String subject, String claim, String value) {
        String name = ci.issuer().substring("https://".length());
        try (IamClient iam = account.iam()) {
            if (iam.listOpenIDConnectProviders().openIDConnectProviderList().size() == 1) {
                iam.createOpenIDConnectProvider(r -> r.url(ci.issuer()).clientIDList(ci.audience()));
            }
        }
        String condition = "\"" + name + ":sub\":\"" + subject + "\",\"" + name + ":aud\":\"" + ci.audience() + "\""
                + (claim == null ? "" : ",\"" + name + ":" + claim + "\":\"" + value + "\"");
        account.local()
                .putRole(new Role(
                        "deployer",
                        policy(
                                "{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"arn:aws:iam::000000000000:oidc-provider/"
                                        + name
                                        + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{\"StringEquals\":{"
                                        + condition + "}}}"),
                        Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALGORITHM_NONE             | InvalidIdentityToken  | 400 | The ID Token provided is not validly signed: alg is not RS256
            SIGNED_WITH_THE_PUBLIC_KEY | InvalidIdentityToken  | 400 | The ID Token provided is not validly signed: alg is not RS256
            UNKNOWN_KEY                | InvalidIdentityToken  | 400 | Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements
            SIGNED_WITH_ANOTHER_KEY    | InvalidIdentityToken  | 400 | The ID Token provided is not validly signed: the signature is not the issuer's
            WRONG_ISSUER               | InvalidIdentityToken  | 400 | No OpenIDConnect provider found in your account for https://nobody.invalid
            WRONG_AUDIENCE             | InvalidIdentityToken  | 400 | Incorrect token audience
            SECOND_AUDIENCE            | InvalidIdentityToken  | 400 | Incorrect token audience
            NO_SUBJECT                 | InvalidIdentityToken  | 400 | Missing a required claim: sub
            EXPIRED                    | ExpiredTokenException | 400 | Token expired: current date/time SECONDS must be before the expiration date/time SECONDS
            NOT_YET_VALID              | InvalidIdentityToken  | 400 | Token is not yet valid: current date/time SECONDS is before nbf SECONDS
            TOO_LONG                   | ValidationError       | 400 | 1 validation error detected: Value '***' at 'webIdentityToken' failed to satisfy constraint: Member must have length less than or equal to 20000
            NOT_A_JWT                  | InvalidIdentityToken  | 400 | The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)
            REVOKED                    | IDPRejectedClaim      | 403 | The identity provider rejected the claim: the issuer has taken the token back
            """)
    void aTokenWithAFaultIsRefusedWithItsOwnError(TokenFault fault, String code, int status, String message) {
        assertThatThrownBy(() -> assume(GOOD.withFault(fault)))
                .satisfies(error(code, status, ""))
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage().replaceAll("\\b\\d{10}\\b", "SECONDS"))
                                .isEqualTo(message));
    }

    @ParameterizedTest
    @EnumSource(TokenFault.class)
    void everyFaultIsRefusedAndIsNeverRepeatedInTheLog(TokenFault fault) {
        TokenRequest faulty = GOOD.withFault(fault);
        String token = account.local().mint(faulty);

        assertThatThrownBy(() -> assumeWith(token)).isInstanceOf(StsException.class);
        assertThat(account.log()).noneMatch(line -> line.contains(token));
        assertThat(assume(GOOD).credentials()).isNotNull();
    }

    @Test
    void severalAudiencesAreTakenWhereTheProviderAdmitsAll() {
        try (IamClient iam = account.iam()) {
            iam.createOpenIDConnectProvider(
                    r -> r.url(CiShape.BITBUCKET.issuer()).clientIDList("first", "second"));
        }
        String name = CiShape.BITBUCKET.issuer().substring("https://".length());
        account.local()
                .putRole(new Role(
                        "deployer",
                        policy(
                                "{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"arn:aws:iam::000000000000:oidc-provider/"
                                        + name + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{"
                                        + "\"ForAnyValue:StringEquals\":{\"" + name + ":aud\":\"second\"}}}"),
                        Duration.ofHours(1)));

        assertThat(assume(CiShape.BITBUCKET.of("acme/shop", "main").withAudience("first", "second"))
                        .credentials())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"KEYS_UNREACHABLE, InvalidIdentityToken, 400", "UNREACHABLE, IDPCommunicationError, 400"})
    void anIssuerThatIsDownIsAnsweredAsStsAnswersIt(IssuerHealth health, String code, int status) {
        account.local().issuerHealth(health);
        assertThatThrownBy(() -> assume(GOOD)).satisfies(error(code, status, ""));

        account.local().issuerHealth(IssuerHealth.REACHABLE);
        assertThat(assume(GOOD).credentials()).isNotNull();
    }

    @Test
    void afterARotationOnlyTokensOfTheNewKeyAreTaken() {
        String before = account.local().mint(GOOD);
        account.local().rotateIssuerKey();

        assertThatThrownBy(() -> assumeWith(before))
                .satisfies(error("InvalidIdentityToken", 400, "Couldn't retrieve verification key"));
        assertThat(assume(GOOD).credentials()).isNotNull();
    }

    @Test
    void keysThatStsHasKeptTakeTokensOfBeforeARotationAndNoLaterOnes() {
        String before = account.local().mint(GOOD);
        account.local().issuerHealth(IssuerHealth.KEYS_CACHED);
        account.local().rotateIssuerKey();

        assertThat(assumeWith(before).credentials()).isNotNull();
        assertThatThrownBy(() -> assume(GOOD))
                .satisfies(error("InvalidIdentityToken", 400, "Couldn't retrieve verification key"));

        account.local().issuerHealth(IssuerHealth.REACHABLE);
        assertThat(assume(GOOD).credentials()).isNotNull();
    }

    @Test
    void sessionsCanEndEarlierThanTheyWereAskedFor() {
        account.local().endSessionsAfter(Duration.ofMinutes(15));

        assertThat(assume(GOOD).credentials().expiration())
                .isBefore(account.local().clock().instant().plusSeconds(901));
        assertThatThrownBy(() -> account.local().endSessionsAfter(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sessions cannot end after PT0S");
    }

    private AssumeRoleWithWebIdentityResponse assume(TokenRequest token) {
        return assumeWith(account.local().mint(token));
    }

    private AssumeRoleWithWebIdentityResponse assumeWith(String token) {
        try (StsClient sts = account.anonymousSts()) {
            return sts.assumeRoleWithWebIdentity(
                    r -> r.roleArn(IamAccount.DEPLOYER).roleSessionName("job.1").webIdentityToken(token));
        }
    }

    private static Consumer<Throwable> error(String code, int status, String message) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(StsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}
