package io.github.ecsmaven.local.wire;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation: how its request is read and what answers it. Requests and answers are the SDK's own shapes; the wire
 * reads and writes them by their field metadata.
 *
 * @param name as on the wire: {@code RegisterTaskDefinition}
 * @param access whether it changes anything; the record of calls counts writes by it
 * @param authentication whether the call must carry a valid signature
 * @param request a new builder of the request
 * @param answer the behaviour; throws {@link ApiException} for an error that the API declares
 */
public record Operation<Q extends SdkPojo, A extends SdkPojo>(
        String name,
        Access access,
        Authentication authentication,
        Supplier<? extends SdkPojo> request,
        BiFunction<Q, CallContext, A> answer) {
    /** Whether an operation changes anything. */
    public enum Access {
        READ,
        WRITE
    }

    /** Whether an operation must be signed. */
    public enum Authentication {
        SIGV4,
        NONE
    }

    /** A signed operation that changes nothing. */
    public static <Q extends SdkPojo, A extends SdkPojo> Operation<Q, A> read(
            String name, Supplier<? extends SdkPojo> request, BiFunction<Q, CallContext, A> answer) {
        return new Operation<>(name, Access.READ, Authentication.SIGV4, request, answer);
    }

    /** A signed operation that changes something. */
    public static <Q extends SdkPojo, A extends SdkPojo> Operation<Q, A> write(
            String name, Supplier<? extends SdkPojo> request, BiFunction<Q, CallContext, A> answer) {
        return new Operation<>(name, Access.WRITE, Authentication.SIGV4, request, answer);
    }
}
