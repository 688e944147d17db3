package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.iam.MalformedPolicyException;
import io.github.ecsmaven.iam.Policy;
import io.github.ecsmaven.iam.PolicyForm;
import io.github.ecsmaven.local.iam.IamRole;
import io.github.ecsmaven.local.iam.ManagedPolicy;
import io.github.ecsmaven.local.iam.UniqueId;
import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * An IAM role that is there from the beginning. One of which only the trust policy is said can do everything.
 *
 * @param name without its path: {@code checkout-deployer}
 * @param trustPolicyJson who may assume it
 * @param maxSessionDuration one to twelve hours
 * @param policies its inline policies, JSON by name
 * @param managedPolicies the ARNs of its managed policies
 * @param boundary its permissions boundary, JSON; null for none
 */
public record Role(
        String name,
        String trustPolicyJson,
        Duration maxSessionDuration,
        Map<String, String> policies,
        List<String> managedPolicies,
        @Nullable String boundary) {
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
        policies = Collections.unmodifiableMap(new TreeMap<>(policies));
        managedPolicies = List.copyOf(managedPolicies);
        policies.forEach((policy, json) -> requirePolicy(name, "policy " + policy, json));
        if (boundary != null) {
            requirePolicy(name, "permissions boundary", boundary);
        }
    }

    /**
     * A role that can do everything.
     *
     * @throws IllegalArgumentException when IAM would not have such a role
     */
    public Role(String name, String trustPolicyJson, Duration maxSessionDuration) {
        this(name, trustPolicyJson, maxSessionDuration, Map.of(), List.of(ManagedPolicy.ADMINISTRATOR_ACCESS), null);
    }

    /**
     * With an inline policy. A role that could do everything can do no more than its inline policies allow from then on.
     *
     * @throws IllegalArgumentException when it is not a policy of a role
     */
    public Role withPolicy(String policyName, String json) {
        Map<String, String> more = new TreeMap<>(policies);
        more.put(policyName, json);
        return new Role(name, trustPolicyJson, maxSessionDuration, more, withoutAdministration(), boundary);
    }

    /** Without any policy: it can be assumed and can do nothing. */
    public Role withoutPolicies() {
        return new Role(name, trustPolicyJson, maxSessionDuration, Map.of(), List.of(), boundary);
    }

    /**
     * With a permissions boundary.
     *
     * @throws IllegalArgumentException when it is not a policy of a role
     */
    public Role withBoundary(String json) {
        return new Role(name, trustPolicyJson, maxSessionDuration, policies, managedPolicies, json);
    }

    /** With that maximum of a session's duration, one to twelve hours. */
    public Role withMaxSessionDuration(Duration most) {
        return new Role(name, trustPolicyJson, most, policies, managedPolicies, boundary);
    }

    private List<String> withoutAdministration() {
        return managedPolicies.stream()
                .filter(arn -> !arn.equals(ManagedPolicy.ADMINISTRATOR_ACCESS))
                .toList();
    }

    /**
     * The role as IAM keeps it.
     *
     * @param created when
     */
    public IamRole inIam(String account, Instant created) {
        String digest = UniqueId.of("", toString());
        return new IamRole(
                name,
                "/",
                created,
                trustPolicyJson,
                "",
                maxSessionDuration,
                policies,
                managedPolicies,
                boundary == null ? null : boundaryArn(account),
                Map.of(),
                digest);
    }

    /** The managed policy that its boundary is, if it has one. */
    public Optional<ManagedPolicy> boundaryInIam(String account, Instant created) {
        return Optional.ofNullable(boundary)
                .map(json -> new ManagedPolicy(boundaryArn(account), "/", created, "", json));
    }

    private String boundaryArn(String account) {
        return "arn:aws:iam::" + account + ":policy/" + name + "-boundary";
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

    private static void requirePolicy(String role, String what, String json) {
        Policy policy;
        try {
            policy = Policy.parse(json);
        } catch (MalformedPolicyException malformed) {
            throw new IllegalArgumentException(
                    "the " + what + " of the role " + role + " cannot be read: " + malformed.getMessage(), malformed);
        }
        PolicyForm.IDENTITY.problem(policy).ifPresent(problem -> {
            throw new IllegalArgumentException("the " + what + " of the role " + role + " is refused: " + problem);
        });
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
