package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.StsException;

class WebIdentityTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(NOW);
    private EcsLocalFixture fixture;
    private StsClient sts;

    @BeforeEach
    void start() {
        fixture = EcsLocalFixture.start(EcsLocalFixture.settings(directory).withClock(clock));
        sts = fixture.sts();
    }

    @AfterEach
    void stop() {
        sts.close();
        fixture.close();
    }

    @Test
    void aTokenIsExchangedForCredentialsOfTheRole() {
        AssumeRoleWithWebIdentityResponse answer = sts.assumeRoleWithWebIdentity(
                EcsLocalFixture.request(token()).durationSeconds(900).build());

        assertThat(answer.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(answer.credentials().secretAccessKey()).hasSize(40);
        assertThat(answer.credentials().sessionToken()).hasSize(352);
        assertThat(answer.credentials().expiration())
                .isEqualTo(NOW.plusSeconds(900).truncatedTo(ChronoUnit.SECONDS));
        assertThat(answer.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/deployer/travis.1.2");
        assertThat(answer.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:travis\\.1\\.2");
        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo(EcsLocalFixture.SUBJECT);
        assertThat(answer.audience()).isEqualTo("sts.amazonaws.com");
        assertThat(answer.provider()).isEqualTo("arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid");
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(answer.responseMetadata().requestId()).isNotBlank();
    }

    @Test
    void theDefaultIsOneHour() {
        assertThat(fixture.assume().expiration()).isEqualTo(Instant.parse("2026-01-02T04:04:05Z"));
    }

    @Test
    void aSessionPolicyIsTakenAndMeasured() {
        AssumeRoleWithWebIdentityResponse answer = sts.assumeRoleWithWebIdentity(EcsLocalFixture.request(token())
                .policy("{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}")
                .build());

        assertThat(answer.packedPolicySize()).isEqualTo(3);
    }

    @Test
    void credentialsSayWhoseTheyAre() {
        try (StsClient signed = fixture.sts(fixture.assume())) {
            GetCallerIdentityResponse answer = signed.getCallerIdentity();

            assertThat(answer.account()).isEqualTo("000000000000");
            assertThat(answer.arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/deployer/travis.1.2");
            assertThat(answer.userId()).matches("AROA[A-Z2-7]{17}:travis\\.1\\.2");
        }
    }

    @Test
    void whoIsNotSignedInIsNobody() {
        assertThatThrownBy(() -> sts.getCallerIdentity())
                .satisfies(error("MissingAuthenticationToken", 403))
                .hasMessageContaining("Request is missing Authentication Token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    repo:acme/shop:ref:refs/heads/dev | arn:aws:iam::000000000000:role/deployer | oidc.ecs-local.invalid:sub must be repo:acme/shop:ref:refs/heads/main; the request had {oidc.ecs-local.invalid:sub=[repo:acme/shop:ref:refs/heads/dev]
                    repo:acme/shop:ref:refs/heads/main | arn:aws:iam::000000000000:role/nobody  | no statement allows sts:AssumeRoleWithWebIdentity
                    repo:acme/shop:ref:refs/heads/main | arn:aws:iam::000000000000:role/absent  | there is no such role; account 000000000000 has [deployer, nobody]
                    repo:acme/shop:ref:refs/heads/main | arn:aws:iam::111122223333:role/deployer| there is no such role; account 000000000000 has [deployer, nobody]
                    """)
    void whoIsNotTrustedHearsWhatAwsSaysAndTheLogSaysWhy(String subject, String roleArn, String explanation) {
        String token = fixture.local().mint(TokenRequest.forSubject(subject));

        assertThatThrownBy(() -> sts.assumeRoleWithWebIdentity(
                        EcsLocalFixture.request(token).roleArn(roleArn).build()))
                .satisfies(error("AccessDenied", 403))
                .hasMessageContaining("Not authorized to perform sts:AssumeRoleWithWebIdentity")
                .hasMessageNotContaining("oidc.ecs-local.invalid:sub");
        assertThat(fixture.log())
                .anyMatch(line -> line.startsWith("ecs-local (not AWS): not authorized to assume " + roleArn + ": ")
                        && line.contains(explanation));
    }

    @Test
    void aTokenOfAnotherTimeIsRefused() {
        String token = token();
        clock.advance(Duration.ofMinutes(5));

        assertThatThrownBy(() -> assume(token))
                .isInstanceOf(ExpiredTokenException.class)
                .satisfies(error("ExpiredTokenException", 400))
                .hasMessageContaining("Token expired: current date/time 1767323345 must be before the expiration "
                        + "date/time 1767323345");

        clock.advance(Duration.ofMinutes(-10));
        assertThatThrownBy(() -> assume(token))
                .satisfies(error("InvalidIdentityToken", 400))
                .hasMessageContaining("not yet valid");
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        String token = fixture.local()
                .mint(new TokenRequest(EcsLocalFixture.SUBJECT, "else", Duration.ofMinutes(5), Map.of()));

        assertThatThrownBy(() -> assume(token))
                .isInstanceOf(InvalidIdentityTokenException.class)
                .hasMessageContaining("Incorrect token audience");
        assertThat(fixture.log())
                .anyMatch(line ->
                        line.contains("aud is [else], and the client IDs of the provider are [sts.amazonaws.com]"));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused(@TempDir Path elsewhere) {
        try (EcsLocalFixture other = EcsLocalFixture.start(
                EcsLocalFixture.settings(elsewhere).withClock(clock).withIssuer("https://other.invalid"))) {
            String token = other.local().mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT));

            assertThatThrownBy(() -> assume(token))
                    .isInstanceOf(InvalidIdentityTokenException.class)
                    .hasMessageContaining("No OpenIDConnect provider found in your account")
                    .hasMessageContaining("https://other.invalid");
        }
    }

    @Test
    void aTokenSignedWithTheKeyOfAnotherIsRefused(@TempDir Path elsewhere) {
        try (EcsLocalFixture other = EcsLocalFixture.startWithOwnKey(
                EcsLocalFixture.settings(elsewhere).withClock(clock))) {
            String token = other.local().mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT));

            assertThatThrownBy(() -> assume(token))
                    .isInstanceOf(InvalidIdentityTokenException.class)
                    .hasMessageContaining("Couldn't retrieve verification key");
        }
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        assertThatThrownBy(() -> assume("e".repeat(20_000)))
                .isInstanceOf(InvalidIdentityTokenException.class)
                .hasMessageContaining("The ID Token provided is not a valid JWT");
        assertThatThrownBy(() -> assume(token() + "x"))
                .isInstanceOf(InvalidIdentityTokenException.class)
                .hasMessageContaining("not validly signed");
    }

    @Test
    void sessionTagsThatTheTrustPolicyDoesNotAllowRefuseTheWholeCall() {
        String token = fixture.local()
                .mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT).withSessionTags(Map.of("team", "checkout")));

        assertThatThrownBy(() -> assume(token))
                .satisfies(error("AccessDenied", 403))
                .hasMessageContaining("Not authorized to perform sts:AssumeRoleWithWebIdentity");
        assertThat(fixture.log()).anyMatch(line -> line.contains("no statement allows sts:TagSession"));
    }

    static Stream<Arguments> invalidParameters() {
        return Stream.of(
                invalid(
                        request -> request.roleSessionName("a"),
                        "'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2"),
                invalid(
                        request -> request.roleSessionName("a".repeat(65)),
                        "'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64"),
                invalid(
                        request -> request.roleSessionName("acme/shop"),
                        "Value 'acme/shop' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"),
                invalid(request -> request.roleSessionName(null), "Value null at 'roleSessionName'"),
                invalid(
                        request -> request.durationSeconds(899),
                        "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"),
                invalid(
                        request -> request.durationSeconds(43201),
                        "Member must have value less than or equal to 43200"),
                invalid(
                        request -> request.durationSeconds(7201),
                        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."),
                invalid(request -> request.policy(""), "Value '' at 'policy'"),
                invalid(
                        request -> request.policy("{" + " ".repeat(2047) + "}"),
                        "at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048"),
                invalid(
                        request -> request.roleArn("role/deployer"),
                        "at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20"),
                invalid(
                        request -> request.roleArn("arn:aws:iam::000000000000:user/deployer"),
                        "Request ARN is invalid"),
                invalid(request -> request.webIdentityToken("e.e"), "Value '***' at 'webIdentityToken'"),
                invalid(
                        request -> request.webIdentityToken("e".repeat(20_001)),
                        "Value '***' at 'webIdentityToken' failed to satisfy constraint: Member must have length less than or equal to 20000"),
                invalid(request -> request.roleSessionName("a").durationSeconds(1), "2 validation errors detected: "));
    }

    private static Arguments invalid(UnaryOperator<AssumeRoleWithWebIdentityRequest.Builder> change, String message) {
        return Arguments.of(change, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("invalidParameters")
    void aParameterOutOfItsRangeIsRefusedByName(
            UnaryOperator<AssumeRoleWithWebIdentityRequest.Builder> change, String message) {
        AssumeRoleWithWebIdentityRequest request =
                change.apply(EcsLocalFixture.request(token())).build();

        assertThatThrownBy(() -> sts.assumeRoleWithWebIdentity(request))
                .satisfies(error("ValidationError", 400))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"allow everything", "[]", "'{\"Version\":'"})
    void aSessionPolicyThatIsNotJsonIsRefused(String policy) {
        assertThatThrownBy(() -> sts.assumeRoleWithWebIdentity(
                        EcsLocalFixture.request(token()).policy(policy).build()))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void aRoleWithAPathIsFoundByItsName() {
        assertThat(sts.assumeRoleWithWebIdentity(EcsLocalFixture.request(token())
                                .roleArn("arn:aws:iam::000000000000:role/ci/deployer")
                                .build())
                        .assumedRoleUser()
                        .arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/deployer/travis.1.2");
    }

    private String token() {
        return fixture.local().mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT));
    }

    private void assume(String token) {
        sts.assumeRoleWithWebIdentity(EcsLocalFixture.request(token).build());
    }

    private static Consumer<Throwable> error(String code, int status) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(StsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
