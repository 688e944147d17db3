package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The role to assume.
 *
 * @param text the whole ARN
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}
 * @param account 12 digits
 */
record RoleArn(String text, String partition, String account) {
    private static final Pattern FORM = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/[\\w+=,.@/-]+");
    private static final String FIELD = "identity.roleArn";

    static RoleArn of(@Nullable String text) {
        return of(text, FIELD);
    }

    /** @param field what names it, for messages */
    static RoleArn of(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            throw new UserException(new Explanation(
                    "The descriptor names no role to deploy with.",
                    field,
                    "Deployments use a short-lived session of an IAM role, never the permissions of keys or of a profile.",
                    "Add identity: { roleArn: \"arn:aws:iam::ACCOUNT:role/NAME\" } to the descriptor, with a role that"
                            + " trusts the OIDC issuer of the CI."));
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new UserException(new Explanation(
                    "\"" + text + "\" is not the ARN of an IAM role.",
                    field,
                    "",
                    "Write it as arn:aws:iam::111122223333:role/NAME: 12 digits of account, then role/ and the name with"
                            + " its path."));
        }
        return new RoleArn(text.strip(), form.group(1), form.group(2));
    }

    /** The ARN of this account's IAM provider for an issuer. */
    String providerArn(TokenClaims claims) {
        return "arn:" + partition + ":iam::" + account + ":oidc-provider/" + claims.providerName();
    }
}
