package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.deployer.rollout.ServiceDeploymentArn;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts that take longer than a session lives, on the clock of ecs-local. */
class LongRolloutTest {
    /** Three phases of it are a start, which is two hours. */
    private static final Duration PHASE = Duration.ofMinutes(60);

    @TempDir
    private Path directory;

    private final AtomicInteger minted = new AtomicInteger();
    private LocalAccount account;
    private HttpServer issuer;
    private Duration tokenLife = Duration.ofMinutes(5);
    private BooleanSupplier issuerIsDown = () -> false;

    @BeforeEach
    void start() throws IOException {
        account = new LocalAccount(directory, PHASE);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", this::mint);
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
        account.close();
    }

    private void mint(HttpExchange exchange) throws IOException {
        boolean down = issuerIsDown.getAsBoolean();
        minted.incrementAndGet();
        byte[] body = (down ? "away" : token()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(down ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token() {
        return account.server().mint(new TokenRequest(LocalAccount.SUBJECT, "sts.amazonaws.com", tokenLife, Map.of()));
    }

    private String orders() {
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity:
                  roleArn: "%s"
                  webIdentity: { provider: http, url: "http://127.0.0.1:%d/token" }
                taskDefinition:
                  family: orders
                  containerDefinitions: [{ name: app, image: orders:1, memory: 64 }]
                service: { serviceName: orders, desiredCount: 1 }
                rollout: { timeout: PT6H }
                """.formatted(LocalAccount.ROLE, issuer.getAddress().getPort());
    }

    @Test
    void sessionsAreRenewedUntilTheRolloutHasEnded() {
        DeploymentReport report = deployer(null).deploy(account.descriptor(orders()));

        assertThat(report.result())
                .isInstanceOfSatisfying(
                        RolloutResult.Succeeded.class,
                        succeeded -> assertThat(succeeded.after()).isGreaterThan(Duration.ofMinutes(110)));
        long sessions = account.callsSince(0).stream()
                .filter("AssumeRoleWithWebIdentity"::equals)
                .count();
        assertThat(sessions)
                .as("read, write, and the read session again and again")
                .isBetween(4L, 6L);
        assertThat(minted.get()).as("each with a token of its own").isEqualTo((int) sessions);
    }

    @Test
    void anIssuerThatIsDownForMinutesIsOnlyTold() {
        issuerIsDown = () -> account.server().clock().ahead().compareTo(Duration.ofMinutes(54)) > 0
                && account.server().clock().ahead().compareTo(Duration.ofMinutes(58)) < 0;

        DeploymentReport report = deployer(null).deploy(account.descriptor(orders()));

        assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(account.lines.text()).contains("WARNING The role session, which ends at", "is not renewed yet");
    }

    @Test
    void anIssuerThatStaysDownEndsTheWaitAndNotTheDeployment() {
        issuerIsDown = () -> account.server().clock().ahead().compareTo(Duration.ofMinutes(30)) > 0;

        EnvironmentException unknown = catchThrowableOfType(
                EnvironmentException.class, () -> deployer(null).deploy(account.descriptor(orders())));

        assertThat(unknown.explanation().what()).startsWith("How the deployment ends is unknown: it goes on in ECS");
        assertThat(unknown.explanation().why())
                .contains("The role session has ended and there is no other one.", "gave no token in 3 tries");
        assertThat(unknown.getMessage()).doesNotContain("failed");
        String cure = unknown.explanation().cure();
        String resume = cure.substring(cure.lastIndexOf('\n') + 1);
        assertThat(resume).startsWith("Resume with: mvn ecs:wait -Decs.deployment=arn:aws:ecs:");

        issuerIsDown = () -> false;
        long writes = account.server().writes();
        account.lines.all.clear();
        RolloutResult result = deployer(null)
                .await(
                        List.of(account.descriptor(orders())),
                        ServiceDeploymentArn.parse(resume.substring(resume.indexOf('=') + 1), "a test"));

        assertThat(result).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(account.server().writes()).isEqualTo(writes);
        assertThat(account.lines.text()).contains("ecs:wait  orders (eu-west-1", "following arn:aws:ecs:", "Deployed,");
    }

    @Test
    void tokensOfFiveSecondsAreEnoughBecauseEachIsUsedAtOnce() {
        tokenLife = Duration.ofSeconds(5);

        assertThat(deployer(null).deploy(account.descriptor(orders())).result())
                .isInstanceOf(RolloutResult.Succeeded.class);
    }

    @Test
    void aTokenThatCannotBeRequestedAgainStopsALongRolloutBeforeAnythingIsWritten() throws IOException {
        tokenLife = Duration.ofMinutes(20);
        Path file = Files.writeString(directory.resolve("token"), token());

        assertThatThrownBy(() -> deployer(file).deploy(account.descriptor(orders())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The deployment may take longer than its identity lasts; nothing was written.")
                .hasMessageContaining("It may take 6 h 2 min")
                .hasMessageContaining("The longest session that the role gives is one of 1 h");
        assertThat(account.server().writes()).isZero();
    }

    @Test
    void itIsWrittenWhereNobodyWaits() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), token());

        DeploymentReport report =
                deployer(file, Deployer.Following.NO, account.server().clock()).deploy(account.descriptor(orders()));

        assertThat(report.result()).isInstanceOf(RolloutResult.NotFollowed.class);
    }

    @Test
    void aClockThatIsTenMinutesFastDeploysAsLongAsTheTokenSeemsToLive() {
        tokenLife = Duration.ofHours(1);
        Clock fast = Clock.offset(account.server().clock(), Duration.ofMinutes(10));

        assertThat(deployer(null, Deployer.Following.YES, fast)
                        .deploy(account.descriptor(orders()))
                        .result())
                .isInstanceOf(RolloutResult.Succeeded.class);

        tokenLife = Duration.ofMinutes(5);
        assertThatThrownBy(() -> deployer(null, Deployer.Following.YES, fast).diff(account.descriptor(orders())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("holds a token that has expired")
                .hasMessageContaining("the clock of this machine says");
    }

    @Test
    void aClockThatIsTenMinutesSlowIsNamed() {
        Clock slow = Clock.offset(account.server().clock(), Duration.ofMinutes(-10));

        assertThatThrownBy(() -> deployer(null, Deployer.Following.YES, slow).diff(account.descriptor(orders())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is not valid yet")
                .hasMessageContaining("Set the clock of this machine");
    }

    private Deployer deployer(@Nullable Path tokenFile) {
        return deployer(tokenFile, Deployer.Following.YES, account.server().clock());
    }

    /** Whoever waits, lets the time of ecs-local pass; twelve times as much, so that hours are not thousands of calls. */
    private Deployer deployer(@Nullable Path tokenFile, Deployer.Following following, Clock clock) {
        Environment nothing = new Environment(name -> null);
        return new Deployer(
                new Deployer.Settings(
                        new BuildSettings(
                                account.server().endpoint(), tokenFile, directory, nothing, CiJob.detect(nothing)),
                        following,
                        ZoneOffset.UTC,
                        TerminalReport.Layout.plain(),
                        account.plans("1.0", PlanSettings.DEFAULT_EXPIRY),
                        NewDeployment.WHERE_NEEDED),
                clock,
                pause -> account.server().clock().advance(pause.multipliedBy(12)),
                account.lines);
    }
}
