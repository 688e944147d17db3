package io.github.ecsmaven.local.wire;

/** A signature was refused. The protocol of the call decides how that is answered. */
final class AuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AuthenticationFailure failure;

    AuthenticationException(AuthenticationFailure failure, String message) {
        super(message);
        this.failure = failure;
    }

    AuthenticationFailure failure() {
        return failure;
    }

    String reason() {
        String message = getMessage();
        return message == null ? failure.name() : message;
    }
}
