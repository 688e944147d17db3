package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.iam.ApplicablePolicies;
import io.github.ecsmaven.iam.NamedPolicy;
import io.github.ecsmaven.iam.Principal;
import io.github.ecsmaven.local.iam.IamRole;
import io.github.ecsmaven.local.iam.IamState;
import io.github.ecsmaven.local.iam.RolePolicies;
import io.github.ecsmaven.local.wire.CallContext;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What callers can do: users nothing, sessions by the policies of their roles as they are now, and what is known of them in conditions. */
public final class SessionPermissions {
    private final IamState iam;
    private final RolePolicies policies;
    private final RoleSessions sessions;
    private final UserKeys users;

    /** Those of these sessions and users. */
    public SessionPermissions(IamState iam, RoleSessions sessions, UserKeys users) {
        this.iam = iam;
        this.policies = new RolePolicies(iam);
        this.sessions = sessions;
        this.users = users;
    }

    /** The policies of the caller: of the role, its boundary, and the session's own. Those of a role that is gone are none. */
    public ApplicablePolicies of(CallContext call) {
        Optional<RoleSession> session = sessions.session(call.accessKeyId());
        ApplicablePolicies ofRole = session.flatMap(found -> iam.role(found.roleName()))
                .map(policies::of)
                .orElse(ApplicablePolicies.ofIdentity(List.of()));
        return ofRole.withSession(session.map(this::own).orElse(List.of()));
    }

    private List<NamedPolicy> own(RoleSession session) {
        List<NamedPolicy> own = new ArrayList<>();
        String inline = session.sessionPolicy();
        if (inline != null) {
            own.add(policies.named("inline policy of session " + session.sessionName(), inline));
        }
        for (String arn : session.sessionPolicyArns()) {
            policies.managed(arn).ifPresent(own::add);
        }
        return own;
    }

    NamedPolicy trust(IamRole role) {
        return policies.trust(role);
    }

    /** The user who calls; empty for a session. */
    Optional<String> user(CallContext call) {
        return users.user(call.accessKeyId());
    }

    /** IAM's unique identifier of a user. */
    String userId(String user) {
        return users.id(user);
    }

    /** Who calls. */
    public static Principal principal(CallContext call) {
        return new Principal.AwsArn(call.callerArn(), call.account());
    }

    /** The condition keys that every call of a user or session has. Source: AWS global condition context keys in the IAM User Guide. */
    public Map<String, List<String>> conditionKeys(CallContext call) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        one(
                keys,
                "aws:CurrentTime",
                DateTimeFormatter.ISO_INSTANT.format(call.now().truncatedTo(ChronoUnit.SECONDS)));
        one(keys, "aws:EpochTime", Long.toString(call.now().getEpochSecond()));
        // Policies that ask for TLS are meant for AWS, whose part is played here.
        one(keys, "aws:SecureTransport", "true");
        one(keys, "aws:SourceIp", "127.0.0.1");
        one(keys, "aws:ViaAWSService", "false");
        one(keys, "aws:PrincipalIsAWSService", "false");
        one(keys, "aws:PrincipalAccount", call.account());
        Optional<String> user = user(call);
        one(keys, "aws:PrincipalType", user.isPresent() ? "User" : "AssumedRole");
        user.ifPresent(name -> {
            one(keys, "aws:PrincipalArn", users.arn(name));
            one(keys, "aws:userid", users.id(name));
            one(keys, "aws:username", name);
        });
        one(keys, "aws:ResourceAccount", call.account());
        if (!call.region().isEmpty()) {
            one(keys, "aws:RequestedRegion", call.region());
        }
        sessions.session(call.accessKeyId()).ifPresent(session -> addSession(keys, session, call.account()));
        return keys;
    }

    private void addSession(Map<String, List<String>> keys, RoleSession session, String account) {
        SessionAttributes attributes = session.attributes();
        one(keys, "aws:TokenIssueTime", DateTimeFormatter.ISO_INSTANT.format(attributes.issued()));
        iam.role(session.roleName()).ifPresent(role -> {
            one(keys, "aws:PrincipalArn", role.arn(account));
            one(keys, "aws:userid", role.id(account) + ":" + session.sessionName());
            role.tags().forEach((key, value) -> one(keys, "aws:PrincipalTag/" + key, value));
        });
        attributes.tags().forEach((key, value) -> one(keys, "aws:PrincipalTag/" + key, value));
        if (attributes.sourceIdentity() != null) {
            one(keys, "aws:SourceIdentity", attributes.sourceIdentity());
        }
        if (attributes.federatedProvider() != null) {
            one(keys, "aws:FederatedProvider", attributes.federatedProvider());
        }
    }

    private static void one(Map<String, List<String>> keys, String key, String value) {
        keys.put(key, List.of(value));
    }
}
