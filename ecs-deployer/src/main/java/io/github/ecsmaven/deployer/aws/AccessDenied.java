package io.github.ecsmaven.deployer.aws;

import io.github.ecsmaven.deployer.aws.AwsErrors.Failure;
import io.github.ecsmaven.deployer.problem.Explanation;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * A refusal of IAM, read from AWS's sentence: who may not do what, to which resource, and which kind of policy says so.
 *
 * @param user ARN of the caller; empty where the sentence has none
 * @param action {@code iam:PassRole}
 * @param resource {@code *} where the sentence has none
 * @param because what decided; empty where the sentence does not tell
 */
record AccessDenied(String user, String action, String resource, String because) {
    // User: ARN is not authorized to perform: ACTION [on resource: ARN] [because … | with an explicit deny …]
    private static final Pattern SENTENCE = Pattern.compile("(?:User: (?<user>\\S+) is )?not authorized to perform:? "
            + "(?<action>[\\w-]+:\\w+)(?: on resource: (?<resource>\\S+))?(?<because>.*)");

    /** Whether a message of AWS is such a sentence. Some services give it with a code of their own. */
    static boolean isToldBy(String message) {
        return SENTENCE.matcher(message).find();
    }

    /** Reads the sentence; what it does not say is taken from the call. */
    static AccessDenied of(Failure facts) {
        Matcher sentence = SENTENCE.matcher(facts.message());
        if (!sentence.find()) {
            return new AccessDenied(facts.caller(), facts.action(), "*", "");
        }
        String user = sentence.group("user");
        String resource = sentence.group("resource");
        return new AccessDenied(
                user == null ? facts.caller() : user,
                sentence.group("action"),
                resource == null ? "*" : resource,
                sentence.group("because").strip());
    }

    Explanation explain(Failure facts) {
        return new Explanation(what(), facts.where(), facts.said(), cure());
    }

    /** The statement that would allow it. */
    String statement() {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("Effect").writeValue("Allow");
        json.writeFieldName("Action").writeValue(action);
        json.writeFieldName("Resource").writeValue(resource);
        if (isPassRole()) {
            json.writeFieldName("Condition").writeStartObject();
            json.writeFieldName("StringEquals").writeStartObject();
            json.writeFieldName("iam:PassedToService").writeValue("ecs-tasks.amazonaws.com");
            json.writeEndObject().writeEndObject();
        }
        json.writeEndObject();
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    private boolean isPassRole() {
        return "iam:PassRole".equals(action);
    }

    private String what() {
        String who = user.isEmpty() ? "The caller" : user;
        return isPassRole()
                ? who + " may not hand the role " + resource + " to ECS (iam:PassRole)."
                : who + " may not do " + action + (resource.equals("*") ? "" : " on " + resource) + ".";
    }

    private String cure() {
        String reason = because.toLowerCase(Locale.ROOT);
        if (reason.contains("explicit deny")) {
            return "A Deny is in the way, so no Allow helps: find it where AWS says it is (" + because
                    + "), and except this role from it.";
        }
        if (reason.contains("session policy")) {
            return "The role may do it, the session was narrowed to less. Allow it in the session's policy: "
                    + statement();
        }
        if (reason.contains("permissions boundary") || reason.contains("service control policy")) {
            return "Allow it where AWS says that it is missing (" + because + "), and in the role's own policy: "
                    + statement();
        }
        String passed = isPassRole()
                ? "\nWhere ECS itself is to use the role (volumes, load balancers), the service is ecs.amazonaws.com."
                : "";
        return "Add this statement to the permission policy of the role: " + statement() + passed;
    }
}
