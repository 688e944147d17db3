package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** A token that a program prints: a new one for each session. Neither its output nor its arguments are ever shown. */
final class TokenCommand implements WebIdentityTokenSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Settings settings;
    private final TokenExpectation expected;
    private final Duration timeout;

    TokenCommand(Settings settings, TokenExpectation expected) {
        this(settings, expected, TIMEOUT);
    }

    /** @param timeout after which the program is ended */
    TokenCommand(Settings settings, TokenExpectation expected, Duration timeout) {
        this.settings = settings;
        this.expected = expected;
        this.timeout = timeout;
    }

    /**
     * What to run.
     *
     * @param command the program and its arguments
     * @param directory where it runs
     * @param origin what names it, for messages: {@code identity.webIdentity.command}
     * @param cure what to do where it fails
     * @param output how the token is found in what it prints
     */
    record Settings(List<String> command, Path directory, String origin, String cure, Output output) {
        Settings {
            command = List.copyOf(command);
        }

        @Override
        public String toString() {
            return "Settings[" + command.get(0) + "]";
        }
    }

    /** How a token is printed. */
    enum Output {
        /** Alone. */
        TOKEN,
        /** As spire-agent prints it, on the line after {@code token(SPIFFE-ID):}, with the keys after it. */
        SPIRE;

        String token(String printed) {
            if (this == TOKEN) {
                return printed;
            }
            List<String> lines = printed.lines().toList();
            for (int index = 0; index + 1 < lines.size(); index++) {
                if (lines.get(index).startsWith("token(")) {
                    return lines.get(index + 1).strip();
                }
            }
            return "";
        }
    }

    @Override
    public WebIdentityToken token() {
        Program.Result result = run();
        if (result.status() != 0) {
            String said = new SecretMask(result.output().lines().toList()).masked(result.errors());
            throw failed(
                    "ended with status " + result.status(),
                    said.isEmpty() ? "It says nothing on standard error." : "It says: \"" + said + "\"");
        }
        return new TokenText(description(), settings.cure(), expected)
                .token(settings.output().token(result.output()));
    }

    @Override
    public boolean canMintAgain() {
        return true;
    }

    @Override
    public String description() {
        return "command " + settings.command().get(0);
    }

    private Program.Result run() {
        try {
            return new Program(settings.command(), settings.directory()).run(timeout);
        } catch (TimeoutException e) {
            throw failed("did not end within " + timeout.toMillis() + " ms", "It was ended.");
        } catch (IOException e) {
            throw failed(
                    "cannot be run",
                    "It is not there, or may not be executed. No shell is used: arguments are separate elements, and"
                            + " pipes and $VARIABLES belong into a script.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(new Explanation(
                    "The build was interrupted while it waited for a token.",
                    settings.origin(),
                    "",
                    "Run the goal again."));
        }
    }

    private UserException failed(String what, String why) {
        return new UserException(new Explanation(
                "No web identity token: the " + description() + " " + what + ".",
                settings.origin(),
                why,
                settings.cure()));
    }
}
