package io.github.ecsmaven.local.wire;

import java.time.Instant;

/** Is told of every call to a service, before its answer leaves. */
@FunctionalInterface
public interface CallObserver {
    /**
     * One call was answered.
     *
     * @param service the endpoint prefix; {@code unknown} when the call named none
     * @param operation as the call named it, whether it exists or not
     * @param access of the operation; READ for one that does not exist
     * @param status the HTTP status of the answer
     * @param callerArn who signed it; empty when unsigned or refused
     * @param time ecs-local's clock
     */
    void answered(
            String service, String operation, Operation.Access access, int status, String callerArn, Instant time);
}
