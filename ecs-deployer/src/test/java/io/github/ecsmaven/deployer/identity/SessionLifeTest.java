package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.RenewableCredentials;
import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** How long sessions last, and what follows them. */
class SessionLifeTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/deploy/checkout";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final CiJob JOB = CiJob.detect(new Environment(Map.of("TRAVIS", "true")::get));

    private final SteppingClock clock = new SteppingClock(NOW);
    private final List<String> notices = new ArrayList<>();
    private final StubAws stub = new StubAws(request -> sts(request));
    private final AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()));
    private final Source source = new Source();
    private Duration granted = Duration.ofHours(12);
    private Duration longest = Duration.ofHours(12);
    private Duration clockOfStsIsAhead = Duration.ZERO;
    private int sessions;

    @AfterEach
    void stop() {
        clients.close();
        stub.close();
    }

    /** STS with a role that gives sessions up to {@link #longest}. */
    private Answer sts(StubAws.Request request) {
        Duration wanted = Duration.ofSeconds(Long.parseLong(request.parameter("DurationSeconds")));
        if (wanted.compareTo(longest) > 0) {
            return StsAnswers.tooLong();
        }
        Duration length = granted.compareTo(wanted) < 0 ? granted : wanted;
        return StsAnswers.session(
                request.operation(),
                "KEY" + ++sessions,
                request.parameter("RoleArn").split(":", -1)[4],
                clock.instant().plus(clockOfStsIsAhead).plus(length));
    }

    @Test
    void aSessionIsRenewedFiveMinutesBeforeItsEndWithANewToken() {
        AwsCredentialsProvider credentials = identity().readSession().credentials();

        assertThat(key(credentials)).isEqualTo("ASIAKEY1");
        clock.advance(Duration.ofMinutes(54));
        assertThat(key(credentials)).isEqualTo("ASIAKEY1");
        clock.advance(Duration.ofMinutes(1));
        assertThat(key(credentials)).isEqualTo("ASIAKEY2");
        assertThat(key(credentials)).isEqualTo("ASIAKEY2");

        assertThat(source.given).isEqualTo(2);
        assertThat(stub.requests())
                .extracting(request -> request.parameter("WebIdentityToken"))
                .doesNotHaveDuplicates();
        assertThat(stub.requests().get(1).parameter("Policy"))
                .isEqualTo(stub.requests().get(0).parameter("Policy"));
    }

    @Test
    void sessionsOfAQuarterOfAnHourLastAsLongAsARolloutOfFortyMinutes() {
        granted = Duration.ofMinutes(15);
        AwsCredentialsProvider credentials = identity().readSession().credentials();

        for (int minute = 0; minute < 40; minute++) {
            clock.advance(Duration.ofMinutes(1));
            key(credentials);
        }

        assertThat(stub.requests()).hasSize(4);
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10", "-10", "58", "300"})
    void aClockThatIsWrongRenewsInTimeAndNotAtEachCall(int minutesThatStsIsAhead) {
        clockOfStsIsAhead = Duration.ofMinutes(minutesThatStsIsAhead);
        AwsCredentialsProvider credentials = identity().readSession().credentials();

        for (int minute = 0; minute < 60; minute++) {
            key(credentials);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(stub.requests()).hasSize(2);
    }

    @Test
    void aSourceThatIsAwayForSomeMinutesCostsALineAMinuteAndNothingElse() {
        AwsCredentialsProvider credentials = identity().readSession().credentials();
        source.away = true;

        clock.advance(Duration.ofMinutes(56));
        assertThat(key(credentials)).isEqualTo("ASIAKEY1");
        assertThat(key(credentials)).isEqualTo("ASIAKEY1");
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("ends at 2026-11-22T13:00:00Z", "is not renewed yet: The issuer is down");
        source.away = false;
        clock.advance(Duration.ofMinutes(1));

        assertThat(key(credentials)).isEqualTo("ASIAKEY2");
    }

    @Test
    void aSourceThatStaysAwayEndsWithTheSessionAndSaysWhy() {
        AwsCredentialsProvider credentials = identity().readSession().credentials();
        source.away = true;
        clock.advance(Duration.ofHours(1));

        DeployerException failure = catchThrowableOfType(EnvironmentException.class, credentials::resolveCredentials);

        assertThat(failure.explanation().what()).isEqualTo("The role session has ended and there is no other one.");
        assertThat(failure.explanation().why()).contains("The issuer is down");
        assertThat(failure).hasMessageContaining("assumed-role/checkout");
        source.away = false;
        assertThat(key(credentials)).isEqualTo("ASIAKEY2");
    }

    @Test
    void whatAwsCallsExpiredIsReplacedBeforeItsTime() {
        RenewableCredentials credentials =
                (RenewableCredentials) identity().readSession().credentials();
        AwsCredentials refused = credentials.resolveCredentials();

        credentials.expired(refused);

        assertThat(key(credentials)).isEqualTo("ASIAKEY2");
        credentials.expired(refused);
        assertThat(key(credentials)).as("the new ones were not refused").isEqualTo("ASIAKEY2");
    }

    @Test
    void nothingPrintsASecret() {
        DeployerIdentity identity = identity();
        RoleSession session = identity.readSession();
        source.away = true;
        clock.advance(Duration.ofMinutes(56));
        key(session.credentials());
        clock.advance(Duration.ofMinutes(5));

        Throwable failure = catchThrowableOfType(EnvironmentException.class, session.credentials()::resolveCredentials);

        StringBuilder printed = new StringBuilder(session + " " + session.credentials() + " " + notices);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            printed.append(each).append(each.getMessage());
        }
        assertThat(printed.toString()).doesNotContain("the-secret", "the-token", source.last());
    }

    @Test
    void rolesBehindTheRoleAreAssumedOneFromTheOther() {
        String hub = "arn:aws:iam::444455556666:role/hub";
        String last = "arn:aws:iam::777788889999:role/deployer";

        RoleSession session =
                identity(List.of("777788889999"), List.of(hub, last)).readSession();

        assertThat(session.account()).isEqualTo("777788889999");
        assertThat(key(session.credentials())).isEqualTo("ASIAKEY3");
        assertThat(stub.operations()).containsExactly("AssumeRoleWithWebIdentity", "AssumeRole", "AssumeRole");
        assertThat(stub.requests())
                .extracting(request -> request.parameter("RoleArn"))
                .containsExactly(ROLE, hub, last);
        assertThat(stub.requests())
                .extracting(request -> request.parameter("DurationSeconds"))
                .containsExactly("900", "900", "3600");
        assertThat(stub.requests())
                .extracting(request -> request.parameter("RoleSessionName"))
                .allSatisfy(name -> assertThat(name).startsWith("travis."));
        assertThat(stub.requests().get(0).parameter("Policy"))
                .contains("\"sts:AssumeRole\"", "\"Resource\":\"" + hub + "\"")
                .doesNotContain("ecs:");
        assertThat(stub.requests().get(2).parameter("Policy")).contains("ecs:Describe*");
        assertThat(stub.requests().get(0).headers()).doesNotContainKey("Authorization");
        assertThat(stub.requests().get(1).headers().get("Authorization")).contains("Credential=ASIAKEY1/");
        assertThat(stub.requests().get(2).headers().get("Authorization")).contains("Credential=ASIAKEY2/");
    }

    @Test
    void theAccountOfTheLastRoleMustBeAnAllowedOneBeforeAnythingElseIsAsked() {
        String last = "arn:aws:iam::777788889999:role/deployer";

        assertThatThrownBy(
                        () -> identity(List.of("111122223333"), List.of(last)).readSession())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is in account 777788889999")
                .hasMessageContaining("Correct identity.assume");
        assertThat(stub.operations()).containsExactly("AssumeRoleWithWebIdentity", "AssumeRole");
    }

    @Test
    void aRoleThatMayNotAssumeTheNextOneIsToldWithBothPolicies() {
        String last = "arn:aws:iam::777788889999:role/deployer";
        stub.answer(request -> request.operation().equals("AssumeRole")
                ? StsAnswers.error(403, "AccessDenied", "User is not authorized to perform: sts:AssumeRole")
                : sts(request));

        DeployerException failure = catchThrowableOfType(
                UserException.class, () -> identity(List.of(), List.of(last)).readSession());

        assertThat(failure.explanation().what())
                .contains("assumed-role/checkout/travis.81234.81236 may not assume the role " + last);
        assertThat(failure.explanation().cure()).contains("trust policy of " + last, "In the policies of " + ROLE);
        assertThat(stub.operations())
                .containsExactly("AssumeRoleWithWebIdentity", "AssumeRole", "AssumeRole", "AssumeRole");
    }

    @Test
    void aNameInTheChainThatIsNoRoleIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> identity(List.of(), List.of("hub")).readSession())
                .hasMessageContaining("\"hub\" is not the ARN of an IAM role")
                .hasMessageContaining("identity.assume[0]");
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void aSourceThatGivesNewTokensLastsForEver() {
        DeployerIdentity identity = identity();

        identity.requireLasting(Duration.ofDays(3));

        assertThat(stub.requests()).as("no session is needed to say so").isEmpty();
    }

    @Test
    void aSessionThatIsLongEnoughIsKept() {
        source.givesNewOnes = false;
        DeployerIdentity identity = identity();
        identity.readSession();

        identity.requireLasting(Duration.ofMinutes(50));

        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aTokenThatLivesOnCanBeUsedOnceMoreForTheNextSession() {
        source.givesNewOnes = false;
        source.life = Duration.ofHours(1);
        DeployerIdentity identity = identity();
        identity.readSession();

        identity.requireLasting(Duration.ofMinutes(115));

        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aLongerSessionIsAskedForWhereOneIsNeeded() {
        source.givesNewOnes = false;
        DeployerIdentity identity = identity();
        RoleSession session = identity.readSession();

        identity.requireLasting(Duration.ofMinutes(180));

        assertThat(stub.requests())
                .extracting(request -> request.parameter("DurationSeconds"))
                .containsExactly("3600", "10860");
        clock.advance(Duration.ofMinutes(175));
        assertThat(key(session.credentials())).isEqualTo("ASIAKEY2");
    }

    @Test
    void aRoleThatGivesLessIsAskedForLessAndTheNumbersAreTold() {
        source.givesNewOnes = false;
        longest = Duration.ofHours(2);
        DeployerIdentity identity = identity();
        identity.readSession();

        DeployerException failure =
                catchThrowableOfType(UserException.class, () -> identity.requireLasting(Duration.ofMinutes(300)));

        assertThat(stub.requests())
                .extracting(request -> request.parameter("DurationSeconds"))
                .containsExactly("3600", "18060", "14400", "7200");
        assertThat(failure.explanation().what())
                .isEqualTo("The deployment may take longer than its identity lasts; nothing was written.");
        assertThat(failure.explanation().why())
                .contains("It may take 5 h,", "The identity lasts 2 h:", "ends at 2026-11-22T12:05:00Z")
                .contains("The longest session that the role gives is one of 2 h");
        assertThat(failure.explanation().cure()).contains("MaxSessionDuration", "rollout.timeout", "-Decs.wait=false");
        assertThat(failure.getMessage()).doesNotContain(source.last());
    }

    @Test
    void aRoleThatGivesAnHourIsTakenForWhatItIs() {
        source.givesNewOnes = false;
        longest = Duration.ofHours(1);

        assertThatThrownBy(() -> identity().requireLasting(Duration.ofHours(20)))
                .hasMessageContaining("It may take 20 h")
                .hasMessageContaining("The longest session that the role gives is one of 1 h");
        assertThat(stub.requests())
                .extracting(request -> request.parameter("DurationSeconds"))
                .containsExactly("3600", "43200", "28800", "14400", "7200");
    }

    @Test
    void aRoleBehindAnotherHasSessionsOfAnHourAndIsNotAskedForMore() {
        source.givesNewOnes = false;
        DeployerIdentity identity = identity(List.of(), List.of("arn:aws:iam::777788889999:role/deployer"));

        assertThatCode(() -> identity.requireLasting(Duration.ofMinutes(59))).doesNotThrowAnyException();
        assertThatThrownBy(() -> identity.requireLasting(Duration.ofHours(3)))
                .hasMessageContaining("A session of a role that another role assumes lasts 1 h at most.");
        assertThat(stub.requests()).hasSize(2);
    }

    @Test
    void aTokenThatHasExpiredMeanwhileLeavesTheSessionAlone() {
        source.givesNewOnes = false;
        DeployerIdentity identity = identity();
        identity.readSession();
        source.expired = true;

        identity.requireLasting(Duration.ofMinutes(30));

        assertThatThrownBy(() -> identity.requireLasting(Duration.ofHours(2)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cannot be requested again and has ended");
        assertThat(stub.requests()).hasSize(1);
    }

    /** Tokens of five minutes, each of them another one. */
    private final class Source implements WebIdentityTokenSource {
        private Duration life = Duration.ofMinutes(5);
        private boolean givesNewOnes = true;
        private boolean away;
        private boolean expired;
        private int given;
        private Function<Integer, String> texts =
                number -> Tokens.expiring(NOW.plus(life).getEpochSecond() + number);

        @Override
        public WebIdentityToken token() {
            if (away) {
                throw new EnvironmentException(new Explanation("The issuer is down", "", "", "Wait."));
            }
            if (expired) {
                throw new UserException(new Explanation("The token has expired", "", "", "Take another."));
            }
            given += givesNewOnes ? 1 : 0;
            return new WebIdentityToken(last());
        }

        String last() {
            return texts.apply(given);
        }

        @Override
        public boolean canMintAgain() {
            return givesNewOnes;
        }

        @Override
        public String description() {
            return "a test";
        }
    }

    private DeployerIdentity identity() {
        return identity(List.of("111122223333"), List.of());
    }

    private DeployerIdentity identity(List<String> accounts, List<String> assume) {
        return new DeployerIdentity(
                clients,
                source,
                new IdentitySettings(
                        ROLE, new WebIdentitySettings("auto", Tokens.AUDIENCE, null, null), accounts, assume),
                new Occasion(JOB, clock, pause -> {}, notices::add),
                SessionPolicy.READ_ONLY,
                new SplittableRandom(5));
    }

    private static String key(AwsCredentialsProvider credentials) {
        return credentials.resolveCredentials().accessKeyId();
    }
}
