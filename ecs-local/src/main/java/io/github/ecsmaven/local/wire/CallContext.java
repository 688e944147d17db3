package io.github.ecsmaven.local.wire;

import java.time.Instant;

/**
 * What is known of a call besides its parameters.
 *
 * @param callerArn who signed it: {@code arn:aws:sts::000000000000:assumed-role/deployer/travis.1.2}; empty for an
 *     unsigned operation
 * @param accessKeyId what it was signed with; empty for an unsigned operation
 * @param region from the signature's scope
 * @param account the account that ecs-local plays, 12 digits
 * @param now ecs-local's clock at the time of the call
 */
public record CallContext(String callerArn, String accessKeyId, String region, String account, Instant now) {
    /** A call that says nothing of what it was signed with. */
    public CallContext(String callerArn, String region, String account, Instant now) {
        this(callerArn, "", region, account, now);
    }

    /** The same call at another time. */
    public CallContext at(Instant newNow) {
        return new CallContext(callerArn, accessKeyId, region, account, newNow);
    }
}
