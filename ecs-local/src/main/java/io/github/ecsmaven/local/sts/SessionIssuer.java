package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.iam.IamRole;
import io.github.ecsmaven.local.iam.IamState;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Makes sessions of roles and keeps them. */
final class SessionIssuer {
    private static final int WHOLE = 100;
    private static final int POLICY_LIMIT = 2048;

    private final IamState iam;
    private final RoleSessions sessions;
    private final Runnable sessionsChanged;
    private final SessionSecrets secrets = new SessionSecrets();

    SessionIssuer(IamState iam, RoleSessions sessions, Runnable sessionsChanged) {
        this.iam = iam;
        this.sessions = sessions;
        this.sessionsChanged = sessionsChanged;
    }

    /**
     * A session, kept.
     *
     * @param session its credentials
     * @param packedPercent how much of what AWS takes its policies and tags take; null when there are none
     */
    record Issued(RoleSession session, @Nullable Integer packedPercent) {
        Credentials credentials() {
            return Credentials.builder()
                    .accessKeyId(session.accessKeyId())
                    .secretAccessKey(session.secretAccessKey())
                    .sessionToken(session.sessionToken())
                    .expiration(session.expiration())
                    .build();
        }

        AssumedRoleUser user(IamRole role, String account) {
            return AssumedRoleUser.builder()
                    .arn(session.arn(account))
                    .assumedRoleId(role.id(account) + ":" + session.sessionName())
                    .build();
        }
    }

    /** @throws ApiException when the session would last too long, or its policies cannot be used */
    Issued issue(
            IamRole role,
            AssumeRoleParameters parameters,
            SessionTags asked,
            SessionAttributes attributes,
            CallContext call) {
        requireDuration(parameters, role);
        for (String arn : parameters.policyArns()) {
            if (iam.policy(arn).isEmpty()) {
                throw AssumeRoleParameters.invalid("The specified policy " + arn + " does not exist.");
            }
        }
        Integer packed = packedPercent(parameters, asked);
        if (packed != null && packed > WHOLE) {
            throw new ApiException(
                    "PackedPolicyTooLarge",
                    400,
                    "Packed size of session policies and session tags consumes " + packed + "% of allotted space.");
        }
        Instant expiration = sessions.end(call.now(), Duration.ofSeconds(parameters.seconds()))
                .truncatedTo(ChronoUnit.SECONDS);
        RoleSession session = new RoleSession(
                role.name(),
                parameters.sessionName(),
                secrets.accessKeyId(),
                secrets.secretAccessKey(),
                secrets.sessionToken(),
                expiration,
                parameters.policy(),
                parameters.policyArns(),
                attributes);
        sessions.add(session);
        sessionsChanged.run();
        return new Issued(session, packed);
    }

    private static void requireDuration(AssumeRoleParameters parameters, IamRole role) {
        if (Duration.ofSeconds(parameters.seconds()).compareTo(role.maxSessionDuration()) > 0) {
            throw AssumeRoleParameters.invalid(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
    }

    /** AWS packs policies in a way of its own; here it is the share of the plain text's limit, rounded up. */
    private static @Nullable Integer packedPercent(AssumeRoleParameters parameters, SessionTags tags) {
        String policy = parameters.policy();
        if (policy == null && parameters.policyArns().isEmpty() && tags.isEmpty()) {
            return null;
        }
        int length = (policy == null ? 0 : policy.length())
                + tags.length()
                + parameters.policyArns().stream().mapToInt(String::length).sum();
        return (length * WHOLE + POLICY_LIMIT - 1) / POLICY_LIMIT;
    }
}
