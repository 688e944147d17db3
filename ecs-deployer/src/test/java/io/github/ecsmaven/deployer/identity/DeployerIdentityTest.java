package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Sessions made by a real STS client from what a stub answers. */
class DeployerIdentityTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/deploy/checkout";
    private static final String TOKEN = Tokens.expiring(9_000_000_000L);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final CiJob JOB = CiJob.detect(
            new Environment(Map.of("TRAVIS", "true", "TRAVIS_BUILD_ID", "81234", "TRAVIS_JOB_ID", "81236")::get));

    private final Deque<Answer> queued = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final StubAws stub = new StubAws(request -> queued.size() > 1 ? queued.remove() : queued.element());
    private final AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()));

    @AfterEach
    void stop() {
        clients.close();
        stub.close();
    }

    @Test
    void aReadSessionIsOneUnsignedCallNarrowedToReads() {
        queued.add(session());
        DeployerIdentity identity = identity(ROLE, List.of("111122223333"));

        RoleSession session = identity.readSession();

        assertThat(identity.readSession()).isSameAs(session);
        assertThat(session.account()).isEqualTo("111122223333");
        assertThat(session.assumedRoleArn())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/checkout/travis.81234.81236");
        assertThat(session.expiration()).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
        assertThat(session.credentials().resolveCredentials())
                .isEqualTo(AwsSessionCredentials.create("ASIAEXAMPLE", "the-secret", "the-session-token"));
        assertThat(stub.requests()).singleElement().satisfies(request -> {
            assertThat(request.operation()).isEqualTo("AssumeRoleWithWebIdentity");
            assertThat(request.headers()).doesNotContainKey("Authorization");
            assertThat(request.parameter("RoleArn")).isEqualTo(ROLE);
            assertThat(request.parameter("RoleSessionName")).isEqualTo("travis.81234.81236");
            assertThat(request.parameter("DurationSeconds")).isEqualTo("3600");
            assertThat(request.parameter("WebIdentityToken")).isEqualTo(TOKEN);
            assertThat(request.parameter("Policy"))
                    .contains("\"ecs:Describe*\",\"ecs:List*\"")
                    .doesNotContain("Update");
        });
    }

    @Test
    void neitherTheSessionNorItsCredentialsPrintASecret() {
        queued.add(session());
        RoleSession session = identity(ROLE, List.of()).readSession();

        assertThat(session + " " + session.credentials() + " "
                        + session.credentials().resolveCredentials())
                .contains("checkout/travis.81234.81236")
                .doesNotContain("the-secret", "the-session-token");
    }

    @Test
    void aWriteSessionHasThePolicyOfItsPlan() {
        queued.add(session());
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

        WriteSession session = identity(ROLE, List.of()).writeSession(new SessionPolicy(policy));

        assertThat(session.isNarrowed()).isTrue();
        assertThat(session.findNotice()).isEmpty();
        assertThat(session.session().account()).isEqualTo("111122223333");
        assertThat(stub.requests().get(0).parameter("Policy")).isEqualTo(policy);
    }

    @Test
    void aPolicyThatIsTooLongIsLeftOutAndSaidSo() {
        queued.add(session());

        WriteSession session = identity(ROLE, List.of()).writeSession(new SessionPolicy("x".repeat(2049)));

        assertThat(session.isNarrowed()).isFalse();
        assertThat(session.findNotice())
                .hasValueSatisfying(notice -> assertThat(notice).contains("not narrowed", "2049", "2048"));
        assertThat(stub.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.parameter("Policy")).isEmpty());
    }

    @Test
    void aPolicyThatIsTooLargeTogetherWithTheTagsIsLeftOutAndSaidSo() {
        queued.add(error(400, "PackedPolicyTooLarge", "Packed size is 105%"));
        queued.add(session());

        WriteSession session = identity(ROLE, List.of()).writeSession(new SessionPolicy("{}"));

        assertThat(session.findNotice())
                .hasValueSatisfying(notice -> assertThat(notice).contains("tags of the token"));
        assertThat(stub.requests()).hasSize(2);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void withoutARoleTheMessageSaysHowToNameOne(@Nullable String role) {
        DeployerException failure = failureOf(identity(role, List.of()));

        assertThat(failure).isInstanceOf(UserException.class);
        assertThat(failure.explanation().cure()).contains("identity: { roleArn:");
        assertThat(stub.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout-deployer",
                "arn:aws:iam::1:role/x",
                "arn:aws:sts::111122223333:assumed-role/x/y",
                "arn:aws:iam::111122223333:user/x"
            })
    void whatIsNoRoleArnIsRefusedBeforeTheTokenIsSent(String role) {
        assertThat(failureOf(identity(role, List.of()))).hasMessageContaining("is not the ARN of an IAM role");
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void anAccountThatIsNotAllowedEndsEverything() {
        queued.add(session("2026-11-22T13:00:00Z", "444455556666"));

        DeployerException failure = failureOf(identity(ROLE, List.of("111122223333", "222233334444")));

        assertThat(failure).isInstanceOf(UserException.class);
        assertThat(failure.explanation().what()).contains("444455556666").contains("does not allow");
        assertThat(failure.explanation().where()).contains("111122223333, 222233334444");
    }

    @Test
    void aDeniedTokenIsShownBesideTheTrustThatWouldLetItIn() {
        queued.add(error(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"));

        DeployerException failure = failureOf(identity(ROLE, List.of()));

        assertThat(failure).isInstanceOf(UserException.class);
        assertThat(failure.explanation().what()).contains(ROLE);
        assertThat(failure.explanation().why())
                .contains("iss \"https://issuer.example/ci\"", "aud \"sts.amazonaws.com\"", Tokens.SUBJECT)
                .contains("1. the trust policy of the role expects another sub or aud", "request request-1")
                .doesNotContain("TagSession");
        assertThat(failure.explanation().cure())
                .contains("sub \"" + Tokens.SUBJECT + "\"")
                .contains("\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/issuer.example/ci\"")
                .contains("\"issuer.example/ci:sub\":\"" + Tokens.SUBJECT + "\"")
                .contains("\"issuer.example/ci:aud\":\"sts.amazonaws.com\"");
        assertThat(failure.getMessage()).doesNotContain(TOKEN);
    }

    @Test
    void aRoleThatIsDeniedIsAskedForTwiceMoreInCaseItWasJustMadeAndThatIsSaid() {
        queued.add(error(403, "AccessDenied", "Not authorized"));
        queued.add(error(403, "AccessDenied", "Not authorized"));
        queued.add(session());

        assertThat(identity(ROLE, List.of()).readSession().account()).isEqualTo("111122223333");

        assertThat(stub.requests()).hasSize(3);
        assertPausesUpTo(1, 3);
        assertThat(notices).singleElement().asString().contains("STS denies the role " + ROLE, "asking again");
    }

    @Test
    void aRoleThatStaysDeniedEndsAfterFourSeconds() {
        queued.add(error(403, "AccessDenied", "Not authorized"));

        failureOf(identity(ROLE, List.of()));

        assertThat(stub.requests()).hasSize(3);
        assertPausesUpTo(1, 3);
    }

    @Test
    void aDeniedTokenWithTagsNamesTheActionsThatTheyNeed() {
        queued.add(error(403, "AccessDenied", "Not authorized"));
        String tagged = Tokens.jwt("{\"iss\":\"" + Tokens.ISSUER + "\",\"aud\":[\"a\",\"b\"],\"sub\":\"s\","
                + "\"https://aws.amazon.com/source_identity\":\"travis.1\","
                + "\"https://aws.amazon.com/tags\":{\"principal_tags\":{\"repo\":[\"x\"]}}}");

        DeployerException failure = failureOf(identity(ROLE, List.of(), tokens(tagged)));

        assertThat(failure.explanation().why()).contains("sts:TagSession and sts:SetSourceIdentity");
        assertThat(failure.explanation().cure())
                .contains("[\"sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]")
                .contains("\"issuer.example/ci:aud\":[\"a\",\"b\"]");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "InvalidIdentityToken | user | No OpenIDConnect provider found in your account for https://issuer.example/ci | has no IAM OIDC provider | oidc-provider/issuer.example/ci",
                "InvalidIdentityToken | user | Incorrect token audience | does not know the audience | client ids",
                "InvalidIdentityToken | user | The ID Token provided is not a valid JWT | it is not valid | .well-known/openid-configuration",
                "ExpiredTokenException | user | Token expired | it has expired | just before the deployment",
                "IDPRejectedClaim | user | Rejected | has rejected the token | Start the job again",
                "MalformedPolicyDocument | environment | Syntax errors in policy. | it is malformed | report it",
                "PackedPolicyTooLarge | user | Packed size is 105% | larger than STS takes | fewer or shorter tags",
                "RegionDisabledException | user | STS is not activated in this region | switched off in eu-west-1 | Activate",
                "ValidationError | user | The requested DurationSeconds exceeds | refuses a parameter | MaxSessionDuration",
                "Throttling | environment | Rate exceeded | refuses the call for its rate | again"
            })
    void everyErrorOfStsSaysWhatToDo(String code, String kind, String message, String what, String cure) {
        queued.add(error(400, code, message));

        DeployerException failure = failureOf(identity(ROLE, List.of()));

        assertThat(failure).isInstanceOf(kind.equals("user") ? UserException.class : EnvironmentException.class);
        assertThat(failure.explanation().what()).contains(what);
        assertThat(failure.explanation().why()).contains(message, code, "request-1");
        assertThat(failure.explanation().cure()).contains(cure);
        assertThat(failure.getMessage()).doesNotContain(TOKEN, "Service: Sts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IDPCommunicationError | Error communicating",
                "InvalidIdentityToken | Couldn't retrieve verification key from your identity provider"
            })
    void whereStsCannotReachTheIssuerItIsAskedAgainThreeTimes(String code, String message) {
        queued.add(error(400, code, message));

        DeployerException failure = failureOf(identity(ROLE, List.of()));

        assertThat(failure).isInstanceOf(EnvironmentException.class);
        assertThat(failure.explanation().cure()).contains("https://issuer.example/ci/.well-known/openid-configuration");
        assertThat(stub.requests()).hasSize(4);
        assertPausesUpTo(1, 2, 4);
    }

    @Test
    void anIssuerThatAnswersLaterIsEnough() {
        queued.add(error(400, "IDPCommunicationError", "Error communicating"));
        queued.add(session());

        assertThat(identity(ROLE, List.of()).readSession().account()).isEqualTo("111122223333");
        assertPausesUpTo(1);
    }

    @Test
    void anExpiredTokenIsReplacedOnceWhereTheSourceHasAnother() {
        queued.add(error(400, "ExpiredTokenException", "Token expired"));
        queued.add(session());
        String renewed = Tokens.expiring(9_000_000_001L);

        identity(ROLE, List.of(), tokens(TOKEN, renewed)).readSession();

        assertThat(stub.requests())
                .extracting(request -> request.parameter("WebIdentityToken"))
                .containsExactly(TOKEN, renewed);
    }

    @Test
    void aTokenThatStaysExpiredIsSentOnce() {
        queued.add(error(400, "ExpiredTokenException", "Token expired"));

        assertThat(failureOf(identity(ROLE, List.of()))).hasMessageContaining("now 2026-11-22T12:00:00Z");
        assertThat(stub.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sign in</body></html>",
                "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/></AssumeRoleWithWebIdentityResponse>",
                "<AssumeRoleWithWebIdentityResponse><AssumeRole"
            })
    void anAnswerWithoutASessionIsNotFromSts(String body) {
        queued.add(Answer.xml(200, body));

        DeployerException failure = failureOf(identity(ROLE, List.of()));

        assertThat(failure).isInstanceOf(EnvironmentException.class);
        assertThat(failure.explanation().what()).startsWith("What answers at " + stub.uri() + " is not ");
    }

    @Test
    void aSessionWithoutAnAccountIsRefused() {
        queued.add(session("2026-11-22T13:00:00Z", "none"));

        assertThat(failureOf(identity(ROLE, List.of()))).hasMessageContaining("is not the ARN of a role session");
    }

    @Test
    void whetherASessionCanBeRenewedIsTheSourcesToSay() {
        assertThat(identity(ROLE, List.of()).canRenew()).isFalse();
    }

    /** Between half of each time and all of it. */
    private void assertPausesUpTo(long... seconds) {
        assertThat(pauses).hasSize(seconds.length);
        for (int i = 0; i < seconds.length; i++) {
            Duration longest = Duration.ofSeconds(seconds[i]);
            assertThat(pauses.get(i)).isBetween(longest.dividedBy(2), longest);
        }
    }

    private DeployerIdentity identity(@Nullable String role, List<String> accounts) {
        return identity(role, accounts, tokens(TOKEN));
    }

    private DeployerIdentity identity(@Nullable String role, List<String> accounts, WebIdentityTokenSource source) {
        return new DeployerIdentity(
                clients,
                source,
                new IdentitySettings(role, new WebIdentitySettings("auto", Tokens.AUDIENCE, null, null), accounts),
                new Occasion(JOB, Clock.fixed(NOW, ZoneOffset.UTC), pauses::add, notices::add));
    }

    private static DeployerException failureOf(DeployerIdentity identity) {
        return catchThrowableOfType(DeployerException.class, identity::readSession);
    }

    private static WebIdentityTokenSource tokens(String... texts) {
        Deque<String> left = new ArrayDeque<>(List.of(texts));
        return new WebIdentityTokenSource() {
            @Override
            public WebIdentityToken token() {
                return new WebIdentityToken(left.size() > 1 ? left.remove() : left.element());
            }

            @Override
            public boolean canMintAgain() {
                return false;
            }

            @Override
            public String description() {
                return "a test";
            }
        };
    }

    private static Answer session() {
        return session("2026-11-22T13:00:00Z", "111122223333");
    }

    private static Answer session(String expiration, String account) {
        return Answer.xml(
                200,
                "<AssumeRoleWithWebIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<AssumeRoleWithWebIdentityResult><AssumedRoleUser><Arn>arn:aws:sts::" + account
                        + ":assumed-role/checkout/travis.81234.81236</Arn><AssumedRoleId>AROAEXAMPLE:x</AssumedRoleId>"
                        + "</AssumedRoleUser><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>"
                        + "the-secret</SecretAccessKey><SessionToken>the-session-token</SessionToken><Expiration>"
                        + expiration + "</Expiration></Credentials></AssumeRoleWithWebIdentityResult>"
                        + "</AssumeRoleWithWebIdentityResponse>");
    }

    private static Answer error(int status, String code, String message) {
        return Answer.xml(
                status,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>request-1</RequestId></ErrorResponse>");
    }
}
