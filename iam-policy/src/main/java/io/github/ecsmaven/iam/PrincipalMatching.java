package io.github.ecsmaven.iam;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an entry of a {@code Principal} element names the one who asks. Names are compared with case, without wildcards. */
final class PrincipalMatching {

    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:[^:]*:iam::)?(\\d{12})(?::root)?");
    private static final Pattern ROLE = Pattern.compile("arn:([^:]*):iam::(\\d{12}):role/(?:.*/)?([^/]+)");
    private static final Pattern ROLE_SESSION = Pattern.compile("arn:([^:]*):sts::(\\d{12}):assumed-role/([^/]+)/.+");

    private PrincipalMatching() {}

    /** How closely a statement that matches names the principal. One without {@code Principal} leaves it to other policies. */
    static PrincipalReach reach(Statement statement, Principal principal) {
        PrincipalSelector principals = statement.principals();
        if (principals == null) {
            return PrincipalReach.ITS_ACCOUNT;
        }
        if (principals.sense() == Sense.NOT_MATCHING) {
            return PrincipalReach.ITSELF;
        }
        return principals.patterns().stream()
                .filter(pattern -> names(pattern, principal))
                .map(pattern -> reach(pattern, principal))
                .max(Comparator.naturalOrder())
                .orElse(PrincipalReach.NONE);
    }

    private static PrincipalReach reach(PrincipalPattern pattern, Principal principal) {
        if (pattern.type() != PrincipalPattern.Type.AWS
                || pattern.value().equals("*")
                || !(principal instanceof Principal.AwsArn aws)
                || pattern.value().equals(aws.arn())) {
            return PrincipalReach.ITSELF;
        }
        return ACCOUNT.matcher(pattern.value()).matches() ? PrincipalReach.ITS_ACCOUNT : PrincipalReach.ITS_ROLE;
    }

    static boolean names(PrincipalPattern pattern, Principal principal) {
        return switch (pattern.type()) {
            case ANYONE -> true;
            case AWS -> namesAws(pattern.value(), principal);
            case FEDERATED ->
                principal instanceof Principal.Federated federated
                        && equalOrAny(pattern.value(), federated.providerArn());
            case SERVICE ->
                principal instanceof Principal.Service service && equalOrAny(pattern.value(), service.name());
            // A request context has no canonical user ids: they exist in the policies of S3 alone.
            case CANONICAL_USER -> false;
        };
    }

    private static boolean equalOrAny(String expected, String actual) {
        return expected.equals("*") || expected.equals(actual);
    }

    private static boolean namesAws(String expected, Principal principal) {
        if (expected.equals("*")) {
            // IAM takes {"AWS": "*"} and "*" for the same.
            return true;
        }
        if (!(principal instanceof Principal.AwsArn aws)) {
            return false;
        }
        Matcher account = ACCOUNT.matcher(expected);
        if (account.matches()) {
            return aws.account().equals(account.group(1));
        }
        return expected.equals(aws.arn()) || isSessionOf(expected, aws.arn());
    }

    /** A role stands for its sessions. Their ARN has the role's name without its path. */
    private static boolean isSessionOf(String roleArn, String sessionArn) {
        Matcher role = ROLE.matcher(roleArn);
        Matcher session = ROLE_SESSION.matcher(sessionArn);
        return role.matches()
                && session.matches()
                && role.group(1).equals(session.group(1))
                && role.group(2).equals(session.group(2))
                && role.group(3).equals(session.group(3));
    }
}
