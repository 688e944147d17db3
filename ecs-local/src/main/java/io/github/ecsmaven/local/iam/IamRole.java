package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.local.state.StateMember;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * A role with all that decides what it can do.
 *
 * @param name without its path: {@code checkout-deployer}
 * @param path begins and ends with a slash
 * @param created when
 * @param trustPolicy who may assume it, JSON
 * @param description for people; empty when there is none
 * @param maxSessionDuration one to twelve hours
 * @param policies the inline policies, JSON by name, sorted by name
 * @param attached the ARNs of its managed policies, in the order in which they were attached
 * @param boundary the ARN of the managed policy that limits it, null for none
 * @param tags by key
 * @param configuration tells what the settings said of it when it was made from them; null when it was made otherwise
 */
public record IamRole(
        String name,
        String path,
        Instant created,
        String trustPolicy,
        String description,
        Duration maxSessionDuration,
        Map<String, String> policies,
        List<String> attached,
        @Nullable String boundary,
        Map<String, String> tags,
        @Nullable String configuration) {

    /** Copies the collections. */
    public IamRole {
        policies = Collections.unmodifiableMap(new TreeMap<>(policies));
        attached = List.copyOf(attached);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** {@code arn:aws:iam::000000000000:role/NAME}. */
    public String arn(String account) {
        return "arn:aws:iam::" + account + ":role" + path + name;
    }

    /** Whether an ARN names it. The settings say no path, so that of a role which comes from them can be any. */
    public boolean isNamed(String wanted, String account) {
        return arn(account).equals(wanted)
                || (configuration != null
                        && wanted.startsWith("arn:aws:iam::" + account + ":role/")
                        && wanted.endsWith("/" + name));
    }

    /** {@code AROA…}, always the same for the same role. */
    public String id(String account) {
        return id(account, name);
    }

    /** The id of the role with that name, also when it is gone. */
    public static String id(String account, String name) {
        return UniqueId.of("AROA", account + "/" + name);
    }

    IamRole withTrustPolicy(String newTrustPolicy) {
        return with(newTrustPolicy, policies, attached, boundary);
    }

    IamRole withPolicy(String policyName, String document) {
        Map<String, String> more = new TreeMap<>(policies);
        more.put(policyName, document);
        return with(trustPolicy, more, attached, boundary);
    }

    IamRole withoutPolicy(String policyName) {
        Map<String, String> fewer = new TreeMap<>(policies);
        fewer.remove(policyName);
        return with(trustPolicy, fewer, attached, boundary);
    }

    IamRole withAttached(String arn) {
        List<String> more = new ArrayList<>(attached);
        more.remove(arn);
        more.add(arn);
        return with(trustPolicy, policies, more, boundary);
    }

    IamRole withoutAttached(String arn) {
        List<String> fewer = new ArrayList<>(attached);
        fewer.remove(arn);
        return with(trustPolicy, policies, fewer, boundary);
    }

    IamRole withBoundary(@Nullable String arn) {
        return with(trustPolicy, policies, attached, arn);
    }

    /** As made from other settings, or from none. */
    public IamRole withConfiguration(@Nullable String newConfiguration) {
        return new IamRole(
                name,
                path,
                created,
                trustPolicy,
                description,
                maxSessionDuration,
                policies,
                attached,
                boundary,
                tags,
                newConfiguration);
    }

    private IamRole with(
            String newTrustPolicy,
            Map<String, String> newPolicies,
            List<String> newAttached,
            @Nullable String newBoundary) {
        return new IamRole(
                name,
                path,
                created,
                newTrustPolicy,
                description,
                maxSessionDuration,
                newPolicies,
                newAttached,
                newBoundary,
                tags,
                configuration);
    }

    void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("name").writeValue(name);
        json.writeFieldName("path").writeValue(path);
        json.writeFieldName("created").writeValue(created.toString());
        json.writeFieldName("trustPolicy").writeValue(trustPolicy);
        json.writeFieldName("description").writeValue(description);
        json.writeFieldName("maxSessionSeconds").writeValue(maxSessionDuration.toSeconds());
        json.writeFieldName("policies");
        SavedTexts.write(policies, json);
        json.writeFieldName("attached");
        SavedTexts.write(attached, json);
        if (boundary != null) {
            json.writeFieldName("boundary").writeValue(boundary);
        }
        json.writeFieldName("tags");
        SavedTexts.write(tags, json);
        if (configuration != null) {
            json.writeFieldName("configuration").writeValue(configuration);
        }
        json.writeEndObject();
    }

    static IamRole read(JsonNode json) {
        return new IamRole(
                StateMember.of(json, "name").asString(),
                StateMember.of(json, "path").asString(),
                Instant.parse(StateMember.of(json, "created").asString()),
                StateMember.of(json, "trustPolicy").asString(),
                StateMember.of(json, "description").asString(),
                Duration.ofSeconds(
                        Long.parseLong(StateMember.of(json, "maxSessionSeconds").asNumber())),
                SavedTexts.map(StateMember.of(json, "policies")),
                SavedTexts.list(StateMember.of(json, "attached")),
                json.field("boundary").map(JsonNode::asString).orElse(null),
                SavedTexts.map(StateMember.of(json, "tags")),
                json.field("configuration").map(JsonNode::asString).orElse(null));
    }
}
