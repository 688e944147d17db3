package io.github.ecsmaven.iam;

import org.jspecify.annotations.Nullable;

/** A text is not an IAM policy document. The message says where and why. */
public final class MalformedPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;

    MalformedPolicyException(String path, String reason) {
        this(path, reason, null);
    }

    MalformedPolicyException(String path, String reason, @Nullable Throwable cause) {
        super("malformed policy at " + path + ": " + reason, cause);
        this.path = path;
    }

    /** The JSON path of what is wrong, for example {@code $.Statement[0].Effect}. */
    public String path() {
        return path;
    }
}
