package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why STS gives no session to a profile, and what to do: from a real STS client and what a stub answers. */
class OriginErrorsTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/deploy/checkout";
    private static final WebIdentitySettings AUTO = new WebIdentitySettings("auto", null, null, null);
    private static final String FILE = """
            [work]
            aws_access_key_id = AKIAWORK
            aws_secret_access_key = the-secret-of-work

            [session]
            aws_access_key_id = ASIASESSION
            aws_secret_access_key = the-secret-of-session
            aws_session_token = the-token-of-session

            [admin]
            role_arn = arn:aws:iam::111122223333:role/admin
            source_profile = work
            """;

    @TempDir
    private Path directory;

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final StubAws stub = new StubAws(OriginErrorsTest::sts);
    private final AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()));

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("credentials"), FILE);
    }

    @AfterEach
    void stop() {
        clients.close();
        stub.close();
    }

    private static Answer sts(StubAws.Request request) {
        return StsAnswers.session(request.operation(), "KEY", "111122223333", Instant.parse("2026-11-23T13:00:00Z"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ExpiredToken | user | The security token included in the request is expired | The session of the AWS profile work has ended. | aws sso login",
                "InvalidClientTokenId | user | The security token included in the request is invalid | AWS does not know the keys of the AWS profile work. | access key is active",
                "SignatureDoesNotMatch | user | - | AWS refuses the signature made with the keys of the AWS profile work. | Write both anew",
                "SignatureDoesNotMatch | environment | Signature expired: 20261123T120000Z is now earlier than | refuses the signature of the call | clock of this machine",
                "RegionDisabledException | user | STS is not activated in this region | switched off in eu-west-1 for the account of the AWS profile work | Activate",
                "ValidationError | user | The requested DurationSeconds exceeds | refuses a parameter of the request for the role "
                        + ROLE + " | external_id",
                "Throttling | environment | Rate exceeded | refuses the call for its rate | again",
                "ServiceUnavailable | environment | away | AWS failed to answer sts:AssumeRole | again"
            })
    void everyErrorOfStsSaysWhatToDo(String code, String kind, String message, String what, String cure) {
        stub.answer(request -> StsAnswers.error(400, code, message));

        DeployerException failure = catchThrowableOfType(
                DeployerException.class, () -> profile("work").readSession());

        assertThat(failure).isInstanceOf(kind.equals("user") ? UserException.class : EnvironmentException.class);
        assertThat(failure.explanation().what()).contains(what);
        assertThat(failure.explanation().cure()).contains(cure);
        assertThat(failure.explanation().where()).contains(stub.uri().toString(), "role");
        assertThat(failure.getMessage()).doesNotContain("the-secret", "AKIAWORK", "Service: Sts");
    }

    @Test
    void aSignatureThatIsRefusedRepeatsNothingOfTheRequest() {
        stub.answer(request -> StsAnswers.error(
                403,
                "SignatureDoesNotMatch",
                "The Canonical String should have been 'x-amz-security-token:the-token-of-session'"));

        DeployerException failure = catchThrowableOfType(
                DeployerException.class, () -> profile("session").readSession());

        assertThat(failure.getMessage()).doesNotContain("the-token");
        assertThat(failure.getCause()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:iam::111122223333:user/people/alice | {\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/people/alice\"},\"Action\":\"sts:AssumeRole\"} | no",
                "arn:aws:sts::111122223333:assumed-role/admin/alice | {\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:role/admin\"},\"Action\":\"sts:AssumeRole\"} | no",
                "arn:aws:iam::444455556666:user/bob | \"AWS\":\"arn:aws:iam::444455556666:user/bob\" | yes",
                "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Developer_0123456789abcdef/alice@example.com"
                        + " | {\"AWS\":\"arn:aws:iam::444455556666:root\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"ArnLike\":"
                        + "{\"aws:PrincipalArn\":\"arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Developer_0123456789abcdef\"}}} | yes"
            })
    void aDeniedCallerIsShownTheStatementThatWouldAdmitIt(String caller, String statement, String otherAccount) {
        stub.answer(request -> StsAnswers.error(
                403,
                "AccessDenied",
                "User: " + caller + " is not authorized to perform: sts:AssumeRole on resource: " + ROLE));

        DeployerException failure =
                catchThrowableOfType(UserException.class, () -> profile("work").readSession());

        assertThat(failure.explanation().what())
                .isEqualTo("STS does not let the AWS profile work assume the role " + ROLE + ".");
        assertThat(failure.explanation().why()).contains("It is " + caller + ".", "1. the trust policy", "request-1");
        assertThat(failure.explanation().cure()).contains(statement);
        assertThat(failure.explanation().cure().contains("let the policies of " + caller + " allow sts:AssumeRole"))
                .isEqualTo(otherAccount.equals("yes"));
        assertThat(stub.requests())
                .as("a role that was just made is denied for some seconds")
                .hasSize(3);
    }

    @Test
    void theRootUserIsToldThatNoRoleTrustsIt() {
        stub.answer(request -> StsAnswers.error(403, "AccessDenied", "Roles may not be assumed by root accounts."));

        assertThatThrownBy(() -> profile("work").readSession())
                .hasMessageContaining("aws sts get-caller-identity")
                .hasMessageContaining("The root user of an account can assume no role");
    }

    @Test
    void aProfilesRoleThatMayNotAssumeTheDeployerRoleIsToldWithBothPolicies() {
        stub.answer(request -> request.parameter("RoleArn").equals(ROLE)
                ? StsAnswers.error(403, "AccessDenied", "User is not authorized to perform: sts:AssumeRole")
                : sts(request));

        assertThatThrownBy(() -> profile("admin").readSession())
                .hasMessageContaining("The role session arn:aws:sts::111122223333:assumed-role/checkout")
                .hasMessageContaining("may not assume the role " + ROLE)
                .hasMessageContaining(", identity.roleArn");
    }

    @Test
    void whereNothingAnswersTheEndpointIsNamed() {
        URI nowhere = stub.uri();
        stub.close();
        try (AwsClients away = new AwsClients(
                new AwsEndpoint("eu-west-1", nowhere, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new CallJournal(Clock.systemUTC()))) {
            assertThatThrownBy(() -> profile("work", away).readSession())
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining(nowhere.toString());
        }
    }

    private DeployerIdentity profile(String name) {
        return profile(name, clients);
    }

    private DeployerIdentity profile(String name, AwsClients at) {
        Map<String, String> variables = Map.of(
                "AWS_CONFIG_FILE", directory.resolve("none").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", directory.resolve("credentials").toString());
        Environment environment = new Environment(variables::get);
        return new DeployerIdentity(
                at,
                new ProfileOrigin(name, new ProfileFiles(environment), clock),
                new IdentitySettings(ROLE, AUTO, List.of()),
                new Occasion(CiJob.detect(environment), clock, pause -> {}, notice -> {}));
    }
}
