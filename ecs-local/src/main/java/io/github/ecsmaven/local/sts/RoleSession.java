package io.github.ecsmaven.local.sts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role that was assumed.
 *
 * @param roleName the role
 * @param sessionName the name that the caller chose
 * @param accessKeyId {@code ASIA…}
 * @param secretAccessKey what calls are signed with
 * @param sessionToken must come with each call
 * @param expiration from when on calls are refused
 * @param sessionPolicy the inline policy that narrows it, if any
 * @param sessionPolicyArns the managed policies that narrow it
 * @param attributes what else is known of it
 */
record RoleSession(
        String roleName,
        String sessionName,
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        Instant expiration,
        @Nullable String sessionPolicy,
        List<String> sessionPolicyArns,
        SessionAttributes attributes) {
    RoleSession {
        sessionPolicyArns = List.copyOf(sessionPolicyArns);
    }

    String arn(String account) {
        return "arn:aws:sts::" + account + ":assumed-role/" + roleName + "/" + sessionName;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return accessKeyId + " of " + roleName + "/" + sessionName + " until " + expiration;
    }
}
