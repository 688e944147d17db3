package io.github.ecsmaven.local.wire;

import java.time.Instant;

/**
 * Temporary credentials that were issued here.
 *
 * @param accessKeyId {@code ASIA…}
 * @param secretAccessKey what calls are signed with
 * @param sessionToken must come with each call
 * @param expiration from when on they are refused
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
