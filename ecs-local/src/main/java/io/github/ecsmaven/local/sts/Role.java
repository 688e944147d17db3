package io.github.ecsmaven.local.sts;

import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

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
