package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The program of a profile that prints credentials, {@code credential_process}. What it printed is kept in memory until shortly
 * before it ends, so that a person is asked for one touch or password, not for several. Source of the form: sourcing credentials
 * with an external process, in the AWS SDKs and Tools Reference Guide.
 */
final class CredentialProcess {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final String command;
    private final String profile;
    private final Clock clock;
    private final Duration timeout;
    private @Nullable BaseCredentials held;
    private Instant heldUntil = Instant.MIN;

    CredentialProcess(String command, String profile, Clock clock) {
        this(command, profile, clock, TIMEOUT);
    }

    /** @param timeout after which the program is ended */
    CredentialProcess(String command, String profile, Clock clock, Duration timeout) {
        this.command = command;
        this.profile = profile;
        this.clock = clock;
        this.timeout = timeout;
    }

    boolean runs(String other) {
        return command.equals(other);
    }

    /**
     * The credentials that it printed last, or prints now.
     *
     * @throws UserException where it prints none
     */
    BaseCredentials credentials() {
        BaseCredentials known = held;
        if (known != null && clock.instant().isBefore(heldUntil)) {
            return known;
        }
        Program.Result result = run();
        if (result.status() != 0) {
            String said = new SecretMask(result.output().lines().toList()).masked(result.errors());
            throw failed(
                    "ended with status " + result.status(),
                    said.isEmpty() ? "It says nothing on standard error." : "It says: \"" + said + "\"");
        }
        return read(result.output());
    }

    private Program.Result run() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> shell = windows ? List.of("cmd.exe", "/C", command) : List.of("sh", "-c", command);
        try {
            return new Program(shell, Path.of("").toAbsolutePath()).run(timeout);
        } catch (TimeoutException e) {
            throw failed(
                    "did not end within " + timeout.toMillis() + " ms",
                    "It was ended. It has nobody to ask: its standard input is closed.");
        } catch (IOException e) {
            throw failed("cannot be run", "There is no shell that runs it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(new Explanation(
                    "The build was interrupted while it waited for credentials.", where(), "", "Run the goal again."));
        }
    }

    private BaseCredentials read(String output) {
        JsonNode json = parsed(output);
        String version = json.field("Version").map(JsonNode::text).orElse("");
        if (!version.equals("1")) {
            throw failed("printed no credentials of version 1", "The JSON must have \"Version\": 1.");
        }
        BaseCredentials credentials =
                BaseCredentials.given(member(json, "AccessKeyId"), member(json, "SecretAccessKey"), session(json));
        Optional<Instant> end = end(json);
        if (end.isPresent() && !end.get().isAfter(clock.instant())) {
            throw failed(
                    "printed credentials that have ended",
                    "Expiration is " + end.get() + ", now is " + clock.instant() + ".");
        }
        held = credentials;
        heldUntil = end.map(time -> time.minus(MARGIN))
                .orElse(credentials.continuity() == BaseCredentials.Continuity.LASTING ? Instant.MAX : Instant.MIN);
        return credentials;
    }

    private JsonNode parsed(String output) {
        try {
            JsonNode json = JsonNode.parser().parse(output);
            if (json.isObject()) {
                return json;
            }
        } catch (RuntimeException e) {
            // Said below without the parser's words, which repeat what was printed.
            throw noJson();
        }
        throw noJson();
    }

    private UserException noJson() {
        return failed("printed no credentials", "What it printed on standard output is no JSON object.");
    }

    private String member(JsonNode json, String name) {
        return json.field(name)
                .filter(JsonNode::isString)
                .map(JsonNode::text)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> failed("printed no credentials", "The JSON has no " + name + "."));
    }

    private static @Nullable String session(JsonNode json) {
        return json.field("SessionToken")
                .filter(JsonNode::isString)
                .map(JsonNode::text)
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    private Optional<Instant> end(JsonNode json) {
        Optional<String> text =
                json.field("Expiration").filter(JsonNode::isString).map(JsonNode::text);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw failed("printed no credentials", "Expiration is no ISO 8601 time.");
        }
    }

    private String where() {
        return "credential_process of the AWS profile " + profile;
    }

    private UserException failed(String what, String why) {
        return new UserException(new Explanation(
                "The program of the AWS profile " + profile + " " + what + ".",
                where(),
                why,
                "Run the same command in a terminal: it must print credentials as JSON, ask nothing, and end with status"
                        + " 0. Where it uses a sign-in, sign in again (aws sso login --profile NAME)."));
    }

    @Override
    public String toString() {
        return "CredentialProcess[" + profile + "]";
    }
}
