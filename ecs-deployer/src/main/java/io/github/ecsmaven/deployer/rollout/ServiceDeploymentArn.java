package io.github.ecsmaven.deployer.rollout;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code arn:aws:ecs:REGION:ACCOUNT:service-deployment/CLUSTER/SERVICE/ID}.
 *
 * @param text the whole ARN
 * @param account 12 digits
 * @param cluster the cluster's short name
 * @param service the service's name
 */
public record ServiceDeploymentArn(String text, String region, String account, String cluster, String service) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:ecs:([a-z0-9-]+):(\\d{12}):service-deployment/([\\w-]+)/([\\w-]+)/[\\w-]+");

    /**
     * The ARN in a text.
     *
     * @param origin the parameter that it came from
     * @throws UserException where it is none
     */
    public static ServiceDeploymentArn parse(String text, String origin) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new UserException(
                    new Explanation(
                            "\"" + text + "\" is not the ARN of a service deployment.",
                            origin,
                            "",
                            "Take it from the line \"following arn:…\" of the build that started it, or from aws ecs"
                                    + " list-service-deployments: arn:aws:ecs:REGION:ACCOUNT:service-deployment/CLUSTER/SERVICE/ID."));
        }
        return new ServiceDeploymentArn(text.strip(), form.group(1), form.group(2), form.group(3), form.group(4));
    }
}
