package io.github.ecsmaven.deployer.identity;

import org.jspecify.annotations.Nullable;

/**
 * What a build asks for besides a web identity token.
 *
 * @param profile the AWS profile whose credentials assume the role; null: none
 * @param staticKeys whether keys in the environment may assume it where there is no token
 */
public record OriginChoice(@Nullable String profile, StaticKeys staticKeys) {
    /** A web identity token, and nothing else. */
    public static final OriginChoice TOKEN = new OriginChoice(null, StaticKeys.REFUSED);

    /** Keys in the environment, which do not end. */
    public enum StaticKeys {
        REFUSED,
        ALLOWED
    }
}
