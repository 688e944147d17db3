package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.deployer.rollout.ServiceDeploymentArn;
import io.github.ecsmaven.local.sts.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that end before the work does, and sessions that are taken away: on ecs-local's time. */
class ShortSessionsTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    /** Two of them are a start, and so a rollout: 39 minutes. */
    private static final Duration PHASE = Duration.ofSeconds(39 * 30);

    @TempDir
    private Path directory;

    private LocalRun run;

    @BeforeEach
    void start() {
        run = new LocalRun(directory, PHASE);
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void sessionsOfAQuarterOfAnHourLastThroughARolloutOfFortyMinutes() {
        run.account().server().endSessionsAfter(QUARTER);

        DeploymentReport report = run.deploy(run.orders());

        assertThat(report.result())
                .isInstanceOfSatisfying(
                        RolloutResult.Succeeded.class,
                        succeeded -> assertThat(succeeded.after())
                                .isBetween(Duration.ofMinutes(38), Duration.ofMinutes(40)));
        assertThat(run.sessions())
                .as("read and write, then the read session every twelve minutes")
                .containsExactly(200, 200, 200, 200, 200);
        assertThat(run.service().given()).hasSize(5).doesNotHaveDuplicates();
        assertThat(run.account().lines.text()).doesNotContain("WARNING");
    }

    @Test
    void withATokenOfFiveMinutesThatIsThereOnceTheyStopItBeforeTheFirstWrite() {
        run.account().server().endSessionsAfter(QUARTER);
        run.writeToken(Duration.ofMinutes(5));

        assertThat(run.failureOf(() -> run.deploy(run.orders()))).isEqualTo("""
                The deployment may take longer than its identity lasts; nothing was written.
                  where: identity.webIdentity (file DIR/token), role arn:aws:iam::000000000000:role/deployer
                  why: It may take 42 min, rollout.timeout included. The identity lasts 15 min: the token of file DIR/token cannot be requested again and ends at TIME. The longest session that the role gives is one of 15 min, as far as was tried.
                  cure: Let the token come from a source that gives a new one each time; or raise the role's MaxSessionDuration; or shorten rollout.timeout; or do not wait for the end (-Decs.wait=false) and look later with ecs:wait.""");
        assertThat(run.account().server().writes()).isZero();
    }

    @Test
    void theSessionThatATokenOfTwentyMinutesGivesOnceMoreIsCountedAsShortAsItIs() {
        run.account().server().endSessionsAfter(QUARTER);
        run.writeToken(Duration.ofMinutes(20));

        assertThat(run.failureOf(() -> run.deploy(run.orders()))).contains("The identity lasts 27 min");
        assertThat(run.account().server().writes()).isZero();
    }

    @Test
    void aTokenOfAnHourMakesSessionsAgainAndAgain() {
        run.account().server().endSessionsAfter(QUARTER);
        run.writeToken(Duration.ofHours(1));

        assertThat(run.deploy(run.orders()).result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(run.sessions()).containsExactly(200, 200, 200, 200, 200);
    }

    @Test
    void aMachineThatSleptThroughItsSessionDoesNotCallTheDeploymentFailed() {
        run.writeToken(Duration.ofMinutes(5));
        run.waiting(pause -> run.pass(Duration.ofHours(2)));

        EnvironmentException unknown = unknownOf(() -> run.deploy(run.orders()));

        assertThat(unknown.explanation().why())
                .contains("The role session has ended and there is no other one.", "holds a token that has expired");
        run.writeToken(Duration.ofMinutes(5));
        assertResumes(unknown);
    }

    /** As "Revoke active sessions" of the IAM console does. */
    @Test
    void aSessionThatWasRevokedDoesNotCallTheDeploymentFailed() {
        run.waiting(pause -> {
            run.pass(pause);
            deny(revokedBefore(run.account().server().clock().instant()));
        });

        EnvironmentException unknown = unknownOf(() -> run.deploy(run.orders()));

        assertThat(unknown.explanation().why()).contains("ecs:DescribeServiceDeployments", "explicit deny");
        run.pass(Duration.ofMinutes(1));
        run.waiting(run::pass);
        assertResumes(unknown);
    }

    @Test
    void aRoleThatMayNotLookAnyMoreIsToldWhatItNeedsAndHowToResume() {
        run.waiting(pause -> {
            run.pass(pause);
            deny("{\"Effect\":\"Deny\",\"Action\":\"ecs:DescribeServices\",\"Resource\":\"*\"}");
        });

        EnvironmentException unknown = unknownOf(() -> run.deploy(run.orders()));

        assertThat(unknown.explanation().why()).contains("ecs:DescribeServices");
        deny("{\"Effect\":\"Deny\",\"Action\":\"ecs:DeleteService\",\"Resource\":\"*\"}");
        run.waiting(run::pass);
        assertResumes(unknown);
    }

    @Test
    void whereNobodyCanLookRightAfterTheWriteTheGoalItselfIsTheWayToResume() {
        deny("{\"Effect\":\"Deny\",\"Action\":\"ecs:ListServiceDeployments\",\"Resource\":\"*\"}");

        EnvironmentException unknown = catchThrowableOfType(EnvironmentException.class, () -> run.deploy(run.orders()));

        assertThat(run.account().server().writes()).isEqualTo(2);
        assertThat(unknown.explanation().what())
                .isEqualTo("How the deployment ends is unknown: ECS took the change, and this build cannot look any"
                        + " more.");
        assertThat(unknown.explanation().why()).contains("ecs:ListServiceDeployments");
        assertThat(unknown.explanation().cure())
                .endsWith("Resume by running the goal again: it finds the deployment and follows it.");
        deny("{\"Effect\":\"Deny\",\"Action\":\"ecs:DeleteService\",\"Resource\":\"*\"}");
        assertThat(run.deploy(run.orders()).result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(run.account().server().writes()).isEqualTo(2);
    }

    private void deny(String statement) {
        run.account()
                .server()
                .putRole(new Role("deployer", LocalAccount.trust(), Duration.ofHours(1))
                        .withPolicy("all", policy("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"))
                        .withPolicy("but", policy(statement)));
    }

    private static String policy(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
    }

    private static String revokedBefore(Instant time) {
        return "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{"
                + "\"aws:TokenIssueTime\":\"" + time + "\"}}}";
    }

    private static EnvironmentException unknownOf(Runnable work) {
        DeployerException failure = catchThrowableOfType(DeployerException.class, work::run);
        assertThat(failure).isInstanceOf(EnvironmentException.class);
        assertThat(failure.explanation().what())
                .isEqualTo(
                        "How the deployment ends is unknown: it goes on in ECS, and this build cannot look any more.");
        assertThat(failure.getMessage()).doesNotContainIgnoringCase("failed");
        return (EnvironmentException) failure;
    }

    /** Takes the last line of the message as somebody would who pastes it into a terminal. */
    private void assertResumes(EnvironmentException unknown) {
        List<String> lines = unknown.getMessage().lines().toList();
        String command = lines.get(lines.size() - 1).strip().replaceFirst("^(cure: )?Resume with: ", "");
        List<String> words = List.of(command.split(" "));
        assertThat(words.subList(0, 2)).containsExactly("mvn", "ecs:wait");
        assertThat(words).hasSize(3);
        assertThat(words.get(2)).startsWith("-Decs.deployment=").matches("[\\w:/=.-]+");
        ServiceDeploymentArn deployment =
                ServiceDeploymentArn.parse(words.get(2).substring("-Decs.deployment=".length()), "a test");
        long writes = run.account().server().writes();

        RolloutResult result = run.deployer().await(List.of(run.account().descriptor(run.orders())), deployment);

        assertThat(result).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(run.account().server().writes()).isEqualTo(writes);
    }
}
