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
    private final Step step;

    /**
     * A step of the chain.
     *
     * @param from the role whose session asks
     * @param to the role that it wants to be
     * @param place what names the latter, for messages: {@code identity.assume[0]}
     */
    record Step(RoleArn from, RoleArn to, String place) {}

    /** @param caller ARN of the session that asks */
    ChainErrors(AwsEndpoint endpoint, String caller, Step step) {
        this.endpoint = endpoint;
        this.caller = caller;
        this.step = step;
    }

    DeployerException translate(SdkException failure) {
        RoleArn role = step.to();
        if (AwsErrors.isDenied(failure)) {
            return user(
                    failure,
                    "The role session " + caller + " may not assume the role " + role.text() + ".",
                    "Let both of these be there; AWS does not say which is missing. In the trust policy of "
                            + role.text() + ":\n"
                            + AssumeStatements.trust(step.from()) + "\nIn the policies of "
                            + step.from().text() + ":\n" + AssumeStatements.permission(role)
                            + "\nWhere the token carries session tags or a source identity, both also need"
                            + " sts:TagSession and sts:SetSourceIdentity. A role that does not exist is denied in the"
                            + " same words.");
        }
        return switch (AwsErrors.codeOf(failure)) {
            case "ValidationError", "ValidationException" ->
                user(
                        failure,
                        "STS refuses a parameter of the request for the role " + role.text() + ".",
                        "Check " + step.place()
                                + ". A role that is assumed by another one has sessions of an hour at most.");
            default -> new AwsErrors(endpoint, caller, "").translate(failure, ACTION, role.text());
        };
    }

    private UserException user(SdkException failure, String what, String cure) {
        String request = AwsErrors.requestIdOf(failure);
        return new UserException(
                new Explanation(
                        what,
                        ACTION + " at " + endpoint.url("sts") + ", " + step.place(),
                        "AWS says: " + AwsErrors.messageOf(failure) + " (" + AwsErrors.codeOf(failure)
                                + (request.isEmpty() ? ")" : ", request " + request + ")"),
                        cure),
                failure);
    }
}
