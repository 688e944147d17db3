package io.github.ecsmaven.local.wire;

/** Why a signature was refused, with the codes of the two protocols. awsJson answers all of them with status 400. */
enum AuthenticationFailure {
    MISSING_TOKEN("MissingAuthenticationTokenException", "MissingAuthenticationToken", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", "IncompleteSignature", 400),
    INVALID_SIGNATURE("InvalidSignatureException", "SignatureDoesNotMatch", 403),
    UNKNOWN_CLIENT("UnrecognizedClientException", "InvalidClientTokenId", 403),
    EXPIRED_TOKEN("ExpiredTokenException", "ExpiredToken", 403);

    private final String jsonCode;
    private final String queryCode;
    private final int queryStatus;

    AuthenticationFailure(String jsonCode, String queryCode, int queryStatus) {
        this.jsonCode = jsonCode;
        this.queryCode = queryCode;
        this.queryStatus = queryStatus;
    }

    ApiException asJson(String message) {
        return new ApiException(jsonCode, 400, message);
    }

    ApiException asQuery(String message) {
        return new ApiException(queryCode, queryStatus, message);
    }
}
