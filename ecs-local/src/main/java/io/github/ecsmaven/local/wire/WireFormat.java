package io.github.ecsmaven.local.wire;

import software.amazon.awssdk.core.SdkPojo;

/** One of AWS's protocols, from the server's side. */
interface WireFormat {
    /**
     * Whom a call is for.
     *
     * @param service the endpoint prefix
     * @param operation what answers it
     */
    record Addressee(String service, Operation<?, ?> operation) {}

    /**
     * What a call says it is for, for the record, whether that exists or not.
     *
     * @param service the endpoint prefix; {@code unknown} when no service here is meant
     * @param operation the operation's name; empty when there is none
     */
    record Name(String service, String operation) {}

    /** What the call says it is for. */
    Name name(HttpCall call);

    /**
     * Finds the operation.
     *
     * @throws ApiException when there is no such operation
     */
    Addressee addressee(HttpCall call);

    /**
     * Reads the request.
     *
     * @throws ApiException when the parameters cannot be read
     */
    SdkPojo read(HttpCall call, SdkPojo builder);

    /** The answer of an operation that went well. */
    HttpAnswer success(Addressee addressee, SdkPojo answer, String requestId);

    /** The answer of one that did not. */
    HttpAnswer error(ApiException error, String requestId);

    /** The error of this protocol for a signature that was refused. */
    ApiException unauthenticated(AuthenticationException refusal);

    /** The error of this protocol for a caller who may not do what the call asks for. */
    ApiException unauthorized(String message);
}
