package io.github.ecsmaven.deployer.identity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The statement of a role's trust policy that lets in one user or role of AWS. */
final class PrincipalStatement {
    private static final Pattern USER = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):user/.+");
    private static final Pattern SESSION = Pattern.compile("arn:(aws[a-z-]*):sts::(\\d{12}):assumed-role/([^/]+)/.+");
    private static final String OF_IDENTITY_CENTER = "AWSReservedSSO_";

    private PrincipalStatement() {}

    /** The account of a caller; empty where its ARN has none. */
    static Optional<String> account(String caller) {
        String[] parts = caller.split(":", -1);
        return parts.length > 5 && parts[4].matches("\\d{12}") ? Optional.of(parts[4]) : Optional.empty();
    }

    /** The statement for who calls, by its ARN; empty for somebody that no role can trust. */
    static Optional<String> json(String caller) {
        if (USER.matcher(caller).matches()) {
            return Optional.of(statement(caller, null));
        }
        Matcher session = SESSION.matcher(caller);
        if (!session.matches()) {
            return Optional.empty();
        }
        String account = "arn:" + session.group(1) + ":iam::" + session.group(2) + ":";
        String role = session.group(3);
        // Roles of IAM Identity Center have a path with a Region in it, and are made anew with another suffix.
        return Optional.of(
                role.startsWith(OF_IDENTITY_CENTER)
                        ? statement(account + "root", account + "role/aws-reserved/sso.amazonaws.com*/" + role)
                        : statement(account + "role/" + role, null));
    }

    /** The statement for a role or user. */
    static String of(String principal) {
        return statement(principal, null);
    }

    private static String statement(String principal, @Nullable String principalArn) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("Effect").writeValue("Allow");
        json.writeFieldName("Principal").writeStartObject();
        json.writeFieldName("AWS").writeValue(principal).writeEndObject();
        json.writeFieldName("Action").writeValue("sts:AssumeRole");
        if (principalArn != null) {
            json.writeFieldName("Condition").writeStartObject();
            json.writeFieldName("ArnLike").writeStartObject();
            json.writeFieldName("aws:PrincipalArn").writeValue(principalArn);
            json.writeEndObject().writeEndObject();
        }
        json.writeEndObject();
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }
}
