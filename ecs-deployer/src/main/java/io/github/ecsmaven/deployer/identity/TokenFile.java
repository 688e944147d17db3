package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token in a file. Read anew for every call, because some platforms replace it in place. */
final class TokenFile implements WebIdentityTokenSource {
    /** Where Kubernetes puts projected tokens, which the kubelet renews while the pod lives. */
    private static final Path RENEWED = Path.of("/var/run/secrets");

    private static final int LARGEST = 100_000;

    private final Path path;
    private final String origin;
    private final TokenExpectation expected;
    private final Renewal renewal;

    /**
     * @param path absolute, or relative to the working directory; a symbolic link is followed
     * @param origin the setting that names it, for messages: {@code AWS_WEB_IDENTITY_TOKEN_FILE}
     */
    TokenFile(Path path, String origin, TokenExpectation expected) {
        this(path, origin, expected, isPodToken(path) ? Renewal.IN_PLACE : Renewal.NONE);
    }

    TokenFile(Path path, String origin, TokenExpectation expected, Renewal renewal) {
        this.path = path;
        this.origin = origin;
        this.expected = expected;
        this.renewal = renewal;
    }

    /** Whether something writes a new token into the file while the job runs. */
    enum Renewal {
        IN_PLACE,
        NONE
    }

    /** Whether the kubelet put a file there: the token is the pod's, whatever runs in it. */
    static boolean isPodToken(Path path) {
        return path.startsWith(RENEWED);
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    @Override
    public WebIdentityToken token() {
        return new TokenText(description(), "Let the job write a new token there just before the deployment.", expected)
                .token(read());
    }

    @Override
    public boolean canMintAgain() {
        return renewal == Renewal.IN_PLACE;
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
