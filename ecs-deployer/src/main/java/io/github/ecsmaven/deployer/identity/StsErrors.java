package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why STS gives no session. AccessDenied has one text for many causes by design, so what can be known is put beside it:
 * what the token says, and what would have to be trusted.
 */
final class StsErrors {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private final AwsEndpoint endpoint;
    private final WebIdentityTokenSource source;
    private final RoleArn role;
    private final Clock clock;

    StsErrors(AwsEndpoint endpoint, WebIdentityTokenSource source, RoleArn role, Clock clock) {
        this.endpoint = endpoint;
        this.source = source;
        this.role = role;
        this.clock = clock;
    }

    /** Whether asking once more may help: the way between STS and the issuer failed. */
    static boolean isPassing(SdkException failure) {
        return switch (AwsErrors.codeOf(failure)) {
            case "IDPCommunicationError", "IDPCommunicationErrorException" -> true;
            default -> isKeyMissing(failure);
        };
    }

    /** Whether STS has not got the key that signed the token: the issuer did not answer, or does not publish it. */
    static boolean isKeyMissing(SdkException failure) {
        return AwsErrors.codeOf(failure).startsWith("InvalidIdentityToken")
                && AwsErrors.messageOf(failure).contains("retrieve verification key");
    }

    /** Whether the role gives no session of that length. Source: AssumeRoleWithWebIdentity in the STS API reference. */
    static boolean isTooLong(SdkException failure) {
        return AwsErrors.codeOf(failure).startsWith("Validation")
                && AwsErrors.messageOf(failure).contains("MaxSessionDuration");
    }

    /** Whether the session policy and the token's tags together are too large. */
    static boolean isPolicyTooLarge(SdkException failure) {
        return AwsErrors.codeOf(failure).startsWith("PackedPolicyTooLarge");
    }

    DeployerException translate(SdkException failure, WebIdentityToken token) {
        TokenClaims claims = TokenClaims.decode(token).orElseThrow();
        return switch (AwsErrors.codeOf(failure)) {
            case "AccessDenied", "AccessDeniedException" -> accessDenied(failure, claims);
            case "InvalidIdentityToken", "InvalidIdentityTokenException" -> invalidToken(failure, claims);
            case "ExpiredToken", "ExpiredTokenException" ->
                user(
                        failure,
                        "STS refuses the web identity token: it has expired.",
                        told(claims) + times(claims),
                        "Get the token just before the deployment, not at the start of the job, and check the clock of"
                                + " this machine.");
            case "IDPCommunicationError", "IDPCommunicationErrorException" ->
                environment(
                        failure,
                        "STS could not reach the issuer of the token, " + claims.issuer() + ", in several tries.",
                        "The issuer's discovery document and keys must be public and answer within 5 seconds: check "
                                + discovery(claims) + ".");
            case "IDPRejectedClaim", "IDPRejectedClaimException" ->
                user(
                        failure,
                        "The issuer " + claims.issuer() + " has rejected the token.",
                        told(claims),
                        "Start the job again to get a new token.");
            case "MalformedPolicyDocument", "MalformedPolicyDocumentException" ->
                environment(
                        failure,
                        "STS refuses the policy that narrows the session: it is malformed.",
                        "This is a defect of ecs-maven-plugin: please report it with the message above.");
            case "PackedPolicyTooLarge", "PackedPolicyTooLargeException" ->
                user(
                        failure,
                        "The session policy and the tags of the token together are larger than STS takes.",
                        told(claims),
                        "Let the issuer put fewer or shorter tags into the token.");
            case "RegionDisabledException", "RegionDisabled" ->
                user(
                        failure,
                        "STS is switched off in " + endpoint.region() + " for account " + role.account() + ".",
                        "",
                        "Activate the Region's STS endpoint in the account settings of IAM, or deploy to another"
                                + " Region.");
            case "ValidationError", "ValidationException" ->
                user(
                        failure,
                        "STS refuses a parameter of the request.",
                        told(claims),
                        "Check identity.roleArn, and that the role's MaxSessionDuration is at least 1 hour.");
            default -> AwsErrors.withoutSession(endpoint).translate(failure, ACTION, role.text());
        };
    }

