package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.facts.IamFacts;
import io.github.ecsmaven.local.iam.IamRole;
import io.github.ecsmaven.local.iam.IamState;
import io.github.ecsmaven.local.iam.OpenIdProvider;
import io.github.ecsmaven.local.token.InvalidTokenException;
import io.github.ecsmaven.local.token.JwtClaims;
import io.github.ecsmaven.local.token.JwtVerifier;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

/**
 * A token is exchanged for a session. A refusal by the trust policy says on the wire what AWS says, which is next to nothing;
 * the log says what was wanted and what was there.
 */
final class WebIdentityAssumption {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

    private final IamState iam;
    private final JwtVerifier tokens;
    private final TrustEvaluator trust;
    private final SessionIssuer issuer;
    private final Consumer<String> log;
    private final Set<Pattern> claimKeys;

    /** @param facts name the claims of each CI that AWS has condition keys for */
    WebIdentityAssumption(
            IamState iam,
            JwtVerifier tokens,
            TrustEvaluator trust,
            SessionIssuer issuer,
            Consumer<String> log,
            IamFacts facts) {
        this.iam = iam;
        this.tokens = tokens;
        this.trust = trust;
        this.issuer = issuer;
        this.log = log;
        this.claimKeys = facts.action(ACTION).orElseThrow().conditionKeys().stream()
                .map(WebIdentityAssumption::pattern)
                .collect(Collectors.toSet());
    }

