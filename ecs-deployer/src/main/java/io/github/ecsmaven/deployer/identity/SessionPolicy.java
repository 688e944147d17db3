package io.github.ecsmaven.deployer.identity;

import java.util.Optional;

/**
 * An inline policy that narrows a role session to what one run does.
 *
 * @param json a policy document, as short as it can be written: STS counts characters
 */
public record SessionPolicy(String json) {
    /** What STS takes. Source: AssumeRoleWithWebIdentity in the STS API reference. */
    public static final int LONGEST = 2048;

    /** Reads of ECS, and nothing else. */
    static final SessionPolicy READ_ONLY = new SessionPolicy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":"
            + "\"Allow\",\"Action\":[\"ecs:Describe*\",\"ecs:List*\"],\"Resource\":\"*\"}]}");

    /** Whether STS takes a policy of this length. */
    public boolean fits() {
        return json.length() <= LONGEST;
    }

    /** The line for the report where the session cannot be narrowed by this policy. */
    public Optional<String> notice() {
        return fits()
                ? Optional.empty()
                : Optional.of("The write session is not narrowed to this plan: the policy for it has " + json.length()
                        + " characters and STS takes " + LONGEST + ". It holds the permissions of the whole role.");
    }
}
