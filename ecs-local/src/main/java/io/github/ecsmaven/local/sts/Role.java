package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * An IAM role that can be assumed.
 *
 * @param name without its path: {@code checkout-deployer}
 * @param trustPolicyJson who may assume it
 * @param maxSessionDuration one to twelve hours
 */
public record Role(String name, String trustPolicyJson, Duration maxSessionDuration) {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofHours(12);

    /**
     * Checks what IAM checks, apart from the policy's meaning.
     *
     * @throws IllegalArgumentException when IAM would not have such a role
     */
    public Role {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the role name '" + name + "' must be 1 to 64 of letters, digits and _+=,.@-");
        }
        if (maxSessionDuration.compareTo(LEAST) < 0 || maxSessionDuration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("the role " + name + " has a maximum session duration of "
                    + maxSessionDuration + "; it must be between PT1H and PT12H");
        }
        requireJson(name, trustPolicyJson);
    }

    /**
     * A role that one subject may assume, for at most an hour at a time.
     *
     * @param token of that subject and audience
     * @param providerArn {@code arn:aws:iam::000000000000:oidc-provider/NAME}
     */
    public static Role trusting(TokenRequest token, String providerArn, String name) {
        String provider = providerArn.substring(providerArn.indexOf('/') + 1);
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("Version").writeValue("2012-10-17");
        json.writeFieldName("Statement").writeStartArray().writeStartObject();
        json.writeFieldName("Effect").writeValue("Allow");
        json.writeFieldName("Action").writeValue("sts:AssumeRoleWithWebIdentity");
        json.writeFieldName("Principal").writeStartObject();
        json.writeFieldName("Federated").writeValue(providerArn).writeEndObject();
        json.writeFieldName("Condition").writeStartObject();
        json.writeFieldName("StringEquals").writeStartObject();
        json.writeFieldName(provider + ":aud").writeValue(token.audience());
        json.writeFieldName(provider + ":sub").writeValue(token.subject());
        json.writeEndObject().writeEndObject().writeEndObject().writeEndArray().writeEndObject();
        return new Role(name, new String(json.getBytes(), StandardCharsets.UTF_8), LEAST);
    }

    /** {@code arn:aws:iam::000000000000:role/NAME}. */
    public String arn(String account) {
        return "arn:aws:iam::" + account + ":role/" + name;
    }

    private static void requireJson(String name, String trustPolicyJson) {
        try {
            if (JsonNode.parser().parse(trustPolicyJson).isObject()) {
                return;
            }
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException(
                    "the trust policy of the role " + name + " is not JSON: " + malformed.getMessage(), malformed);
        }
        throw new IllegalArgumentException("the trust policy of the role " + name + " is not a JSON object");
    }
}
