package io.github.ecsmaven.local.record;

import io.github.ecsmaven.local.wire.Operation;
import java.time.Instant;

/**
 * One call that was received, whatever it was answered.
 *
 * @param service the endpoint prefix: {@code ecs}; {@code unknown} when the call named none
 * @param operation {@code UpdateService}
 * @param access whether the operation changes anything
 * @param status the HTTP status of the answer
 * @param callerArn who signed it; empty when unsigned or refused
 * @param time ecs-local's clock
 */
public record RecordedCall(
        String service, String operation, Operation.Access access, int status, String callerArn, Instant time) {}
