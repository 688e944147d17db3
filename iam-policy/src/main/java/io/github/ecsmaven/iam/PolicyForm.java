package io.github.ecsmaven.iam;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What IAM asks of a policy, depending on what it is attached to. Source: the answers of IAM's API to other documents. */
public enum PolicyForm {
    /** Inline and managed policies, permissions boundaries, session policies. */
    IDENTITY {
        @Override
        Optional<String> problem(Statement statement) {
            if (statement.principals() != null) {
                return Optional.of("Policy document should not specify a principal.");
            }
            return statement.resources() == null
                    ? Optional.of("Policy statement must contain resources.")
                    : Optional.empty();
        }
    },
    /** Trust policies of roles. */
    TRUST {
        @Override
        Optional<String> problem(Statement statement) {
            if (statement.resources() != null) {
                return Optional.of("Has prohibited field Resource");
            }
            if (statement.principals() == null) {
                return Optional.of("Missing required field Principal");
            }
            boolean other = statement.actions().sense() == Sense.NOT_MATCHING
                    || !statement.actions().patterns().stream().allMatch(PolicyForm::isAboutRoles);
            return other ? Optional.of("AssumeRole policy may only specify STS AssumeRole actions.") : Optional.empty();
        }
    };

    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");
    private static final List<String> ROLE_ACTIONS = List.of(
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
            "sts:tagsession",
            "sts:setsourceidentity",
            "sts:setcontext");

    abstract Optional<String> problem(Statement statement);

    /** Why IAM would refuse the policy, in its words; empty when it takes it. */
    public Optional<String> problem(Policy policy) {
        return policy.statements().stream()
                .flatMap(statement -> sidProblem(statement).or(() -> problem(statement)).stream())
                .findFirst();
    }

    private static Optional<String> sidProblem(Statement statement) {
        String sid = statement.sid();
        return sid == null || SID.matcher(sid).matches()
                ? Optional.empty()
                : Optional.of("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
                        + " expression [0-9A-Za-z]*");
    }

    private static boolean isAboutRoles(String action) {
        WildcardPattern pattern = WildcardPattern.of(action.toLowerCase(Locale.ROOT));
        return action.toLowerCase(Locale.ROOT).startsWith("sts:")
                && ROLE_ACTIONS.stream().anyMatch(pattern::matches);
    }
}
