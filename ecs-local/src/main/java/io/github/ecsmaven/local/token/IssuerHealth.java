package io.github.ecsmaven.local.token;

/** Whether STS can reach the issuer. Tokens can be minted in any case. */
public enum IssuerHealth {
    /** It answers. */
    REACHABLE,
    /**
     * STS goes on with the keys that it has at this moment and asks for no others: a token that is signed with a newer one has
     * {@code InvalidIdentityToken}, as with a key that cannot be had.
     */
    KEYS_CACHED,
    /** Its keys cannot be had, or not within the five seconds that STS waits. STS answers {@code InvalidIdentityToken}. */
    KEYS_UNREACHABLE,
    /** It does not answer at all. STS answers {@code IDPCommunicationError}. */
    UNREACHABLE
}
