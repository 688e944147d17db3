package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.local.token.IssuerHealth;
import io.github.ecsmaven.local.token.TokenFault;
import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/** Tokens that live for seconds, issuers that are down, slow or change their keys, clocks that differ: on ecs-local's time. */
class TokensInTroubleTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration SIX_SECONDS = Duration.ofSeconds(6);

    @TempDir
    private Path directory;

    private LocalRun run;

    @BeforeEach
    void start() {
        run = new LocalRun(directory);
    }

    @AfterEach
    void stop() {
        run.close();
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    @Test
    void aTokenOfFiveSecondsThatIsReadInTimeIsEnoughForBothSessions() {
        run.writeToken(FIVE_SECONDS);

        assertThat(run.deploy(run.orders()).result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(run.sessions()).containsExactly(200, 200);
    }

    @Test
    void readTooLateItIsRefusedWithTheNumbersBeforeItIsSent() {
        run.writeToken(FIVE_SECONDS);
        run.pass(Duration.ofSeconds(11));

        assertThat(run.failureOf(() -> run.diff(run.orders()))).isEqualTo("""
                The web identity token cannot be used: file DIR/token holds a token that has expired.
                  where: file DIR/token
                  why: It ended at TIME, 6 s ago (exp); the clock of this machine says TIME. Issuer: https://oidc.ecs-local.invalid.
                  cure: Let the job write a new token there just before the deployment.""");
        assertThat(run.sessions()).isEmpty();
    }

    /** Between is six seconds, and the clock here is as much behind, so that nothing shows before STS looks. */
    @Test
    void expiredBetweenItIsRenewedOnceWhereTheSourceCan() {
        run.service().tokens(request -> request.withLifetime(FIVE_SECONDS));
        run.service().afterTheNext(() -> run.pass(SIX_SECONDS));
        run.clockIsAhead(SIX_SECONDS.negated());

        run.diff(run.orders());

        assertThat(run.sessions()).containsExactly(400, 200);
        assertThat(run.service().given()).hasSize(2).doesNotHaveDuplicates();
        assertThat(run.pauses()).isEmpty();
    }

    @Test
    void expiredBetweenAgainAndAgainItIsRenewedOnceAndNotForEver() {
        run.service().tokens(request -> request.withLifetime(FIVE_SECONDS));
        run.service().afterEach(() -> run.pass(SIX_SECONDS));
        run.clockIsAhead(Duration.ofSeconds(-12));

        assertThatThrownBy(() -> run.diff(run.orders()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("STS refuses the web identity token: it has expired.");
        assertThat(run.sessions()).containsExactly(400, 400);
        assertThat(run.service().given()).hasSize(2);
    }

    @Test
    void expiredBetweenItIsToldWithTheTimesWhereTheSourceHasNoOther() {
        run.writeToken(FIVE_SECONDS);
        run.pass(SIX_SECONDS);
        run.clockIsAhead(SIX_SECONDS.negated());

        assertThat(run.failureOf(() -> run.diff(run.orders()))).isEqualTo("""
                STS refuses the web identity token: it has expired.
                  where: sts:AssumeRoleWithWebIdentity at ENDPOINT, role arn:aws:iam::000000000000:role/deployer
                  why: The token of file DIR/token says iss "https://oidc.ecs-local.invalid", aud "sts.amazonaws.com", sub "repo:acme/shop:ref:refs/heads/main".
                         Issued TIME, expires TIME, now TIME.
                         AWS says: Token expired: current date/time SECONDS must be before the expiration date/time SECONDS (ExpiredTokenException, request ID)
                  cure: Get the token just before the deployment, not at the start of the job, and check the clock of this machine.""");
        assertThat(run.sessions()).containsExactly(400);
    }

    @Test
    void aTokenServiceThatTakesSixSecondsIsWaitedFor() {
        run.service().tokens(request -> request.withLifetime(FIVE_SECONDS));
        run.service().beforeEach(() -> run.pass(SIX_SECONDS));

        assertThat(run.deploy(run.orders()).result()).isInstanceOf(RolloutResult.Succeeded.class);
    }

    /** STS gives up after five seconds, with the one answer or with the other. */
    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "KEYS_UNREACHABLE"})
    void anIssuerThatIsDownOrTooSlowForStsIsAskedForFourTimesWithJitter(IssuerHealth health) {
        run.account().server().issuerHealth(health);

        String message = run.failureOf(() -> run.diff(run.orders()));

        assertThat(message)
                .startsWith("STS could not ")
                .contains("the issuer", "https://oidc.ecs-local.invalid")
                .contains("must be public and answer within 5 seconds: check"
                        + " https://oidc.ecs-local.invalid/.well-known/openid-configuration");
        assertThat(run.sessions()).containsExactly(400, 400, 400, 400);
        assertPausesUpTo(1, 2, 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "KEYS_UNREACHABLE"})
    void anIssuerThatComesBackMeanwhileCostsAPauseAndNothingElse(IssuerHealth health) {
        run.account().server().issuerHealth(health);
        run.waiting(pause -> run.account().server().issuerHealth(IssuerHealth.REACHABLE));

        assertThat(run.deploy(run.orders()).result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(run.sessions()).containsExactly(400, 200, 200);
        assertThat(run.pauses().get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aTokenOfANewKeyIsTakenAsSoonAsStsLooksForItsKeyAgain() {
        run.account().server().issuerHealth(IssuerHealth.KEYS_CACHED);
        run.account().server().rotateIssuerKey();
        run.waiting(pause -> run.account().server().issuerHealth(IssuerHealth.REACHABLE));
        run.writeToken(Duration.ofMinutes(5));

        run.diff(run.orders());

        assertThat(run.sessions()).containsExactly(400, 200);
    }

    @Test
    void aTokenOfAnOldKeyIsReplacedWhereTheSourceCan() {
        run.service().afterTheNext(() -> run.account().server().rotateIssuerKey());

        run.diff(run.orders());

        assertThat(run.sessions()).containsExactly(400, 200);
        assertThat(run.service().given()).hasSize(2);
    }

    @Test
    void aTokenOfAnOldKeyIsToldWithTheIssuerWhereTheSourceHasNoOther() {
        run.writeToken(Duration.ofMinutes(5));
        run.account().server().rotateIssuerKey();

        assertThat(run.failureOf(() -> run.diff(run.orders())))
                .startsWith("STS could not get the keys of the issuer https://oidc.ecs-local.invalid.");
        assertThat(run.sessions()).containsExactly(400, 400, 400, 400);
    }

    @ParameterizedTest
    @ValueSource(ints = {600, -600})
    void aMachineWhoseClockIsTenMinutesOffSignsWithTheTimeOfAws(int seconds) {
        // What the SDK takes off the time of the machine: the machine's own clock cannot be set here.
        SdkGlobalTime.setGlobalTimeOffset(seconds);

        assertThat(run.deploy(run.orders()).result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(run.statuses("DescribeServices").subList(0, 2))
                .as("refused for its time, and signed again")
                .containsExactly(400, 200);
        assertThat(run.statuses("CreateService")).containsExactly(200);
    }

    @Test
    void aClockThatIsTenMinutesFastIsNamedWhereATokenSeemsToHaveEnded() {
        run.clockIsAhead(Duration.ofMinutes(10));

        assertThat(run.failureOf(() -> run.diff(run.orders())))
                .contains("holds a token that has expired", "the clock of this machine says TIME");
        assertThat(run.sessions()).isEmpty();

        run.service().tokens(request -> request.withLifetime(Duration.ofHours(1)));
        assertThat(run.deploy(run.orders()).result()).isInstanceOf(RolloutResult.Succeeded.class);
    }

    @Test
    void aClockThatIsTenMinutesSlowIsNamed() {
        run.clockIsAhead(Duration.ofMinutes(-10));

        assertThat(run.failureOf(() -> run.diff(run.orders())))
                .contains("holds a token that is not valid yet", "they differ by 10 min")
                .endsWith("cure: Set the clock of this machine, or of the issuer: one of them is wrong.");
        assertThat(run.sessions()).isEmpty();
    }

    @Test
    void fromStartToAReadSessionIsOneTokenAndOneCall() {
        run.diff(run.orders());

        assertThat(run.service().given()).hasSize(1);
        assertThat(run.sessions()).containsExactly(200);
    }

    @Test
    void aDeploymentThatWritesTakesTwoOfEachAndOneWithoutChangesOne() {
        run.deploy(run.orders());
        assertThat(run.service().given()).hasSize(2).doesNotHaveDuplicates();
        assertThat(run.sessions()).containsExactly(200, 200);

        run.deploy(run.orders());
        assertThat(run.service().given()).hasSize(3);
        assertThat(run.sessions()).hasSize(3);
    }

    @Test
    void aTokenThatTheIssuerTookBackIsToldAsThat() {
        run.writeToken(TokenRequest.forSubject(LocalAccount.SUBJECT).withFault(TokenFault.REVOKED));

        assertThat(run.failureOf(() -> run.diff(run.orders())))
                .startsWith("The issuer https://oidc.ecs-local.invalid has rejected the token.");
        assertThat(run.sessions()).containsExactly(403);
    }

    /** Between half of each time and all of it. */
    private void assertPausesUpTo(long... seconds) {
        List<Duration> pauses = run.pauses();
        assertThat(pauses).hasSize(seconds.length);
        for (int i = 0; i < seconds.length; i++) {
            Duration longest = Duration.ofSeconds(seconds[i]);
            assertThat(pauses.get(i)).isBetween(longest.dividedBy(2), longest);
        }
    }
}