    private DeployerException accessDenied(SdkException failure, TokenClaims claims) {
        List<String> causes = new ArrayList<>();
        causes.add("the trust policy of the role expects another sub or aud than the token has: branch against tag or"
                + " environment, upper against lower case, another repository");
        causes.add("the role does not exist, or is in another account: AWS does not tell");
        causes.add("the trust policy trusts another issuer than " + claims.providerName()
                + ", or allows sts:AssumeRole in place of " + ACTION);
        List<String> more = TrustStatement.actions(claims);
        if (more.size() > 1) {
            causes.add("the token carries session tags or a source identity, and the trust policy does not allow "
                    + String.join(" and ", more.subList(1, more.size())));
        }
        causes.add("a service control policy denies it, or the role was created seconds ago");
        StringBuilder why = new StringBuilder(told(claims)).append("AWS does not say which of these it is:");
        for (int i = 0; i < causes.size(); i++) {
            why.append("\n").append(i + 1).append(". ").append(causes.get(i)).append(i + 1 < causes.size() ? ";" : ".");
        }
        return user(
                failure,
                "STS does not let this job assume the role " + role.text() + ".",
                why.toString(),
                "Let the trust policy of the role allow sub \"" + claims.subject() + "\" and aud \""
                        + String.join("\", \"", claims.audience()) + "\", if this job is meant to deploy:\n"
                        + TrustStatement.json(role, claims));
    }

    private DeployerException invalidToken(SdkException failure, TokenClaims claims) {
        String message = AwsErrors.messageOf(failure);
        if (message.contains("OpenIDConnect provider")) {
            return user(
                    failure,
                    "Account " + role.account() + " has no IAM OIDC provider for the issuer " + claims.issuer() + ".",
                    told(claims),
                    "Create the provider " + role.providerArn(claims) + " with the audience \""
                            + String.join("\", \"", claims.audience())
                            + "\" (path and last slash as in iss), or correct the account in identity.roleArn.");
        }
        if (message.contains("audience")) {
            return user(
                    failure,
                    "The IAM OIDC provider does not know the audience of the token.",
                    told(claims),
                    "Add \"" + String.join("\", \"", claims.audience()) + "\" to the client ids of "
                            + role.providerArn(claims) + ", or request the token with the audience that it has.");
        }
        if (isPassing(failure)) {
            return environment(
                    failure,
                    "STS could not get the keys of the issuer " + claims.issuer() + ".",
                    "They must be public and answer within 5 seconds: check " + discovery(claims)
                            + " and the jwks_uri that it names. Where the issuer has changed its keys since it signed the token, get a new"
                            + " one.");
        }
        return user(
                failure,
                "STS refuses the web identity token: it is not valid.",
                told(claims) + "Signed with " + (claims.algorithm().isEmpty() ? "no algorithm" : claims.algorithm())
                        + "; STS takes RS256, RS384, RS512, ES256, ES384 and ES512.",
                "Check that the token has iss, aud, sub, iat and exp, and that the issuer publishes the key that signed"
                        + " it at " + discovery(claims) + ".");
    }

    /** What the token says, and where it is from. */
    private String told(TokenClaims claims) {
        return "The token of " + source.description() + " says " + claims.describe() + ".\n";
    }

    private String times(TokenClaims claims) {
        return "Issued " + orUnknown(Optional.ofNullable(claims.issuedAt())) + ", expires "
                + orUnknown(claims.findExpiry()) + ", now " + clock.instant() + ".";
    }

    private static String orUnknown(Optional<?> time) {
        return time.map(Object::toString).orElse("at an unknown time");
    }

    private static String discovery(TokenClaims claims) {
        return claims.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration";
    }

    private UserException user(SdkException failure, String what, String why, String cure) {
        return new UserException(new Explanation(what, where(), why.strip() + said(why, failure), cure), failure);
    }

    private EnvironmentException environment(SdkException failure, String what, String cure) {
        return new EnvironmentException(new Explanation(what, where(), said("", failure), cure), failure);
    }

    private String where() {
        return ACTION + " at " + endpoint.url("sts") + ", role " + role.text();
    }

    private static String said(String before, SdkException failure) {
        String message = AwsErrors.messageOf(failure);
        String request = AwsErrors.requestIdOf(failure);
        return (before.isBlank() ? "" : "\n") + "AWS says: " + (message.isEmpty() ? "nothing more" : message) + " ("
                + AwsErrors.codeOf(failure) + (request.isEmpty() ? ")" : ", request " + request + ")");
    }
}