    /** A condition key whose placeholders stand for anything but a colon. */
    private static Pattern pattern(String key) {
        StringBuilder regex = new StringBuilder();
        int end = 0;
        Matcher placeholder = PLACEHOLDER.matcher(key);
        while (placeholder.find()) {
            regex.append(Pattern.quote(key.substring(end, placeholder.start()))).append("[^:]+");
            end = placeholder.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(key.substring(end))).toString());
    }

    AssumeRoleWithWebIdentityResponse assume(AssumeRoleWithWebIdentityRequest request, CallContext call) {
        AssumeRoleParameters parameters = AssumeRoleParameters.of(request);
        RoleArn roleArn = RoleArn.parse(parameters.roleArn());
        JwtClaims claims = verified(request.webIdentityToken());
        SessionTags tags = SessionTags.of(claims.all());
        String sourceIdentity = SourceIdentity.of(claims.all());
        String provider = OpenIdProvider.arn(claims.issuer(), call.account());
        Trusting trusting = new Trusting(parameters, claims, tags, sourceIdentity, provider);
        IamRole role = trustingRole(roleArn, trusting, call.account());
        SessionIssuer.Issued issued = issuer.issue(
                role,
                parameters,
                tags,
                new SessionAttributes(tags.tags(), tags.transitiveKeys(), sourceIdentity, provider, call.now()),
                call);
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(issued.credentials())
                .subjectFromWebIdentityToken(claims.subject())
                .assumedRoleUser(issued.user(role, call.account()))
                .provider(provider)
                .audience(claims.audience().get(0))
                .packedPolicySize(issued.packedPercent())
                .sourceIdentity(sourceIdentity)
                .build();
    }

    private JwtClaims verified(String token) {
        try {
            return tokens.verify(token);
        } catch (InvalidTokenException refusal) {
            log.accept("web identity token refused: " + refusal.reason() + ": " + refusal.getMessage());
            throw onTheWire(refusal);
        }
    }

    private static ApiException onTheWire(InvalidTokenException refusal) {
        String message = switch (refusal.reason()) {
            case NOT_A_JWT ->
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an" + " Access Token)";
            case UNSUPPORTED_ALGORITHM, WRONG_SIGNATURE ->
                "The ID Token provided is not validly signed: " + refusal.getMessage();
            case WRONG_ISSUER -> "No OpenIDConnect provider found in your account for " + refusal.getMessage();
            case UNKNOWN_KEY, KEYS_UNREACHABLE ->
                "Couldn't retrieve verification key from your identity provider,  please"
                        + " reference AssumeRoleWithWebIdentity documentation for requirements";
            case ISSUER_UNREACHABLE -> "Could not communicate with the identity provider: " + refusal.getMessage();
            case MISSING_CLAIM -> "Missing a required claim: " + refusal.getMessage();
            case EXPIRED -> "Token expired: " + refusal.getMessage();
            case NOT_YET_VALID -> "Token is not yet valid: " + refusal.getMessage();
            case WRONG_AUDIENCE -> "Incorrect token audience";
            case REVOKED -> "The identity provider rejected the claim: " + refusal.getMessage();
        };
        return switch (refusal.reason()) {
            case EXPIRED -> new ApiException("ExpiredTokenException", 400, message);
            case ISSUER_UNREACHABLE -> new ApiException("IDPCommunicationError", 400, message);
            case REVOKED -> new ApiException("IDPRejectedClaim", 403, message);
            default -> new ApiException("InvalidIdentityToken", 400, message);
        };
    }

    private record Trusting(
            AssumeRoleParameters parameters,
            JwtClaims claims,
            SessionTags tags,
            @Nullable String sourceIdentity,
            String provider) {

        /** All of them must be allowed, or nothing is. */
        List<String> actions() {
            List<String> actions = new ArrayList<>(List.of(ACTION));
            if (!tags.isEmpty()) {
                actions.add("sts:TagSession");
            }
            if (sourceIdentity != null) {
                actions.add("sts:SetSourceIdentity");
            }
            return actions;
        }
    }

    /** A role that is missing, in another account, or does not trust the token: AWS answers all alike, on purpose. */
    private IamRole trustingRole(RoleArn arn, Trusting trusting, String account) {
        String wanted = trusting.parameters().roleArn();
        Optional<IamRole> role = iam.role(arn.name())
                .filter(found -> arn.account().equals(account))
                .filter(found -> found.isNamed(wanted, account));
        if (role.isEmpty()) {
            throw notAuthorized(
                    wanted,
                    "there is no such role; account " + account + " has "
                            + iam.roles().stream().map(IamRole::name).toList());
        }
        Map<String, List<String>> keys = conditionKeys(trusting);
        for (String action : trusting.actions()) {
            TrustDecision decision =
                    trust.decide(role.get().trustPolicy(), new TrustRequest(action, wanted, trusting.provider(), keys));
            if (!decision.allowed()) {
                throw notAuthorized(wanted, decision.explanation() + "; the request had " + keys);
            }
        }
        return role.get();
    }

    private Map<String, List<String>> conditionKeys(Trusting trusting) {
        JwtClaims claims = trusting.claims();
        String provider = OpenIdProvider.nameOf(claims.issuer());
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put(provider + ":sub", List.of(claims.subject()));
        keys.put(provider + ":aud", claims.audience());
        claims.all().forEach((claim, value) -> {
            String key = provider + ":" + claim;
            if (claim.equals("amr")
                    || claimKeys.stream().anyMatch(each -> each.matcher(key).matches())) {
                keys.putIfAbsent(key, texts(value));
            }
        });
        keys.put("sts:RoleSessionName", List.of(trusting.parameters().sessionName()));
        keys.put("aws:FederatedProvider", List.of(trusting.provider()));
        String sourceIdentity = trusting.sourceIdentity();
        if (sourceIdentity != null) {
            keys.put("sts:SourceIdentity", List.of(sourceIdentity));
        }
        if (!trusting.tags().isEmpty()) {
            trusting.tags().addTo(keys);
        }
        return keys;
    }

    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            return value.asArray().stream()
                    .flatMap(each -> texts(each).stream())
                    .toList();
        }
        return value.isString() || value.isNumber() || value.isBoolean() ? List.of(value.text()) : List.of();
    }

    private ApiException notAuthorized(String roleArn, String explanation) {
        log.accept("not authorized to assume " + roleArn + ": " + explanation);
        return new ApiException("AccessDenied", 403, "Not authorized to perform " + ACTION);
    }
}
