package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.iam.Policy;
import io.github.ecsmaven.iam.Statement;
import java.util.ArrayList;
import java.util.List;
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
    static final SessionPolicy READ_ONLY = reading(List.of());

    /** Reads of ECS, and what else is to be read. The resources of these are all where STS cannot take the narrower policy. */
    public static SessionPolicy reading(List<Statement> more) {
        SessionPolicy narrow = withReadsOfEcs(more);
        return narrow.fits()
                ? narrow
                : withReadsOfEcs(more.stream()
                        .map(each -> Statement.allow(each.actions().patterns(), List.of("*"), each.conditions()))
                        .toList());
    }

    /** The step to another role, and nothing else; tags and source identity of the token go with it. */
    static SessionPolicy assuming(String roleArn) {
        return new SessionPolicy(Policy.of(List.of(Statement.allow(
                        List.of("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"),
                        List.of(roleArn),
                        List.of())))
                .toJson());
    }

    private static SessionPolicy withReadsOfEcs(List<Statement> more) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow(List.of("ecs:Describe*", "ecs:List*"), List.of("*"), List.of()));
        statements.addAll(more);
        return new SessionPolicy(Policy.of(statements).toJson());
    }

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
