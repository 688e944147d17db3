package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.token.InvalidTokenException;
import io.github.ecsmaven.local.token.JwtClaims;
import io.github.ecsmaven.local.token.JwtVerifier;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * AWS STS, as far as a deployment with a web identity token needs it. A refusal by the trust policy says on the wire
 * what AWS says, which is next to nothing; the log says what was wanted and what was there.
 */
public final class StsService implements AwsService {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";
    /** Claims that begin so ask for session tags or a source identity, which are not played here. */
    private static final String AWS_CLAIMS = "https://aws.amazon.com/";

    private final Setting setting;
    private final RoleSessions sessions;
    private final SessionSecrets secrets = new SessionSecrets();

    /**
     * What STS works with.
     *
     * @param roles those that can be assumed
     * @param provider the OIDC provider whose tokens are taken
     * @param tokens verifies them
     * @param trust decides by the roles' trust policies
     * @param sessionsChanged keeps a new session
     * @param log what a refusal on the wire does not say
     */
    public record Setting(
            List<Role> roles,
            OidcProvider provider,
            JwtVerifier tokens,
            TrustEvaluator trust,
            Runnable sessionsChanged,
            Consumer<String> log) {}

    /** STS with the sessions that it has issued before. */
    public StsService(Setting setting, RoleSessions sessions) {
        this.setting = setting;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsQuery("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");
    }

