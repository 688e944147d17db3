package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.local.token.IssuerHealth;
import io.github.ecsmaven.local.token.TokenFault;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, and what STS gives for them, are looked for in all that is printed, thrown and written: when it works and when not. */
class IdentityCanaryTest {
    private static final Pattern SECRET_OF_A_SESSION =
            Pattern.compile("\"(?:accessKeyId|secretAccessKey|sessionToken)\"\\s*:\\s*\"([^\"]+)\"");

    @TempDir
    private Path directory;

    private final StringWriter thrown = new StringWriter();
    private final Set<String> canaries = new LinkedHashSet<>();

    @Test
    void nothingOfATokenOrASessionIsLeftBehindWhateverGoesWrong() throws IOException {
        try (LocalRun run = new LocalRun(directory, Duration.ofMinutes(40))) {
            run.waiting(pause -> run.pass(Duration.ofMinutes(20)));
            note(() -> run.deploy(run.orders()));
            run.waiting(run::pass);
            note(() -> run.diff(run.orders()));
            run.account().server().issuerHealth(IssuerHealth.UNREACHABLE);
            note(() -> run.diff(run.orders()));
            run.account().server().issuerHealth(IssuerHealth.REACHABLE);
            run.service().tokens(request -> request.withSubject("repo:acme/other:ref:refs/heads/main"));
            note(() -> run.diff(run.orders()));
            for (TokenFault fault : TokenFault.values()) {
                run.service()
                        .tokens(request ->
                                TokenRequest.forSubject(LocalAccount.SUBJECT).withFault(fault));
                note(() -> run.diff(run.orders()));
            }

            run.service().given().forEach(this::plant);
            plantSessions();
            assertThat(canaries).hasSizeGreaterThan(20);
            search(run.account().lines.text());
        }
        assertThat(thrown.toString()).contains("does not let this job assume", "could not reach the issuer");
    }

    @Test
    void aRefusalThatRepeatsTheTokenIsNotRepeated() throws IOException {
        try (LocalRun run = new LocalRun(directory);
                StubAws sts = new StubAws(request -> echo(request.parameter("WebIdentityToken")))) {
            String token = run.writeToken(Duration.ofHours(1));
            Environment nothing = new Environment(name -> null);
            Deployer deployer = new Deployer(
                    new Deployer.Settings(
                            new BuildSettings(
                                    sts.uri(), directory.resolve("token"), directory, nothing, CiJob.detect(nothing)),
                            Deployer.Following.YES,
                            ZoneOffset.UTC,
                            TerminalReport.Layout.plain(),
                            run.account().plans("1.0", PlanSettings.DEFAULT_EXPIRY),
                            NewDeployment.WHERE_NEEDED),
                    Clock.systemUTC(),
                    pause -> {},
                    run.account().lines);

            note(() -> deployer.diff(run.account().descriptor(run.orders())));

            assertThat(thrown.toString()).contains("Value '(sensitive)' at 'webIdentityToken' failed");
            plant(token);
            search(run.account().lines.text());
        }
    }

    private static Answer echo(String token) {
        return Answer.xml(
                400,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                        + "<Code>ValidationError</Code><Message>1 validation error detected: Value '" + token
                        + "' at 'webIdentityToken' failed to satisfy constraint</Message></Error>"
                        + "<RequestId>request-1</RequestId></ErrorResponse>");
    }

    /** The token, and its parts but the header, which says only how it is signed. */
    private void plant(String token) {
        canaries.add(token);
        String[] parts = token.split("\\.");
        for (int part = 1; part < parts.length; part++) {
            canaries.add(parts[part]);
        }
    }

    /** ecs-local knows what it gave. */
    private void plantSessions() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("aws"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher secret = SECRET_OF_A_SESSION.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (secret.find()) {
                    canaries.add(secret.group(1));
                }
            }
        }
    }

    private void note(Runnable work) {
        Throwable failure = catchThrowable(work::run);
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(thrown, true));
        }
    }

    private void search(String printed) throws IOException {
        StringBuilder all = new StringBuilder(printed).append(thrown);
        Path target = directory.resolve("target");
        if (Files.exists(target)) {
            try (Stream<Path> files = Files.walk(target)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(file).append(Files.readString(file));
                }
            }
        }
        for (String line : all.toString().split("\n")) {
            assertThat(canaries.stream().filter(line::contains)).as(line).isEmpty();
        }
    }
}
