package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A token in a file. Read anew for every call, because some platforms replace it in place. */
public final class TokenFile implements WebIdentityTokenSource {
    /** Where Kubernetes puts projected tokens, which the kubelet renews while the pod lives. */
    private static final Path RENEWED = Path.of("/var/run/secrets");

    private static final int LARGEST = 100_000;

    private final Path path;
    private final String origin;
    private final Clock clock;

    /**
     * @param path absolute, or relative to the working directory; a symbolic link is followed
     * @param origin the setting that names it, for messages: {@code AWS_WEB_IDENTITY_TOKEN_FILE}
     */
    public TokenFile(Path path, String origin, Clock clock) {
        this.path = path;
        this.origin = origin;
        this.clock = clock;
    }

    @Override
    public WebIdentityToken token() {
        return new TokenText(description(), "Let the job write a new token there just before the deployment.", clock)
                .token(read());
    }

    @Override
    public boolean canMintAgain() {
        return path.startsWith(RENEWED);
    }

    @Override
    public String description() {
        return "file " + path;
    }

    private String read() {
        if (!Files.exists(path)) {
            throw unreadable(
                    "does not exist", "Check " + origin + ", and that the step that writes the token ran before.");
        }
        if (!Files.isRegularFile(path)) {
            throw unreadable("is no file", "Let " + origin + " name the file itself.");
        }
        try {
            if (Files.size(path) > LARGEST) {
                throw unreadable(
                        "has " + Files.size(path) + " bytes, which no token has",
                        "Let " + origin + " name the token's file.");
            }
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw unreadable("holds no text", "Let " + origin + " name the token's file.");
        } catch (IOException e) {
            throw unreadable(
                    "cannot be read (" + e.getClass().getSimpleName() + ")", "Let the user that runs Maven read it.");
        }
    }

    private UserException unreadable(String what, String cure) {
        return new UserException(new Explanation(
                "The web identity token cannot be read: the " + description() + " " + what + ".",
                path + " (from " + origin + ")",
                "",
                cure));
    }
}
