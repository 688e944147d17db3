package io.github.ecsmaven.local.wire;

/** An error as the API declares it: code, HTTP status, message in AWS's wording. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    /**
     * @param code as on the wire: {@code ClientException}
     * @param status the HTTP status, 400 for most
     * @param message what AWS says
     */
    public ApiException(String code, int status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    /** The error code on the wire. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
