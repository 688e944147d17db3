package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ecsmaven.deployer.identity.BaseCredentials.Continuity;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What profiles in files come to. */
class ProfileOriginTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final String CONFIG = """
            [default]
            region = us-east-1

            [profile work]
            region = eu-central-1

            [profile admin]
            role_arn = arn:aws:iam::111122223333:role/people/admin
            source_profile = work
            external_id = of-the-auditor
            role_session_name = alice

            [profile behind]
            role_arn = arn:aws:iam::444455556666:role/behind
            source_profile = admin

            [profile own]
            role_arn = arn:aws:iam::111122223333:role/own
            source_profile = own
            aws_access_key_id = AKIAOWN
            aws_secret_access_key = canary-own

            [profile session]
            aws_access_key_id = ASIASESSION
            aws_secret_access_key = canary-session
            aws_session_token = canary-token

            [profile printed]
            credential_process = echo '{"Version":1,"AccessKeyId":"AKIAP","SecretAccessKey":"canary-p"}'

            [profile identity-center]
            sso_session = acme
            sso_account_id = 111122223333
            sso_role_name = Developer

            [profile identity-center-old]
            sso_start_url = https://acme.awsapps.example/start

            [profile console]
            login_session = arn:aws:iam::111122223333:user/alice

            [profile with-device]
            role_arn = arn:aws:iam::111122223333:role/admin
            source_profile = work
            mfa_serial = arn:aws:iam::111122223333:mfa/alice

            [profile of-instance]
            role_arn = arn:aws:iam::111122223333:role/admin
            credential_source = Ec2InstanceMetadata

            [profile of-pod]
            role_arn = arn:aws:iam::111122223333:role/admin
            web_identity_token_file = /var/run/secrets/token

            [profile alone]
            role_arn = arn:aws:iam::111122223333:role/admin

            [profile behind-sign-in]
            role_arn = arn:aws:iam::111122223333:role/admin
            source_profile = identity-center

            [profile behind-nothing]
            role_arn = arn:aws:iam::111122223333:role/admin
            source_profile = wrok

            [profile circle]
            role_arn = arn:aws:iam::111122223333:role/admin
            source_profile = circle-two

            [profile circle-two]
            role_arn = arn:aws:iam::111122223333:role/admin
            source_profile = circle

            [profile no-role]
            role_arn = admin
            source_profile = work

            [profile empty]
            region = eu-west-1

            [sso-session acme]
            sso_start_url = https://acme.awsapps.example/start
            """;
    private static final String CREDENTIALS = """
            [work]
            aws_access_key_id = AKIAWORK
            aws_secret_access_key = canary-work

            [half]
            aws_access_key_id = AKIAHALF
            """;

    @TempDir
    private Path directory;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void write() throws IOException {
        Path folder = Files.createDirectories(directory.resolve(".aws"));
        Files.writeString(folder.resolve("config"), CONFIG);
        Files.writeString(folder.resolve("credentials"), CREDENTIALS);
        variables.put("HOME", directory.toString());
    }

    @Test
    void keysAreTakenFromTheCredentialsFileAndDoNotEnd() {
        BaseCredentials base = base("work");

        assertThat(base.credentials()).isEqualTo(AwsBasicCredentials.create("AKIAWORK", "canary-work"));
        assertThat(base.continuity()).isEqualTo(Continuity.LASTING);
        assertThat(base.roles()).isEmpty();
        assertThat(origin("work").canRenew()).isTrue();
    }

    @Test
    void keysWithASessionTokenAreASessionOfWhichNobodyKnowsTheEnd() {
        BaseCredentials base = base("session");

        assertThat(base.credentials())
                .isEqualTo(AwsSessionCredentials.create("ASIASESSION", "canary-session", "canary-token"));
        assertThat(base.continuity()).isEqualTo(Continuity.UNKNOWN);
        assertThat(origin("session").canRenew()).isFalse();
    }

    @Test
    void whatAProgramPrintsIsTaken() {
        assertThat(base("printed").credentials()).isEqualTo(AwsBasicCredentials.create("AKIAP", "canary-p"));
    }

    @Test
    void rolesAreLeftToBeAssumedOneFromTheOther() {
        BaseCredentials base = base("behind");

        assertThat(base.credentials().accessKeyId()).isEqualTo("AKIAWORK");
        assertThat(base.roles())
                .extracting(role -> role.role().text(), BaseCredentials.ProfileRole::externalId)
                .containsExactly(
                        tuple("arn:aws:iam::111122223333:role/people/admin", "of-the-auditor"),
                        tuple("arn:aws:iam::444455556666:role/behind", null));
        assertThat(base.roles().get(0).sessionName()).isEqualTo("alice");
    }

    @Test
    void aProfileThatIsItsOwnSourceHasItsRoleAssumedByItsKeys() {
        BaseCredentials base = base("own");

        assertThat(base.credentials().accessKeyId()).isEqualTo("AKIAOWN");
        assertThat(base.roles()).hasSize(1);
    }

    @Test
    void theCredentialsFileIsBelievedWhereBothFilesSaySomething() throws IOException {
        Files.writeString(
                directory.resolve(".aws/config"),
                "[profile work]\naws_access_key_id = AKIACONFIG\naws_secret_access_key = canary-config\n");

        assertThat(base("work").credentials().accessKeyId()).isEqualTo("AKIAWORK");
    }

    @Test
    void theFilesAreReadAnewEachTime() throws IOException {
        ProfileOrigin origin = origin("work");
        assertThat(origin.base().credentials().accessKeyId()).isEqualTo("AKIAWORK");

        Files.writeString(directory.resolve(".aws/credentials"), CREDENTIALS.replace("AKIAWORK", "AKIANEXT"));

        assertThat(origin.base().credentials().accessKeyId()).isEqualTo("AKIANEXT");
    }

    @Test
    void theFilesOfTheVariablesTakeTheirPlace() throws IOException {
        variables.put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
        variables.put("AWS_SHARED_CREDENTIALS_FILE", "~/mine");
        Files.writeString(directory.resolve("mine"), CREDENTIALS.replace("AKIAWORK", "AKIAMINE"));

        assertThat(base("work").credentials().accessKeyId()).isEqualTo("AKIAMINE");
        assertThatThrownBy(() -> base("admin"))
                .hasMessageContaining("There is no AWS profile admin.")
                .hasMessageContaining(directory.resolve("no-config") + " and " + directory.resolve("mine"))
                .hasMessageContaining("There are: half, work.");
    }

    @Test
    void withoutAnyFileThereIsNoProfile() {
        variables.put("HOME", directory.resolve("elsewhere").toString());

        assertThatThrownBy(() -> base("work"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no profile at all.")
                .hasMessageContaining("aws configure --profile work");
    }

    @Test
    void anUnknownProfileIsReportedWithTheNearestOneAndTheNamesOfAll() {
        assertThatThrownBy(() -> base("wrok"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There is no AWS profile wrok.")
                .hasMessageContaining("admin, alone, behind, ")
                .hasMessageContaining("Write -Decs.profile=work, if that is the one.")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "identity-center | signs in at IAM Identity Center, which is not done here | sso_session | aws sso login --profile identity-center",
                "identity-center-old | signs in at IAM Identity Center | sso_start_url | credential_process = aws configure export-credentials --profile identity-center-old --format process",
                "console | signs in at the AWS console | login_session | aws login --profile console",
                "behind-sign-in | The AWS profile identity-center signs in | sso_session | [profile identity-center-cli]",
                "with-device | asks for the code of an MFA device | mfa_serial | aws sts get-caller-identity --profile with-device",
                "of-instance | takes its credentials from credential_source | credential_source | What the machine itself has is never used",
                "of-pod | takes its credentials from web_identity_token_file | web_identity_token_file | -Decs.webIdentityTokenFile=FILE",
                "alone | has a role and nothing to assume it with | needs source_profile | Add source_profile",
                "behind-nothing | There is no AWS profile wrok | source_profile of the AWS profile behind-nothing | Write source_profile = work",
                "circle | names itself as its source | from circle to circle-two and back to circle | keys or a credential_process",
                "no-role | \"admin\" is not the ARN of an IAM role | role_arn of the AWS profile no-role | role/NAME",
                "half | has no aws_secret_access_key | Both aws_access_key_id and aws_secret_access_key | Add aws_secret_access_key",
                "empty | has no credentials | neither keys nor credential_process nor role_arn | aws configure --profile empty",
                "default | has no credentials | neither keys | aws configure --profile default"
            })
    void whatCannotBeUsedIsNamedWithItsCure(String profile, String what, String why, String cure) {
        assertThatThrownBy(() -> base(profile))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(why)
                .hasMessageContaining(cure)
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("AKIA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[work\naws_access_key_id = canary\n", "[work]\naws_access_key_id canary\n", "canary\n"})
    void aFileThatCannotBeReadIsNamedWithoutWhatIsInIt(String content) throws IOException {
        Path file = Files.writeString(directory.resolve(".aws/credentials"), content);

        assertThatThrownBy(() -> base("work"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The file with AWS profiles cannot be used: " + file)
                .hasMessageContaining("on line ")
                .hasMessageContaining("aws configure list-profiles")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aFolderInThePlaceOfAFileIsSaidToBeNone() {
        variables.put("AWS_CONFIG_FILE", directory.toString());

        assertThatThrownBy(() -> base("work")).hasMessageContaining("it is no file");
    }

    @Test
    void nothingOfAProfileIsPrintedButItsName() {
        assertThat(origin("work") + " " + base("work") + base("session") + base("behind") + base("printed"))
                .contains("ProfileOrigin[work]")
                .doesNotContain("canary", "AKIA", "ASIA");
        assertThat(origin("work").remark()).contains("profile work");
    }

    private ProfileOrigin origin(String name) {
        return new ProfileOrigin(name, new ProfileFiles(new Environment(variables::get)), CLOCK);
    }

    private BaseCredentials base(String name) {
        return origin(name).base();
    }
}