    /** As in CloudTrail, AssumeRoleWithWebIdentity reads: it changes nothing that anybody deploys. */
    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                new Operation<AssumeRoleWithWebIdentityRequest, AssumeRoleWithWebIdentityResponse>(
                        "AssumeRoleWithWebIdentity",
                        Operation.Access.READ,
                        Operation.Authentication.NONE,
                        AssumeRoleWithWebIdentityRequest::builder,
                        this::assume),
                Operation.<GetCallerIdentityRequest, GetCallerIdentityResponse>read(
                        "GetCallerIdentity", GetCallerIdentityRequest::builder, this::callerIdentity));
    }

    private AssumeRoleWithWebIdentityResponse assume(AssumeRoleWithWebIdentityRequest request, CallContext context) {
        AssumeRoleParameters parameters = AssumeRoleParameters.of(request);
        RoleArn roleArn = RoleArn.parse(parameters.roleArn());
        JwtClaims claims = verified(parameters.token());
        Role role = trustingRole(roleArn, parameters, claims, context.account());
        requireDuration(parameters, role);
        Instant expiration = context.now().plusSeconds(parameters.seconds()).truncatedTo(ChronoUnit.SECONDS);
        RoleSession session = new RoleSession(
                role.name(),
                parameters.sessionName(),
                secrets.accessKeyId(),
                secrets.secretAccessKey(),
                secrets.sessionToken(),
                expiration,
                parameters.policy());
        sessions.add(session);
        setting.sessionsChanged().run();
        AssumeRoleWithWebIdentityResponse.Builder answer = AssumeRoleWithWebIdentityResponse.builder()
                .credentials(credentials -> credentials
                        .accessKeyId(session.accessKeyId())
                        .secretAccessKey(session.secretAccessKey())
                        .sessionToken(session.sessionToken())
                        .expiration(expiration))
                .subjectFromWebIdentityToken(claims.subject())
                .assumedRoleUser(user -> user.arn(session.arn(context.account()))
                        .assumedRoleId(
                                SessionSecrets.roleId(context.account(), role.name()) + ":" + session.sessionName()))
                .provider(setting.provider().arn(context.account()))
                .audience(claims.audience().get(0));
        String policy = parameters.policy();
        if (policy != null) {
            answer.packedPolicySize(packedPercent(policy));
        }
        return answer.build();
    }

    private JwtClaims verified(String token) {
        try {
            JwtClaims claims = setting.tokens().verify(token);
            Optional<String> notPlayed = claims.all().keySet().stream()
                    .filter(name -> name.startsWith(AWS_CLAIMS))
                    .findFirst();
            if (notPlayed.isPresent()) {
                throw new ApiException(
                        "InvalidIdentityToken",
                        400,
                        "ecs-local has no session tags and no source identity, which the claim " + notPlayed.get()
                                + " asks for");
            }
            return claims;
        } catch (InvalidTokenException refusal) {
            setting.log().accept("web identity token refused: " + refusal.reason() + ": " + refusal.getMessage());
            throw onTheWire(refusal);
        }
    }

    private static ApiException onTheWire(InvalidTokenException refusal) {
        String message = switch (refusal.reason()) {
            case NOT_A_JWT ->
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an" + " Access Token)";
            case UNSUPPORTED_ALGORITHM, WRONG_SIGNATURE ->
                "The ID Token provided is not validly signed: " + refusal.getMessage();
            case WRONG_ISSUER ->
                "No OpenIDConnect provider found in your account for this issuer: " + refusal.getMessage();
            case UNKNOWN_KEY ->
                "Couldn't retrieve verification key from your identity provider,  please"
                        + " reference AssumeRoleWithWebIdentity documentation for requirements";
            case MISSING_CLAIM -> "Missing a required claim: " + refusal.getMessage();
            case EXPIRED -> "Token expired: " + refusal.getMessage();
            case NOT_YET_VALID -> "Token is not yet valid: " + refusal.getMessage();
            case WRONG_AUDIENCE -> "Incorrect token audience";
        };
        boolean expired = refusal.reason() == InvalidTokenException.Reason.EXPIRED;
        return new ApiException(expired ? "ExpiredTokenException" : "InvalidIdentityToken", 400, message);
    }

    /** A role that is missing, in another account, or does not trust the token: AWS answers all alike, on purpose. */
    private Role trustingRole(RoleArn arn, AssumeRoleParameters parameters, JwtClaims claims, String account) {
        Optional<Role> role = setting.roles().stream()
                .filter(candidate -> arn.account().equals(account))
                .filter(candidate -> candidate.name().equals(arn.name()))
                .findFirst();
        if (role.isEmpty()) {
            throw notAuthorized(
                    parameters,
                    "there is no such role; account " + account + " has "
                            + setting.roles().stream().map(Role::name).toList());
        }
        Map<String, List<String>> keys = conditionKeys(parameters, claims, account);
        TrustRequest request = new TrustRequest(
                ACTION, parameters.roleArn(), setting.provider().arn(account), keys);
        TrustDecision decision = setting.trust().decide(role.get().trustPolicyJson(), request);
        if (!decision.allowed()) {
            throw notAuthorized(parameters, decision.explanation() + "; the request had " + keys);
        }
        return role.get();
    }

    private Map<String, List<String>> conditionKeys(AssumeRoleParameters parameters, JwtClaims claims, String account) {
        String provider = setting.provider().name();
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put(provider + ":sub", List.of(claims.subject()));
        keys.put(provider + ":aud", claims.audience());
        keys.put("sts:RoleSessionName", List.of(parameters.sessionName()));
        keys.put("aws:FederatedProvider", List.of(setting.provider().arn(account)));
        return keys;
    }

    private ApiException notAuthorized(AssumeRoleParameters parameters, String explanation) {
        setting.log().accept("not authorized to assume " + parameters.roleArn() + ": " + explanation);
        return new ApiException("AccessDenied", 403, "Not authorized to perform " + ACTION);
    }

    private static void requireDuration(AssumeRoleParameters parameters, Role role) {
        if (Duration.ofSeconds(parameters.seconds()).compareTo(role.maxSessionDuration()) > 0) {
            throw AssumeRoleParameters.invalid(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
    }

    /** AWS packs policies in a way of its own; here it is the share of the plain text's limit, rounded up. */
    private static int packedPercent(String policy) {
        return (policy.length() * 100 + 2047) / 2048;
    }

    private GetCallerIdentityResponse callerIdentity(GetCallerIdentityRequest request, CallContext context) {
        String[] roleAndSession = context.callerArn()
                .substring(context.callerArn().indexOf('/') + 1)
                .split("/", 2);
        return GetCallerIdentityResponse.builder()
                .account(context.account())
                .arn(context.callerArn())
                .userId(SessionSecrets.roleId(context.account(), roleAndSession[0]) + ":" + roleAndSession[1])
                .build();
    }
}
