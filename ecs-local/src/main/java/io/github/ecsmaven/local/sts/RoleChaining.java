package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.iam.ApplicablePolicies;
import io.github.ecsmaven.iam.ApplicablePolicies.ResourceRole;
import io.github.ecsmaven.iam.Authorization;
import io.github.ecsmaven.iam.AuthorizationEvaluator;
import io.github.ecsmaven.iam.MalformedPolicyException;
import io.github.ecsmaven.iam.RequestContext;
import io.github.ecsmaven.local.iam.IamRole;
import io.github.ecsmaven.local.iam.IamState;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** A user or a session assumes a role. Both the caller's policies and the role's trust policy have a say, as AWS combines them. */
final class RoleChaining {
    private static final String ACTION = "sts:AssumeRole";
    /** Source: role chaining in the IAM User Guide. */
    private static final int MOST_SECONDS = 3600;

    private final IamState iam;
    private final RoleSessions sessions;
    private final SessionPermissions permissions;
    private final SessionIssuer issuer;
    private final Consumer<String> log;

    RoleChaining(
            IamState iam,
            RoleSessions sessions,
            SessionPermissions permissions,
            SessionIssuer issuer,
            Consumer<String> log) {
        this.iam = iam;
        this.sessions = sessions;
        this.permissions = permissions;
        this.issuer = issuer;
        this.log = log;
    }

    AssumeRoleResponse assume(AssumeRoleRequest request, CallContext call) {
        AssumeRoleParameters parameters = AssumeRoleParameters.of(request);
        RoleArn arn = RoleArn.parse(parameters.roleArn());
        Optional<RoleSession> session = sessions.session(call.accessKeyId());
        if (session.isEmpty() && permissions.user(call).isEmpty()) {
            throw denied(ACTION, parameters.roleArn(), call, "the caller's session is not known");
        }
        SessionAttributes before =
                session.map(RoleSession::attributes).orElseGet(() -> SessionAttributes.none(call.now()));
        SessionTags asked = SessionTags.of(request.tags(), request.transitiveTagKeys());
        String sourceIdentity = SourceIdentity.of(request.sourceIdentity(), before.sourceIdentity());
        Optional<IamRole> role =
                iam.role(arn.name()).filter(found -> found.isNamed(parameters.roleArn(), call.account()));
        if (role.isEmpty()) {
            throw denied(ACTION, parameters.roleArn(), call, "there is no such role");
        }
        SessionTags tags = asked.after(before);
        authorize(role.get(), conditionKeys(request, tags, sourceIdentity, call), actions(tags, sourceIdentity), call);
        if (session.isPresent() && parameters.seconds() > MOST_SECONDS) {
            throw AssumeRoleParameters.invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        SessionIssuer.Issued issued = issuer.issue(
                role.get(),
                parameters,
                tags,
                new SessionAttributes(tags.tags(), tags.transitiveKeys(), sourceIdentity, null, call.now()),
                call);
        return AssumeRoleResponse.builder()
                .credentials(issued.credentials())
                .assumedRoleUser(issued.user(role.get(), call.account()))
                .packedPolicySize(issued.packedPercent())
                .sourceIdentity(sourceIdentity)
                .build();
    }

    private static List<String> actions(SessionTags tags, @Nullable String sourceIdentity) {
        List<String> actions = new ArrayList<>(List.of(ACTION));
        if (!tags.isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (sourceIdentity != null) {
            actions.add("sts:SetSourceIdentity");
        }
        return actions;
    }

    private Map<String, List<String>> conditionKeys(
            AssumeRoleRequest request, SessionTags tags, @Nullable String sourceIdentity, CallContext call) {
        Map<String, List<String>> keys = permissions.conditionKeys(call);
        keys.put("sts:RoleSessionName", List.of(request.roleSessionName()));
        if (request.externalId() != null) {
            keys.put("sts:ExternalId", List.of(request.externalId()));
        }
        if (sourceIdentity != null) {
            keys.put("sts:SourceIdentity", List.of(sourceIdentity));
        }
        if (!tags.isEmpty()) {
            tags.addTo(keys);
        }
        return keys;
    }

    private void authorize(IamRole role, Map<String, List<String>> keys, List<String> actions, CallContext call) {
        String arn = role.arn(call.account());
        for (String action : actions) {
            RequestContext asked = new RequestContext(action, arn, SessionPermissions.principal(call), keys);
            Authorization authorization;
            try {
                ApplicablePolicies policies =
                        permissions.of(call).withResource(List.of(permissions.trust(role)), ResourceRole.NECESSARY);
                authorization = AuthorizationEvaluator.evaluate(policies, asked);
            } catch (MalformedPolicyException e) {
                throw denied(action, arn, call, "a policy cannot be read: " + e.getMessage());
            }
            if (!authorization.allowed()) {
                throw denied(action, arn, call, authorization.explanation());
            }
        }
    }

    /** AWS does not say which of the two sides refuses. */
    private ApiException denied(String action, String roleArn, CallContext call, String explanation) {
        log.accept("not authorized to perform " + action + " on " + roleArn + ": " + explanation);
        return new ApiException(
                "AccessDenied",
                403,
                "User: " + call.callerArn() + " is not authorized to perform: " + action + " on resource: " + roleArn);
    }
}
