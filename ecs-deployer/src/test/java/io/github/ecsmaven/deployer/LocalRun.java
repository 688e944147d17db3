package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.local.record.RecordedCall;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * A build on the time of an ecs-local that stands still but for what is waited: no second of it is a real one. Its tokens
 * come from a service that mints them, or from a file.
 */
final class LocalRun implements AutoCloseable {
    private final Path directory;
    private final LocalAccount account;
    private final MintingService service;
    private final List<Duration> pauses = new ArrayList<>();
    private Duration clockIsAhead = Duration.ZERO;
    private Consumer<Duration> waiting;
    private @Nullable Path tokenFile;

    LocalRun(Path directory) {
        this(directory, Duration.ZERO);
    }

    /** @param taskPhase how long a task is in each phase */
    LocalRun(Path directory, Duration taskPhase) {
        this.directory = directory;
        this.account = new LocalAccount(directory, taskPhase);
        this.service = new MintingService(account.server());
        this.waiting = account.server().clock()::advance;
        account.server().clock().speed(0);
    }

    LocalAccount account() {
        return account;
    }

    MintingService service() {
        return service;
    }

    /** Takes tokens from a file from now on, and writes such a token there. */
    String writeToken(TokenRequest request) {
        String token = account.server().mint(request);
        write(token);
        return token;
    }

    /** A token of the account's subject that lives so long, in a file. */
    String writeToken(Duration life) {
        return writeToken(new TokenRequest(LocalAccount.SUBJECT, "sts.amazonaws.com", life, Map.of()));
    }

    private void write(String token) {
        tokenFile = directory.resolve("token");
        try {
            Files.writeString(tokenFile, token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clock of the machine that builds is ahead of ecs-local's by that from now on. */
    void clockIsAhead(Duration time) {
        clockIsAhead = time;
    }

    /** What happens when something waits, in the place of time passing. */
    void waiting(Consumer<Duration> happening) {
        waiting = happening;
    }

    void pass(Duration time) {
        account.server().clock().advance(time);
    }

    /** What was waited. */
    List<Duration> pauses() {
        return pauses;
    }

    Deployer deployer() {
        Environment nothing = new Environment(name -> null);
        return new Deployer(
                new Deployer.Settings(
                        new BuildSettings(
                                account.server().endpoint(), tokenFile, directory, nothing, CiJob.detect(nothing)),
                        Deployer.Following.YES,
                        ZoneOffset.UTC,
                        TerminalReport.Layout.plain(),
                        account.plans("1.0", PlanSettings.DEFAULT_EXPIRY),
                        NewDeployment.WHERE_NEEDED),
                Clock.offset(account.server().clock(), clockIsAhead),
                pause -> {
                    pauses.add(pause);
                    waiting.accept(pause);
                },
                account.lines);
    }

    void diff(String yaml) {
        deployer().diff(account.descriptor(yaml));
    }

    DeploymentReport deploy(String yaml) {
        return deployer().deploy(account.descriptor(yaml));
    }

    /** What a user sees of a failure, with marks in the place of what differs from run to run. */
    String failureOf(Runnable work) {
        DeployerException failure = Assertions.catchThrowableOfType(DeployerException.class, work::run);
        return failure.explanation()
                .toString()
                .replace(directory.toString(), "DIR")
                .replace(account.server().endpoint().toString(), "ENDPOINT")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("request [0-9a-f-]{36}", "request ID")
                .replaceAll("\\b2\\d{4} characters", "2NNNN characters")
                .replaceAll("\\b\\d{3} characters", "NNN characters")
                .replaceAll("\\b1\\d{9}\\b", "SECONDS")
                .replaceAll("/local\\.[0-9a-z]{6}", "/local.NOW")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST");
    }

    /** A descriptor of one service whose role is that. */
    String orders(String identity) {
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: %s
                taskDefinition:
                  family: orders
                  containerDefinitions: [{ name: app, image: orders:1, memory: 64 }]
                service: { serviceName: orders, desiredCount: 1 }
                rollout: { timeout: PT40M }
                """.formatted(identity);
    }

    /** The same with the account's role and the tokens of the service. */
    String orders() {
        return orders("{ roleArn: \"" + LocalAccount.ROLE + "\", webIdentity: " + service.setting() + " }");
    }

    /** The HTTP statuses of the calls of an operation. */
    List<Integer> statuses(String operation) {
        return account.server().calls().stream()
                .filter(call -> call.operation().equals(operation))
                .map(RecordedCall::status)
                .toList();
    }

    /** The same of the call that takes a token. */
    List<Integer> sessions() {
        return statuses("AssumeRoleWithWebIdentity");
    }

    @Override
    public void close() {
        service.close();
        account.close();
    }
}
