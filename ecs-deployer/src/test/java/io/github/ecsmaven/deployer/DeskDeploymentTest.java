package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.identity.OriginChoice;
import io.github.ecsmaven.deployer.identity.OriginChoice.StaticKeys;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Whole deployments with what a person has at a desk, against an account that authorises each call. */
class DeskDeploymentTest {
    private static final String KEY = "AKIACANARY777EXAMPLE";
    private static final String SECRET = "canary-of-alice";
    private static final String DATA = """
            { "accessKeys": [ { "UserName": "alice", "AccessKeyId": "%s", "SecretAccessKey": "%s" } ] }
            """.formatted(KEY, SECRET);
    private static final String DESCRIPTOR = """
            version: 1
            region: eu-west-1
            cluster: shop
            identity: { roleArn: "%s", allowedAccounts: ["000000000000"] }
            taskDefinition:
              family: orders
              containerDefinitions:
                - { name: app, image: "orders:1", memory: 128 }
            service: { serviceName: orders, desiredCount: 1 }
            """.formatted(LocalAccount.ROLE);

    @TempDir
    private Path directory;

    private final Map<String, String> variables = new HashMap<>();
    private LocalAccount account;

    @BeforeEach
    void start() throws IOException {
        account = LocalAccount.with(directory, DATA);
        deployerTrusts("arn:aws:iam::000000000000:user/alice");
        Path home = Files.createDirectories(directory.resolve("home/.aws"));
        variables.put("HOME", home.getParent().toString());
        profiles("");
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private void profiles(String more) throws IOException {
        Files.writeString(
                directory.resolve("home/.aws/credentials"),
                "[work]\naws_access_key_id = " + KEY + "\naws_secret_access_key = " + SECRET + "\n" + more);
    }

    private void deployerTrusts(String principal) {
        account.server().putRole(new Role("deployer", trust(principal), Duration.ofHours(1)));
    }

    private static String trust(String principal) {
        return """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}
                """.formatted(principal);
    }

    @Test
    void aProfileDeploysWithTwoNarrowSessionsOfTheRole() {
        int mark = account.mark();

        deploy("work", StaticKeys.REFUSED);

        assertThat(account.callsSince(mark))
                .startsWith("AssumeRole")
                .contains("RegisterTaskDefinition", "CreateService")
                .doesNotContain("AssumeRoleWithWebIdentity");
        assertThat(account.callsSince(mark).stream().filter("AssumeRole"::equals))
                .hasSize(2);
        assertThat(account.lines.all)
                .anyMatch(line ->
                        line.matches("as {8}deployer/local\\.\\w+ until \\d\\d:\\d\\d \\(\\d+ min\\), profile work"))
                .anyMatch(line -> line.matches("writing as deployer/local\\.\\w+, narrowed to this plan"))
                .noneMatch(line -> line.startsWith("WARNING"))
                .last()
                .asString()
                .startsWith("Deployed, after ");
    }

    @Test
    void aDiffSaysThatItOnlyReadsAndWithWhichProfile() {
        account.deployer(variables, new OriginChoice("work", StaticKeys.REFUSED))
                .diff(account.descriptor(DESCRIPTOR));

        assertThat(account.lines.all).anyMatch(line -> line.endsWith(" min), read-only, profile work"));
    }

    @Test
    void theRoleOfAProfileLeadsToTheDeployerRole() throws IOException {
        account.server()
                .putRole(new Role("people", trust("arn:aws:iam::000000000000:user/alice"), Duration.ofHours(1))
                        .withPolicy("step", """
                                {"Version":"2012-10-17","Statement":[
                                  {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"%s"}]}
                                """.formatted(LocalAccount.ROLE)));
        deployerTrusts("arn:aws:iam::000000000000:role/people");
        profiles("[people]\nrole_arn = arn:aws:iam::000000000000:role/people\nsource_profile = work\n");

        deploy("people", StaticKeys.REFUSED);

        assertThat(account.lines.text()).contains(", profile people", "Deployed, after ");
    }

    /** As a sign-in leaves it: a session, which may assume the role for an hour. */
    @Test
    void aSessionThatAProgramPrintsAssumesTheRole() throws IOException {
        account.server().putRole(new Role("deployer", LocalAccount.trust(), Duration.ofHours(1)));
        AwsSessionCredentials session =
                (AwsSessionCredentials) account.credentials().resolveCredentials();
        account.server().putRole(new Role("orders-deployer", trust(LocalAccount.ROLE), Duration.ofHours(12)));
        Path printed = Files.writeString(
                directory.resolve("home/printed.json"),
                "{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\",\"SessionToken\":\"%s\"}"
                        .formatted(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
        profiles("[printed]\ncredential_process = cat '" + printed + "'\n");

        account.deployer(variables, new OriginChoice("printed", StaticKeys.REFUSED))
                .deploy(account.descriptor(DESCRIPTOR.replace("role/deployer", "role/orders-deployer")));

        assertThat(account.lines.text()).contains("orders-deployer/local.", "Deployed, after ");
    }

    @Test
    void aSessionThatHasEndedIsSaidToHave() throws IOException {
        account.server().putRole(new Role("deployer", LocalAccount.trust(), Duration.ofHours(1)));
        AwsSessionCredentials session =
                (AwsSessionCredentials) account.credentials().resolveCredentials();
        profiles("[ended]\naws_access_key_id = %s\naws_secret_access_key = %s\naws_session_token = %s\n"
                .formatted(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
        account.server().clock().advance(Duration.ofHours(2));

        assertThatThrownBy(() -> deploy("ended", StaticKeys.REFUSED))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The session of the AWS profile ended has ended.")
                .hasMessageContaining("Sign in again")
                .hasMessageNotContaining(session.secretAccessKey())
                .hasMessageNotContaining(session.sessionToken());
    }

    /** Two narrowed sessions, each renewed in time, of an hour each: the profile is not asked for more than it gives. */
    @Test
    void aRolloutOfHoursIsFollowedWithTheKeysOfAProfile() {
        account.close();
        account = LocalAccount.slow(directory, DATA, Duration.ofMinutes(40));
        deployerTrusts("arn:aws:iam::000000000000:user/alice");
        int mark = account.mark();

        account.deployerInTime(variables, new OriginChoice("work", StaticKeys.REFUSED))
                .deploy(account.descriptor(DESCRIPTOR + "rollout: { timeout: PT6H }\n"));

        assertThat(account.callsSince(mark).stream().filter("AssumeRole"::equals))
                .as("read, write, and the read session again")
                .hasSizeBetween(3, 6);
        assertThat(account.lines.all).last().asString().startsWith("Deployed, after ");
    }

    @Test
    void keysAreRefusedThenAllowedWithAWarningAndATokenWins() throws IOException {
        variables.put("AWS_ACCESS_KEY_ID", KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", SECRET);
        assertThatThrownBy(() -> deploy(null, StaticKeys.REFUSED))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set and not used");

        deploy(null, StaticKeys.ALLOWED);

        assertThat(account.lines.all)
                .anyMatch(line -> line.startsWith("WARNING AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are used"))
                .anyMatch(line -> line.endsWith(" min), keys of AWS_ACCESS_KEY_ID"));

        account.lines.all.clear();
        account.server().putRole(new Role("deployer", LocalAccount.trust(), Duration.ofHours(1)));
        Path token = Files.writeString(
                directory.resolve("home/token"), account.server().mint(TokenRequest.forSubject(LocalAccount.SUBJECT)));
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
        deploy(null, StaticKeys.ALLOWED);

        assertThat(account.lines.all)
                .anyMatch(line -> line.startsWith("WARNING") && line.contains("set and not used"))
                .anyMatch(line -> line.startsWith("as  ") && line.endsWith(" min)"));
    }

    @Test
    void anImportReadsWithAProfileToo() {
        deploy("work", StaticKeys.REFUSED);

        assertThat(account.liveImport(variables, new OriginChoice("work", StaticKeys.REFUSED))
                        .read(new LiveImport.Source(
                                LocalAccount.REGION, LocalAccount.CLUSTER, LocalAccount.ROLE, "orders", null))
                        .name())
                .isEqualTo("orders");
    }

    @Test
    void aRoleThatDoesNotTrustThePersonIsDeniedWithTheStatementThatWouldAdmitIt() {
        deployerTrusts("arn:aws:iam::000000000000:user/bob");

        assertThatThrownBy(() -> deploy("work", StaticKeys.REFUSED))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("STS does not let the AWS profile work assume the role " + LocalAccount.ROLE)
                .hasMessageContaining("{\"AWS\":\"arn:aws:iam::000000000000:user/alice\"}");
    }

    /** The person's own permissions are never used for ECS: whatever they are, the role and the policies of a session count. */
    @Test
    void whatTheRoleMayNotDoIsDeniedThoughThePersonMight() {
        account.server()
                .putRole(new Role("deployer", trust("arn:aws:iam::000000000000:user/alice"), Duration.ofHours(1))
                        .withPolicy("reads", """
                                {"Version":"2012-10-17","Statement":[
                                  {"Effect":"Allow","Action":["ecs:Describe*","ecs:List*"],"Resource":"*"}]}
                                """));

        assertThatThrownBy(() -> deploy("work", StaticKeys.REFUSED))
                .hasMessageContaining("ecs:RegisterTaskDefinition")
                .hasMessageContaining("assumed-role/deployer/local.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "wrong-secret", "unknown-key", "not-there"})
    void noKeyIsPrintedThrownOrWritten(String profile) throws IOException {
        profiles("[wrong-secret]\naws_access_key_id = " + KEY + "\naws_secret_access_key = canary-wrong\n"
                + "[unknown-key]\naws_access_key_id = AKIACANARYUNKNOWN000\naws_secret_access_key = canary-unknown\n");
        StringWriter thrown = new StringWriter();
        try {
            deploy(profile, StaticKeys.REFUSED);
        } catch (UserException e) {
            e.printStackTrace(new PrintWriter(thrown));
        }
        assertThat(thrown.toString().isEmpty()).isEqualTo(profile.equals("work"));

        StringBuilder all = new StringBuilder(account.lines.text()).append(thrown);
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> left = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(directory.resolve("home")) && !file.endsWith("data.json"))
                    .toList();
            for (Path file : left) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all.toString()).doesNotContain("canary", "CANARY");
    }

    private void deploy(@Nullable String profile, StaticKeys keys) {
        account.deployer(variables, new OriginChoice(profile, keys)).deploy(account.descriptor(DESCRIPTOR));
    }
}
