package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sources that run a program, with scripts that print what the real ones do. */
@DisabledOnOs(OS.WINDOWS)
class TokenCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
    private static final TokenExpectation ANY = new TokenExpectation(null, null, CLOCK);
    private static final String TOKEN = Tokens.expiring(2000);

    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    Path directory;

    @Test
    void aCommandPrintsATokenInTheModulesFolderWithoutAShell() throws IOException {
        Path script = script("token.sh", "pwd > where; printf '%s\\n' \"$@\" > arguments; echo " + TOKEN);

        WebIdentityTokenSource source = choose(command(script.toString(), "$HOME", "a b", "; rm x"));

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.canMintAgain()).isTrue();
        assertThat(source.description()).isEqualTo("command " + script);
        assertThat(Files.readString(directory.resolve("where")).strip())
                .isEqualTo(directory.toRealPath().toString());
        assertThat(Files.readAllLines(directory.resolve("arguments"))).containsExactly("$HOME", "a b", "; rm x");
    }

    @Test
    void aCommandIsRunAgainForEachSession() throws IOException {
        Path script = script(
                "token.sh", "test -e second && echo " + Tokens.expiring(3000) + " || echo " + TOKEN + "; touch second");
        WebIdentityTokenSource source = choose(command(script.toString()));

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.token().reveal()).isEqualTo(Tokens.expiring(3000));
    }

    @Test
    void aCommandThatFailsIsToldWithItsStatusAndWithoutItsSecrets() throws IOException {
        Path script = script(
                "token.sh",
                "echo canary-1; echo 'cannot sign in with canary-1 or " + TOKEN
                        + " or ghs_16C7e42F292c6912E7710c83' >&2; exit 3");

        UserException failure = catchThrowableOfType(
                UserException.class,
                () -> choose(command(script.toString(), "canary-2")).token());

        assertThat(failure)
                .hasMessageContaining("ended with status 3")
                .hasMessageContaining("cannot sign in with (sensitive) or (sensitive) or (sensitive)");
        assertThat(printed(failure))
                .doesNotContain("canary")
                .doesNotContain(TOKEN)
                .doesNotContain("ghs_");
    }

    @Test
    void aProgramThatIsNotThereIsToldWithoutAShellsHelp() {
        UserException failure = catchThrowableOfType(
                UserException.class,
                () -> choose(command("no-such-program --canary | jq", "x")).token());

        assertThat(failure).hasMessageContaining("cannot be run").hasMessageContaining("No shell is used");
    }

    @Test
    void aCommandThatDoesNotEndIsEndedWithAllThatItStarted() throws IOException {
        Path script = script("token.sh", "tail -f /dev/null & echo $! > child; wait");

        assertThatThrownBy(() -> new TokenCommand(settings(script), ANY, Duration.ofMillis(500)).token())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("did not end within 500 ms");

        assertThat(ended(Long.parseLong(
                        Files.readString(directory.resolve("child")).strip())))
                .isTrue();
    }

    @Test
    void aCommandThatLeavesItsOutputOpenDoesNotHoldTheBuild() throws IOException {
        Path script = script("token.sh", "tail -f /dev/null & echo $! > child; echo " + TOKEN);

        assertThatThrownBy(() -> new TokenCommand(settings(script), ANY, Duration.ofMillis(500)).token())
                .hasMessageContaining("did not end within 500 ms");

        ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.resolve("child")).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void manyErrorsBesideATokenBlockNobody() throws IOException {
        Path script = script("token.sh", "head -c 300000 /dev/zero >&2; echo " + TOKEN);

        assertThat(choose(command(script.toString())).token().reveal()).isEqualTo(TOKEN);
    }

    @Test
    void whatIsPrintedBesideATokenIsRefusedWithoutShowingIt() throws IOException {
        Path script = script("token.sh", "echo Logging in; echo " + TOKEN);

        UserException failure = catchThrowableOfType(
                UserException.class, () -> choose(command(script.toString())).token());

        assertThat(failure).hasMessageContaining("holds no JSON Web Token").hasMessageContaining("text of 2 lines");
        assertThat(printed(failure)).doesNotContain(TOKEN);
    }

    @Test
    void buildkitesAgentIsAskedForTheAudience() throws IOException {
        script("buildkite-agent", "echo \"$@\" > arguments; echo " + TOKEN);
        variables.putAll(Map.of(
                "BUILDKITE", "true", "BUILDKITE_AGENT_ACCESS_TOKEN", "x", "BUILDKITE_BIN_PATH", directory.toString()));

        WebIdentityTokenSource source = choose(new WebIdentitySettings("auto", null, null, null));

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.canMintAgain()).isTrue();
        assertThat(Files.readString(directory.resolve("arguments")).strip())
                .isEqualTo("oidc request-token --audience sts.amazonaws.com");
    }

    @Test
    void anAgentThatFailsIsToldWithItsCure() throws IOException {
        script(
                "buildkite-agent",
                "echo 'fatal: POST https://agent.buildkite.com/v3/jobs/1/oidc/tokens: 403' >&2; exit 1");
        variables.putAll(Map.of(
                "BUILDKITE", "true", "BUILDKITE_AGENT_ACCESS_TOKEN", "x", "BUILDKITE_BIN_PATH", directory.toString()));

        assertThatThrownBy(() -> choose(new WebIdentitySettings("auto", null, null, null))
                        .token())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ended with status 1")
                .hasMessageContaining("403")
                .hasMessageContaining("mount-buildkite-agent: true");
    }

    @Test
    void circleCiIsAskedForAnAudienceThatIsNamed() throws IOException {
        Path script = script("circleci", "printf '%s\\n' \"$@\" > arguments; printf %s " + TOKEN);
        TokenSearch search = search(new WebIdentitySettings("circleci", "sts.amazonaws.com", null, null));

        WebIdentityTokenSource source =
                CircleCiTokens.find(search, script.toString()).orElseThrow();

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.canMintAgain()).isTrue();
        assertThat(Files.readAllLines(directory.resolve("arguments")))
                .containsExactly("run", "oidc", "get", "--claims", "{\"aud\":\"sts.amazonaws.com\"}");
    }

    @Test
    void spireAgentsOutputIsRead() throws IOException {
        Path script = script(
                "spire-agent",
                "printf '%s\\n' \"$@\" > arguments; printf 'token(spiffe://acme/deploy):\\n\\t" + TOKEN
                        + "\\nbundle(spiffe://acme):\\n\\t{\"keys\":[]}\\n'");
        variables.put("SPIFFE_ENDPOINT_SOCKET", "unix:///run/spire/agent.sock");
        TokenSearch search = search(new WebIdentitySettings("spiffe", null, null, null));

        WebIdentityTokenSource source =
                SpiffeTokens.find(search, script.toString()).orElseThrow();

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.canMintAgain()).isTrue();
        assertThat(Files.readAllLines(directory.resolve("arguments")))
                .containsExactly(
                        "api",
                        "fetch",
                        "jwt",
                        "-audience",
                        "sts.amazonaws.com",
                        "-socketPath",
                        "/run/spire/agent.sock");
    }

    @Test
    void anAgentThatPrintsNoTokenIsTold() throws IOException {
        Path script = script("spire-agent", "echo 'token(spiffe://acme/deploy):'");
        TokenSearch search = search(new WebIdentitySettings("spiffe", null, null, null));

        assertThatThrownBy(() -> SpiffeTokens.find(search, script.toString())
                        .orElseThrow()
                        .token())
                .hasMessageContaining("it is empty")
                .hasMessageContaining("spiffe-helper");
    }

    private WebIdentitySettings command(String... command) {
        return new WebIdentitySettings("command", null, null, null, null, List.of(command), null, Map.of(), null, null);
    }

    private TokenCommand.Settings settings(Path script) {
        return new TokenCommand.Settings(List.of(script.toString()), directory, "x", "cure", TokenCommand.Output.TOKEN);
    }

    private WebIdentityTokenSource choose(WebIdentitySettings settings) {
        return new TokenSources(new Environment(this::variable), directory, CLOCK, time -> {}).choose(settings);
    }

    private TokenSearch search(WebIdentitySettings settings) {
        return new TokenSearch(
                settings,
                new Environment(this::variable),
                directory,
                new TokenEndpoint(time -> {}),
                TokenExpectation.of(settings, CLOCK));
    }

    private @Nullable String variable(String name) {
        return variables.get(name);
    }

    private Path script(String name, String text) throws IOException {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static boolean ended(long process) {
        return ProcessHandle.of(process)
                .map(handle -> handle.onExit()
                        .completeOnTimeout(handle, 5, java.util.concurrent.TimeUnit.SECONDS)
                        .join())
                .map(handle -> !handle.isAlive())
                .orElse(true);
    }

    private static String printed(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        return all.toString();
    }
}
