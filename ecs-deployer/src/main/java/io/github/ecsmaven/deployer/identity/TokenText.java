package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes a token of the text that a source gave, and says early what STS would refuse. */
final class TokenText {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 20_000;

    private final String source;
    private final String renewal;
    private final Clock clock;

    /**
     * @param source where the text came from, for messages: {@code the file target/token}
     * @param renewal how to get a new token there
     */
    TokenText(String source, String renewal, Clock clock) {
        this.source = source;
        this.renewal = renewal;
        this.clock = clock;
    }

    /** The token in a text, white space around it removed: files end with a line break. */
    WebIdentityToken token(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw unusable("holds no token: it is empty", "", renewal);
        }
        if (trimmed.length() < SHORTEST || trimmed.length() > LONGEST) {
            throw unusable(
                    "holds no usable token: it has " + trimmed.length() + " characters",
                    "STS takes " + SHORTEST + " to " + LONGEST + ".",
                    renewal);
        }
        WebIdentityToken token = new WebIdentityToken(trimmed);
        Optional<TokenClaims> claims = TokenClaims.decode(token);
        if (claims.isEmpty()) {
            throw unusable(
                    "holds no JSON Web Token",
                    "A token has three parts of base64url text with dots between them; this is " + shape(trimmed) + ".",
                    "Write the token alone there, not the JSON or the header that it came in.");
        }
        Instant now = clock.instant();
        Optional<Instant> expiry = claims.get().findExpiry();
        if (expiry.isPresent() && !now.isBefore(expiry.get())) {
            throw unusable(
                    "holds a token that has expired",
                    "It ended at " + expiry.get() + ", " + since(expiry.get(), now) + " ago (exp). Issuer: "
                            + claims.get().issuer() + ".",
                    renewal);
        }
        return token;
    }

    private UserException unusable(String what, String why, String cure) {
        return new UserException(new Explanation(
                "The web identity token cannot be used: " + source + " " + what + ".", source, why, cure));
    }

    /** Tells the usual mistakes apart without a character of what may be a secret. */
    private static String shape(String text) {
        if (text.startsWith("{")) {
            return "a JSON document";
        }
        if (text.lines().count() > 1) {
            return "text of " + text.lines().count() + " lines";
        }
        return "text of " + text.length() + " characters in " + text.split("\\.", -1).length + " parts";
    }

    private static String since(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return age.toMinutes() < 1 ? age.toSeconds() + " s" : age.toMinutes() + " min";
    }
}
