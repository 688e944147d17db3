package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.util.Optional;

/** Makes a token of the text that a source gave, and says early what STS would refuse. */
final class TokenText {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 20_000;

    private final String source;
    private final String renewal;
    private final TokenExpectation expected;

    /**
     * @param source where the text came from, for messages: {@code the file target/token}
     * @param renewal how to get a new token there
     */
    TokenText(String source, String renewal, TokenExpectation expected) {
        this.source = source;
        this.renewal = renewal;
        this.expected = expected;
    }

    /**
     * The token in a text, white space around it removed: files end with a line break.
     *
     * @throws UserException where it is no token, or one that STS would refuse; with a message for each reason
     */
    WebIdentityToken token(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw unusable("holds no token: it is empty", "", renewal);
        }
        if (trimmed.length() < SHORTEST) {
            throw unusable(
                    "holds no usable token: it has " + trimmed.length() + " characters",
                    "STS takes " + SHORTEST + " to " + LONGEST + ".",
                    renewal);
        }
        if (trimmed.length() > LONGEST) {
            throw unusable(
                    "holds a token that is too large: it has " + trimmed.length() + " characters",
                    "STS takes " + SHORTEST + " to " + LONGEST + ".",
                    "Let the issuer leave claims out of it: lists of groups are the usual cause.");
        }
        WebIdentityToken token = new WebIdentityToken(trimmed);
        Optional<TokenClaims> claims = TokenClaims.decode(token);
        if (claims.isEmpty()) {
            throw unusable(
                    "holds no JSON Web Token",
                    "A token has three parts of base64url text with dots between them; this is " + shape(trimmed) + ".",
                    "Write the token alone there, not the JSON or the header that it came in.");
        }
        Optional<TokenFault> fault = TokenFault.of(claims.get(), expected, renewal);
        if (fault.isPresent()) {
            throw unusable(fault.get().what(), fault.get().why(), fault.get().cure());
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
        int parts = text.split("\\.", -1).length;
        return "text of " + text.length() + " characters in " + parts + (parts == 1 ? " part" : " parts");
    }
}
