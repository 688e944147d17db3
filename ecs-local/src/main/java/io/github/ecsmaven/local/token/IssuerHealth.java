package io.github.ecsmaven.local.token;

/** Whether STS can reach the issuer. Tokens can be minted in any case. */
public enum IssuerHealth {
    /** It answers. */
    REACHABLE,
    /** Its keys cannot be had, or not within the five seconds that STS waits. STS answers {@code InvalidIdentityToken}. */
    KEYS_UNREACHABLE,
    /** It does not answer at all. STS answers {@code IDPCommunicationError}. */
    UNREACHABLE
}
