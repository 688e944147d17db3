package io.github.ecsmaven.local.wire;

/** The refusal of a request that is longer than {@link LoopbackServer#MOST_BODY_BYTES}. */
final class TooLong {
    static final int STATUS = 413;

    private TooLong() {}

    static String message() {
        return "The request is longer than " + LoopbackServer.MOST_BODY_BYTES + " bytes";
    }

    static ApiException error() {
        return new ApiException("RequestEntityTooLargeException", STATUS, message());
    }
}
