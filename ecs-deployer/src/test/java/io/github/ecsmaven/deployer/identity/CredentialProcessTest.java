package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.identity.BaseCredentials.Continuity;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class CredentialProcessTest {
    private static final String SESSION = "{\"Version\":1,\"AccessKeyId\":\"ASIAX\",\"SecretAccessKey\":\"canary-x\","
            + "\"SessionToken\":\"canary-token\",\"Expiration\":\"2026-11-23T%s:00Z\"}";

    @TempDir
    private Path directory;

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-23T12:00:00Z"));

    @Test
    void aSessionIsKeptUntilShortlyBeforeItsEndThenTheProgramIsRunAgain() throws IOException {
        Path counted = directory.resolve("runs");
        CredentialProcess process = process("echo run >> '" + counted + "'; echo '" + SESSION.formatted("13:00") + "'");

        assertThat(process.credentials().credentials())
                .isEqualTo(AwsSessionCredentials.create("ASIAX", "canary-x", "canary-token"));
        assertThat(process.credentials().continuity()).isEqualTo(Continuity.RENEWED);
        clock.advance(Duration.ofMinutes(58));
        process.credentials();
        assertThat(Files.readAllLines(counted)).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        process.credentials();
        assertThat(Files.readAllLines(counted)).hasSize(2);
    }

    @Test
    void aSessionWithoutAnEndIsAskedForEachTimeAndKeysOnce() throws IOException {
        Path counted = directory.resolve("runs");
        String count = "echo run >> '" + counted + "'; echo '";
        CredentialProcess session = process(count
                + "{\"Version\":1,\"AccessKeyId\":\"ASIAX\",\"SecretAccessKey\":\"c\"," + "\"SessionToken\":\"t\"}'");
        session.credentials();
        session.credentials();
        assertThat(Files.readAllLines(counted)).hasSize(2);

        CredentialProcess keys =
                process(count + "{\"Version\":1,\"AccessKeyId\":\"AKIAX\",\"SecretAccessKey\":\"c\"}'");
        assertThat(keys.credentials().continuity()).isEqualTo(Continuity.LASTING);
        keys.credentials();
        assertThat(Files.readAllLines(counted)).hasSize(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "echo 'Error loading SSO Token: canary' >&2; exit 255 | ended with status 255 | It says: \"Error loading SSO Token",
                "echo 'AKIACANARY1234567890AB' >&2; exit 1 | ended with status 1 | It says: \"(sensitive)\"",
                "exit 3 | ended with status 3 | nothing on standard error",
                "no-such-program-anywhere | ended with status 127 | not found",
                "echo canary | printed no credentials | no JSON object",
                "echo '[\"canary\"]' | printed no credentials | no JSON object",
                "true | printed no credentials | no JSON object",
                "echo '{\"AccessKeyId\":\"canary\"}' | printed no credentials of version 1 | \"Version\": 1",
                "echo '{\"Version\":2,\"AccessKeyId\":\"canary\"}' | of version 1 | \"Version\": 1",
                "echo '{\"Version\":1,\"SecretAccessKey\":\"canary\"}' | printed no credentials | has no AccessKeyId",
                "echo '{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":7}' | printed no credentials | has no SecretAccessKey",
                "echo '{\"Version\":1,\"AccessKeyId\":\"canary\",\"SecretAccessKey\":\"c\",\"Expiration\":\"soon\"}' | printed no credentials | no ISO 8601 time",
                "echo '{\"Version\":1,\"AccessKeyId\":\"canary\",\"SecretAccessKey\":\"c\",\"Expiration\":\"2026-11-23T11:59:59+00:00\"}' | have ended | Expiration is 2026-11-23T11:59:59Z, now is 2026-11-23T12:00:00Z"
            })
    void whatGoesWrongIsSaidWithoutWhatWasPrinted(String command, String what, String why) {
        assertThatThrownBy(() -> process(command).credentials())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The program of the AWS profile work ")
                .hasMessageContaining(what)
                .hasMessageContaining(why)
                .hasMessageContaining("credential_process of the AWS profile work")
                .hasMessageContaining("Run the same command in a terminal")
                .satisfies(failure -> assertThat(failure.getMessage().replace("SSO Token: canary", ""))
                        .doesNotContainIgnoringCase("canary"));
    }

    @Test
    void aProgramThatWaitsForSomebodyIsEnded() {
        CredentialProcess waiting = new CredentialProcess("sleep 60", "work", clock, Duration.ofMillis(200));

        assertThatThrownBy(waiting::credentials)
                .hasMessageContaining("did not end within 200 ms")
                .hasMessageContaining("nobody to ask");
    }

    @Test
    void whatItPrintsIsNotItsName() {
        CredentialProcess process = process("echo '" + SESSION.formatted("13:00") + "'");

        assertThat(process.credentials() + " " + process).doesNotContain("canary", "ASIAX");
    }

    private CredentialProcess process(String command) {
        return new CredentialProcess(command, "work", clock);
    }
}
