package io.github.ecsmaven.local.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** Decides whether a caller may do what a signed call asks for. */
@FunctionalInterface
public interface CallAuthorizer {
    /**
     * Why not, in AWS's words; empty where the caller may.
     *
     * @param service the endpoint prefix
     * @param operation its name
     * @param request as it was read, not checked yet
     * @param call who calls
     */
    Optional<String> refusal(String service, String operation, SdkPojo request, CallContext call);
}
