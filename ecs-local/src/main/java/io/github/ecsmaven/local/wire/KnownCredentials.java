package io.github.ecsmaven.local.wire;

import java.time.Instant;

/**
 * Credentials that calls can be signed with: temporary ones that were issued here, or the long-lived ones of a user.
 *
 * @param accessKeyId {@code ASIA…}, of a user {@code AKIA…}
 * @param secretAccessKey what calls are signed with
 * @param sessionToken must come with each call; empty for a user, whose calls come without
 * @param expiration from when on they are refused; {@link Instant#MAX} for a user
 * @param callerArn whom they stand for
 */
public record KnownCredentials(
        String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration, String callerArn) {
    /** Without the secrets. */
    @Override
    public String toString() {
        return accessKeyId + " of " + callerArn + " until " + expiration;
    }
}
