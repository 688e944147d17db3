package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a role.
 *
 * @param account 12 digits
 * @param name without the path
 */
record RoleArn(String account, String name) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(?:[\\x21-\\x7e]+/)?([\\w+=,.@-]{1,64})");

    /** @throws ApiException {@code ValidationError} when it is not one */
    static RoleArn parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw AssumeRoleParameters.invalid("Request ARN is invalid");
        }
        return new RoleArn(matcher.group(1), matcher.group(2));
    }
}
