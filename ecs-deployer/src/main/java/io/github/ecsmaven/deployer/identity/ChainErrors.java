package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why a role may not assume the next one: two policies must allow it, and AWS does not say which does not. */
final class ChainErrors {
    private static final String ACTION = "sts:AssumeRole";

    private final AwsEndpoint endpoint;
    private final String caller;
    private final RoleArn role;
    private final String place;

    /**
     * @param caller ARN of the session that asks
     * @param role what it wants to be
     * @param place what names that role, for messages
     */
    ChainErrors(AwsEndpoint endpoint, String caller, RoleArn role, String place) {
        this.endpoint = endpoint;
        this.caller = caller;
        this.role = role;
        this.place = place;
    }

    DeployerException translate(SdkException failure) {
        if (AwsErrors.isDenied(failure)) {
            return user(
                    failure,
                    "The role session " + caller + " may not assume the role " + role.text() + ".",
                    "Let the trust policy of " + role.text() + " name the role of that session as an AWS principal for "
                            + ACTION + ", and let the policies of that role allow " + ACTION + " on " + role.text()
                            + ". Where the token carries session tags or a source identity, the trust policy must allow"
                            + " sts:TagSession and sts:SetSourceIdentity too. A role that does not exist is denied in the"
                            + " same words.");
        }
        return switch (AwsErrors.codeOf(failure)) {
            case "ValidationError", "ValidationException" ->
                user(
                        failure,
                        "STS refuses a parameter of the request for the role " + role.text() + ".",
                        "Check " + place + ". A role that is assumed by another one has sessions of an hour at most.");
            default -> new AwsErrors(endpoint, caller, "").translate(failure, ACTION, role.text());
        };
    }

    private UserException user(SdkException failure, String what, String cure) {
        String request = AwsErrors.requestIdOf(failure);
        return new UserException(
                new Explanation(
                        what,
                        ACTION + " at " + endpoint.url("sts") + ", " + place,
                        "AWS says: " + AwsErrors.messageOf(failure) + " (" + AwsErrors.codeOf(failure)
                                + (request.isEmpty() ? ")" : ", request " + request + ")"),
                        cure),
                failure);
    }
}
