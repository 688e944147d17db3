package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.identity.OriginChoice.StaticKeys;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Sessions made from a profile or from keys by a real STS client, of what a stub answers. */
class CredentialsSessionTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/deploy/checkout";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
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
            external_id = of-the-auditor
            role_session_name = alice

            [deployer]
            role_arn = %s
            source_profile = work
            external_id = of-the-deployer

            [kept]
            credential_process = cat FOLDER/printed.json

            [printed]
            credential_process = echo run >> FOLDER/runs; echo '{"Version":1,"AccessKeyId":"ASIAPRINTED","SecretAccessKey":\
            "the-secret-printed","SessionToken":"the-token-printed","Expiration":"2026-11-23T12:30:00Z"}'
            """.formatted(ROLE).replace("\\\n            ", "");

    @TempDir
    private Path directory;

    private final SteppingClock clock = new SteppingClock(NOW);
    private final List<String> notices = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private final StubAws stub = new StubAws(this::sts);
    private final AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()));
    private int sessions;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("credentials"), FILE.replace("FOLDER", directory.toString()));
        variables.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        variables.put(
                "AWS_SHARED_CREDENTIALS_FILE", directory.resolve("credentials").toString());
    }

    @AfterEach
    void stop() {
        clients.close();
        stub.close();
    }

    /** STS with a role that gives what AWS gives to a role session: an hour at most. */
    private Answer sts(StubAws.Request request) {
        Duration wanted = Duration.ofSeconds(Long.parseLong(request.parameter("DurationSeconds")));
        return StsAnswers.session(
                request.operation(),
                "KEY" + ++sessions,
                request.parameter("RoleArn").split(":", -1)[4],
                clock.instant().plus(wanted));
    }

    @Test
    void theKeysOfAProfileAssumeTheRoleWithTheSameNarrowPolicies() {
        DeployerIdentity identity = profile("work");

        RoleSession read = identity.readSession();
        identity.writeSession(new SessionPolicy("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));

        assertThat(key(read.credentials())).isEqualTo("ASIAKEY1");
        assertThat(read.account()).isEqualTo("111122223333");
        assertThat(stub.operations()).containsExactly("AssumeRole", "AssumeRole");
        assertThat(stub.requests()).allSatisfy(request -> {
            assertThat(request.headers().get("Authorization")).contains("Credential=AKIAWORK/", "/eu-west-1/sts/");
            assertThat(request.headers()).doesNotContainKey("X-amz-security-token");
            assertThat(request.parameter("RoleArn")).isEqualTo(ROLE);
            assertThat(request.parameter("RoleSessionName")).startsWith("local.");
            assertThat(request.parameter("DurationSeconds")).isEqualTo("3600");
            assertThat(request.parameter("ExternalId")).isEmpty();
        });
        assertThat(stub.requests().get(0).parameter("Policy"))
                .contains("\"ecs:Describe*\",\"ecs:List*\"")
                .doesNotContain("Update");
        assertThat(stub.requests().get(1).parameter("Policy"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    }

    @Test
    void keysOfTheEnvironmentAssumeTheRoleWhereTheyAreAllowed() {
        variables.put("AWS_ACCESS_KEY_ID", "ASIAENV");
        variables.put("AWS_SECRET_ACCESS_KEY", "the-secret-of-env");
        variables.put("AWS_SESSION_TOKEN", "the-token-of-env");

        identity(null, StaticKeys.ALLOWED, List.of()).readSession();

        assertThat(stub.operations()).containsExactly("AssumeRole");
        assertThat(stub.requests().get(0).headers().get("Authorization")).contains("Credential=ASIAENV/");
        assertThat(stub.requests().get(0).headers()).containsEntry("X-amz-security-token", "the-token-of-env");
    }

    /** The SDK's default chain would take any of these before it looks at a token. */
    @Test
    void whatTheSdkWouldFindByItselfIsNeverUsed() throws IOException {
        Path stray = Files.writeString(
                directory.resolve("stray"),
                "[stray]\naws_access_key_id = AKIASTRAY\naws_secret_access_key = the-stray\n");
        Path token = Files.writeString(directory.resolve("token"), Tokens.expiring(NOW.getEpochSecond() + 3600));
        Map<String, String> properties = Map.of(
                "aws.accessKeyId", "AKIASTRAY",
                "aws.secretAccessKey", "the-stray",
                "aws.profile", "stray",
                "aws.sharedCredentialsFile", stray.toString());
        properties.forEach(System::setProperty);
        try {
            profile("work").readSession();
            variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
            RoleSession session = identity(null, StaticKeys.REFUSED, List.of()).readSession();
            stub.answer(request -> Answer.json("{}"));
            clients.ecsReads(session.credentials()).listClusters();
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }

        assertThat(stub.operations()).containsExactly("AssumeRole", "AssumeRoleWithWebIdentity", "ListClusters");
        assertThat(stub.requests().get(0).headers().get("Authorization")).contains("Credential=AKIAWORK/");
        assertThat(stub.requests().get(1).headers()).doesNotContainKey("Authorization");
        assertThat(stub.requests().get(2).headers().get("Authorization")).contains("Credential=ASIAKEY2/");
    }

    /** A session of the profile's role can do nothing but take the next step. */
    @Test
    void theRoleOfAProfileIsAStepOnTheWay() {
        RoleSession session =
                profile("admin", List.of("arn:aws:iam::777788889999:role/last")).readSession();

        assertThat(session.account()).isEqualTo("777788889999");
        assertThat(stub.requests())
                .extracting(request -> request.parameter("RoleArn"))
                .containsExactly("arn:aws:iam::111122223333:role/admin", ROLE, "arn:aws:iam::777788889999:role/last");
        assertThat(stub.requests())
                .extracting(request -> request.parameter("DurationSeconds"))
                .containsExactly("900", "900", "3600");
        assertThat(stub.requests())
                .extracting(request -> request.parameter("ExternalId"))
                .containsExactly("of-the-auditor", "", "");
        assertThat(stub.requests().get(0).parameter("RoleSessionName")).isEqualTo("alice");
        assertThat(stub.requests().get(0).parameter("Policy"))
                .contains("\"sts:AssumeRole\"", "\"Resource\":\"" + ROLE + "\"")
                .doesNotContain("ecs:");
        assertThat(stub.requests().get(1).headers().get("Authorization")).contains("Credential=ASIAKEY1/");
    }

    @Test
    void aProfileWhoseRoleIsTheDeployerRoleAssumesItOnce() {
        profile("deployer").readSession();

        assertThat(stub.requests()).singleElement().satisfies(request -> {
            assertThat(request.parameter("RoleArn")).isEqualTo(ROLE);
            assertThat(request.parameter("ExternalId")).isEqualTo("of-the-deployer");
            assertThat(request.parameter("Policy")).contains("ecs:Describe*");
        });
    }

    @Test
    void theAccountMustBeAnAllowedOneHoweverTheRoleWasAssumed() {
        IdentitySettings settings = new IdentitySettings(ROLE, AUTO, List.of("444455556666"), List.of());

        assertThatThrownBy(() -> identity("work", StaticKeys.REFUSED, settings).readSession())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is in account 111122223333, which this descriptor does not allow")
                .hasMessageContaining("Correct identity.roleArn");
    }

    @Test
    void aProgramIsRunOnceForBothSessionsAndAgainForTheNext() throws IOException {
        DeployerIdentity identity = profile("printed");
        AwsCredentialsProvider read = identity.readSession().credentials();
        identity.writeSession(new SessionPolicy("{}"));
        assertThat(Files.readAllLines(directory.resolve("runs"))).hasSize(1);
        assertThat(identity.canRenew()).isTrue();
        assertThatCode(() -> identity.requireLasting(Duration.ofDays(1))).doesNotThrowAnyException();

        Files.writeString(
                directory.resolve("credentials"),
                Files.readString(directory.resolve("credentials")).replace("T12:30", "T14:30"));
        clock.advance(Duration.ofMinutes(56));

        assertThat(key(read)).isEqualTo("ASIAKEY3");
        assertThat(Files.readAllLines(directory.resolve("runs"))).hasSize(2);
    }

    /** As with a clock that is slow: what a program printed last still looks good here. */
    @Test
    void whatAwsCallsExpiredIsAskedForAnewOnce() throws IOException {
        Path printed = directory.resolve("printed.json");
        String session = "{\"Version\":1,\"AccessKeyId\":\"ASIA%s\",\"SecretAccessKey\":\"the-secret\","
                + "\"SessionToken\":\"the-token\",\"Expiration\":\"2026-11-23T20:00:00Z\"}";
        Files.writeString(printed, session.formatted("FIRST"));
        DeployerIdentity identity = profile("kept");
        identity.readSession();
        stub.answer(request -> request.headers().get("Authorization").contains("ASIAFIRST/")
                ? StsAnswers.error(403, "ExpiredToken", "The security token included in the request is expired")
                : sts(request));

        assertThatThrownBy(() -> identity.writeSession(new SessionPolicy("{}")))
                .hasMessageContaining("The session of the AWS profile kept has ended.");
        assertThat(stub.requests()).as("the program printed the same again").hasSize(2);
        Files.writeString(printed, session.formatted("NEXT"));
        identity.writeSession(new SessionPolicy("{}"));

        assertThat(stub.requests().get(stub.requests().size() - 1).headers().get("Authorization"))
                .contains("Credential=ASIANEXT/");
    }

    @Test
    void aSessionIsRenewedFromWhatTheFileSaysThen() throws IOException {
        AwsCredentialsProvider credentials = profile("session").readSession().credentials();
        Files.writeString(
                directory.resolve("credentials"),
                Files.readString(directory.resolve("credentials")).replace("ASIASESSION", "ASIANEXT"));

        clock.advance(Duration.ofMinutes(56));

        assertThat(key(credentials)).isEqualTo("ASIAKEY2");
        assertThat(stub.requests().get(1).headers().get("Authorization")).contains("Credential=ASIANEXT/");
    }

    /** Role chaining gives an hour, and a session token does not tell what made it: so no more is ever asked for. */
    @Test
    void whereTheCredentialsAreASessionTheIdentityLastsTheHourThatIsSure() {
        DeployerIdentity identity = profile("session");

        assertThat(identity.canRenew()).isFalse();
        assertThatCode(() -> identity.requireLasting(Duration.ofMinutes(59))).doesNotThrowAnyException();
        DeployerException failure =
                catchThrowableOfType(UserException.class, () -> identity.requireLasting(Duration.ofMinutes(90)));

        assertThat(failure.explanation().where()).startsWith("AWS profile session, role ");
        assertThat(failure.explanation().why())
                .contains(
                        "It may take 1 h 30 min", "The identity lasts 1 h: the AWS profile session is a session itself")
                .contains("lasts 1 h at most")
                .doesNotContain("token");
        assertThat(failure.explanation().cure()).contains("credential_process", "-Decs.wait=false");
        assertThat(stub.requests())
                .extracting(request -> request.parameter("DurationSeconds"))
                .containsExactly("3600");
    }

    @Test
    void nothingPrintsASecret() {
        DeployerIdentity identity = profile("session");
        RoleSession session = identity.readSession();
        stub.answer(request -> StsAnswers.error(403, "ExpiredToken", "The security token is expired"));
        clock.advance(Duration.ofMinutes(56));
        key(session.credentials());
        clock.advance(Duration.ofMinutes(5));

        Throwable failure = catchThrowableOfType(EnvironmentException.class, session.credentials()::resolveCredentials);

        StringBuilder printed = new StringBuilder(session + " " + session.credentials() + " " + notices);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            printed.append(each).append(each.getMessage());
        }
        assertThat(printed.toString())
                .contains("is not renewed yet: The session of the AWS profile session has ended.")
                .doesNotContain("the-secret", "the-token", "ASIASESSION");
    }

    private static String key(AwsCredentialsProvider credentials) {
        return credentials.resolveCredentials().accessKeyId();
    }

    private DeployerIdentity profile(String name) {
        return profile(name, List.of());
    }

    private DeployerIdentity profile(String name, List<String> assume) {
        return identity(name, StaticKeys.REFUSED, assume);
    }

    private DeployerIdentity identity(@Nullable String profile, StaticKeys keys, List<String> assume) {
        return identity(profile, keys, settings(assume));
    }

    private DeployerIdentity identity(@Nullable String profile, StaticKeys keys, IdentitySettings settings) {
        return new DeployerIdentity(
                clients, origin(profile, keys), settings, occasion(), SessionPolicy.READ_ONLY, new SplittableRandom(5));
    }

    private static IdentitySettings settings(List<String> assume) {
        return new IdentitySettings(ROLE, AUTO, List.of(), assume);
    }

    private Occasion occasion() {
        return new Occasion(CiJob.detect(new Environment(variables::get)), clock, pause -> {}, notices::add);
    }

    private SessionOrigin origin(@Nullable String profile, StaticKeys keys) {
        Environment environment = new Environment(variables::get);
        return new SessionOrigins(
                        new TokenSources(environment, directory, clock, pause -> {}),
                        environment,
                        new OriginChoice(profile, keys),
                        clock)
                .choose(AUTO);
    }
}
