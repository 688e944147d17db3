package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;

/** Why STS gives no session of a role to a profile, or to keys of the environment. */
final class OriginErrors {
    private static final String ACTION = "sts:AssumeRole";
    private static final Pattern CALLER = Pattern.compile("User: (arn:\\S+) is not authorized");

    private final AwsEndpoint endpoint;
    private final CredentialsOrigin origin;
    private final RoleArn role;

    OriginErrors(AwsEndpoint endpoint, CredentialsOrigin origin, RoleArn role) {
        this.endpoint = endpoint;
        this.origin = origin;
        this.role = role;
    }

    DeployerException translate(SdkException failure) {
        if (AwsErrors.isDenied(failure)) {
            return accessDenied(failure);
        }
        String message = AwsErrors.messageOf(failure);
        return switch (AwsErrors.codeOf(failure)) {
            case "ExpiredToken", "ExpiredTokenException" ->
                user(
                        failure,
                        "The session of the " + origin.description() + " has ended.",
                        said(failure),
                        origin.renewalHint());
            case "InvalidClientTokenId", "UnrecognizedClientException" ->
                user(
                        failure,
                        "AWS does not know the " + keys() + ".",
                        said(failure),
                        "Check that the access key is active and of this partition of AWS, and that a session token, where"
                                + " there is one, belongs to it. " + origin.renewalHint());
            case "SignatureDoesNotMatch", "InvalidSignatureException" ->
                message.contains("ignature expired") || message.contains("not yet current")
                        ? AwsErrors.withoutSession(endpoint).translate(failure, ACTION, role.text())
                        : wrongSecret();
            case "RegionDisabledException", "RegionDisabled" ->
                user(
                        failure,
                        "STS is switched off in " + endpoint.region() + " for the account of the "
                                + origin.description() + ".",
                        said(failure),
                        "Activate the Region's STS endpoint in the account settings of IAM, or deploy to another"
                                + " Region.");
            case "ValidationError", "ValidationException" ->
                user(
                        failure,
                        "STS refuses a parameter of the request for the role " + role.text() + ".",
                        said(failure),
                        "Check identity.roleArn, and role_arn, external_id and role_session_name of the profile where"
                                + " there is one.");
            default -> AwsErrors.withoutSession(endpoint).translate(failure, ACTION, role.text());
        };
    }

    private DeployerException accessDenied(SdkException failure) {
        Matcher named = CALLER.matcher(AwsErrors.messageOf(failure));
        String what = "STS does not let the " + origin.description() + " assume the role " + role.text() + ".";
        if (!named.find()) {
            return user(
                    failure,
                    what,
                    said(failure),
                    "Find out who it is (aws sts get-caller-identity), and let the trust policy of the role name that user"
                            + " or role as an AWS principal for " + ACTION + ". The root user of an account can assume"
                            + " no role.");
        }
        String caller = named.group(1);
        String why = "It is " + caller + ". AWS does not say which of these it is:\n"
                + "1. the trust policy of the role does not name it, or has a condition that it does not meet: an external"
                + " id, MFA, an address;\n"
                + "2. the role does not exist, or is in another account: AWS does not tell;\n"
                + "3. its own policies do not allow " + ACTION
                + " on the role, where the trust policy names its account"
                + " or where the role is in another account;\n"
                + "4. a deny somewhere, or the role was created seconds ago.\n" + said(failure);
        boolean elsewhere = PrincipalStatement.account(caller)
                .filter(account -> !account.equals(role.account()))
                .isPresent();
        String cure = PrincipalStatement.json(caller)
                .map(statement -> "Let the trust policy of the role admit it, if it is meant to deploy:\n" + statement
                        + (elsewhere
                                ? "\nand let the policies of " + caller + " allow " + ACTION + " on " + role.text()
                                        + "."
                                : "")
                        + (statement.contains(":role/") ? "\nA role that has a path has it in its ARN too." : ""))
                .orElse("Assume it as an IAM user or role: a role can trust nobody else of AWS.");
        return user(failure, what, why, cure);
    }

    /** AWS's own words are left out, and so is the exception: they may repeat the request, session token included. */
    private UserException wrongSecret() {
        return new UserException(new Explanation(
                "AWS refuses the signature made with the " + keys() + ".",
                where(),
                "The secret access key does not belong to the access key id, or a proxy changes requests.",
                "Write both anew. A secret that was cut or has a space in it looks like this too."));
    }

    private String keys() {
        return origin instanceof ProfileOrigin ? "keys of the " + origin.description() : origin.description();
    }

    private UserException user(SdkException failure, String what, String why, String cure) {
        return new UserException(new Explanation(what, where(), why, cure), failure);
    }

    private String where() {
        return ACTION + " at " + endpoint.url("sts") + ", role " + role.text();
    }

    private static String said(SdkException failure) {
        String message = AwsErrors.messageOf(failure);
        String request = AwsErrors.requestIdOf(failure);
        return "AWS says: " + (message.isEmpty() ? "nothing more" : message) + " (" + AwsErrors.codeOf(failure)
                + (request.isEmpty() ? ")" : ", request " + request + ")");
    }
}
