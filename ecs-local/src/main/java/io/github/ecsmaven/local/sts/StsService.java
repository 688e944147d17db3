package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.facts.IamFacts;
import io.github.ecsmaven.local.iam.IamRole;
import io.github.ecsmaven.local.iam.IamState;
import io.github.ecsmaven.local.token.JwtVerifier;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** AWS STS, as far as a deployment needs it: sessions for web identity tokens, for sessions and for users, and who one is. */
public final class StsService implements AwsService {
    private final WebIdentityAssumption webIdentity;
    private final RoleChaining chaining;
    private final SessionPermissions permissions;

    /**
     * What STS works with.
     *
     * @param iam the roles that can be assumed
     * @param permissions what callers can do
     * @param tokens verifies web identity tokens
     * @param trust decides about them by the roles' trust policies
     * @param facts which claims AWS has condition keys for
     * @param sessionsChanged keeps a new session
     * @param log what a refusal on the wire does not say
     */
    public record Setting(
            IamState iam,
            SessionPermissions permissions,
            JwtVerifier tokens,
            TrustEvaluator trust,
            IamFacts facts,
            Runnable sessionsChanged,
            Consumer<String> log) {}

    /** STS with the sessions that it has issued before. */
    public StsService(Setting setting, RoleSessions sessions) {
        IamState iam = setting.iam();
        permissions = setting.permissions();
        SessionIssuer issuer = new SessionIssuer(iam, sessions, setting.sessionsChanged());
        webIdentity = new WebIdentityAssumption(
                iam, setting.tokens(), setting.trust(), issuer, setting.log(), setting.facts());
        chaining = new RoleChaining(iam, sessions, setting.permissions(), issuer, setting.log());
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsQuery("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");
    }

    /** As in CloudTrail, assuming a role reads: it changes nothing that anybody deploys. */
    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                new Operation<AssumeRoleWithWebIdentityRequest, AssumeRoleWithWebIdentityResponse>(
                        "AssumeRoleWithWebIdentity",
                        Operation.Access.READ,
                        Operation.Authentication.NONE,
                        AssumeRoleWithWebIdentityRequest::builder,
                        webIdentity::assume),
                Operation.<AssumeRoleRequest, AssumeRoleResponse>read(
                        "AssumeRole", AssumeRoleRequest::builder, chaining::assume),
                Operation.<GetCallerIdentityRequest, GetCallerIdentityResponse>read(
                        "GetCallerIdentity", GetCallerIdentityRequest::builder, this::callerIdentity));
    }

    private GetCallerIdentityResponse callerIdentity(GetCallerIdentityRequest request, CallContext context) {
        return GetCallerIdentityResponse.builder()
                .account(context.account())
                .arn(context.callerArn())
                .userId(permissions.user(context).map(permissions::userId).orElseGet(() -> sessionId(context)))
                .build();
    }

    private static String sessionId(CallContext context) {
        String[] roleAndSession = context.callerArn()
                .substring(context.callerArn().indexOf('/') + 1)
                .split("/", 2);
        return IamRole.id(context.account(), roleAndSession[0]) + ":" + roleAndSession[1];
    }
}
