package io.github.ecsmaven.local.token;

/** A token was refused. The message says why; it never holds the token. */
public final class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a token was refused, in the order in which it is looked at. */
    public enum Reason {
        NOT_A_JWT,
        UNSUPPORTED_ALGORITHM,
        /** There is no provider for it; the message is the issuer. */
        WRONG_ISSUER,
        /** The issuer does not answer at all. */
        ISSUER_UNREACHABLE,
        /** The issuer's documents cannot be had, or not in time. */
        KEYS_UNREACHABLE,
        UNKNOWN_KEY,
        WRONG_SIGNATURE,
        MISSING_CLAIM,
        EXPIRED,
        NOT_YET_VALID,
        WRONG_AUDIENCE,
        /** The issuer has taken it back. */
        REVOKED
    }

    private final Reason reason;

    InvalidTokenException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
