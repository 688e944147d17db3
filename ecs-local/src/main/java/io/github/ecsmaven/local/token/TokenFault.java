package io.github.ecsmaven.local.token;

/** What can be wrong with a token that is minted for a test. */
public enum TokenFault {
    /** {@code alg} is {@code none}, and there is no signature. */
    ALGORITHM_NONE,
    /** {@code alg} is HS256, keyed with the public key as it is published. */
    SIGNED_WITH_THE_PUBLIC_KEY,
    /** {@code kid} names no key that is published. */
    UNKNOWN_KEY,
    /** The signature is of another key than {@code kid} names. */
    SIGNED_WITH_ANOTHER_KEY,
    /** {@code iss} is one that no provider has. */
    WRONG_ISSUER,
    /** {@code aud} is one that no provider admits. */
    WRONG_AUDIENCE,
    /** {@code aud} has a second value, which no provider admits. */
    SECOND_AUDIENCE,
    /** {@code sub} is missing. */
    NO_SUBJECT,
    /** {@code exp} has been a minute ago. */
    EXPIRED,
    /** {@code nbf} is in ten minutes. */
    NOT_YET_VALID,
    /** The token has more than the 20,000 characters that STS takes. */
    TOO_LONG,
    /** The token has no dots: it is no JWT at all. */
    NOT_A_JWT,
    /** The issuer has taken it back since. */
    REVOKED
}
