package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Session tags, as a token or a call asks for them. Source: passing session tags in the IAM User Guide.
 *
 * @param tags by key
 * @param transitiveKeys those that are handed on to the next role
 */
record SessionTags(Map<String, String> tags, Set<String> transitiveKeys) {
    private static final String CLAIM = "https://aws.amazon.com/tags";
    private static final int MOST = 50;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    /** Those in a call of AssumeRole. */
    static SessionTags of(List<Tag> tags, List<String> transitiveKeys) {
        Map<String, String> byKey = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : tags) {
            if (!seen.add(String.valueOf(tag.key()))) {
                throw invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            byKey.put(String.valueOf(tag.key()), tag.value() == null ? "" : tag.value());
        }
        return checked(byKey, transitiveKeys);
    }

    /** Those in the claims of a token: one object, or a claim for each tag. */
    static SessionTags of(Map<String, JsonNode> claims) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> transitive = new ArrayList<>();
        JsonNode whole = claims.get(CLAIM);
        if (whole != null && whole.isObject()) {
            whole.field("principal_tags")
                    .filter(JsonNode::isObject)
                    .ifPresent(given -> given.asObject().forEach((key, value) -> tags.put(key, tagValue(key, value))));
            whole.field("transitive_tag_keys").ifPresent(keys -> transitive.addAll(texts(keys)));
        }
        String flat = CLAIM + "/principal_tags/";
        claims.forEach((name, value) -> {
            if (name.startsWith(flat)) {
                String key = name.substring(flat.length());
                tags.put(key, tagValue(key, value));
            } else if (name.equals(CLAIM + "/transitive_tag_keys")) {
                transitive.addAll(texts(value));
            }
        });
        return checked(tags, transitive);
    }

    private static SessionTags checked(Map<String, String> tags, List<String> transitiveKeys) {
        if (tags.size() > MOST) {
            throw invalid("1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have"
                    + " length less than or equal to " + MOST);
        }
        tags.forEach((key, value) -> {
            if (!KEY.matcher(key).matches() || key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw invalid("The session tag key '" + key + "' is not valid");
            }
            if (!VALUE.matcher(value).matches()) {
                throw invalid("The value of the session tag '" + key + "' is not valid");
            }
        });
        if (!tags.keySet().containsAll(transitiveKeys)) {
            throw invalid("The specified transitive tag key must be included in the requested tags.");
        }
        return new SessionTags(tags, new LinkedHashSet<>(transitiveKeys));
    }

    private static String tagValue(String key, JsonNode value) {
        List<String> values = texts(value);
        if (values.size() != 1) {
            throw new ApiException(
                    "InvalidIdentityToken", 400, "The session tag '" + key + "' must have one value that is a string");
        }
        return values.get(0);
    }

    private static List<String> texts(JsonNode value) {
        if (value.isString()) {
            return List.of(value.asString());
        }
        return value.isArray()
                ? value.asArray().stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .toList()
                : List.of();
    }

    private static ApiException invalid(String message) {
        return new ApiException("ValidationError", 400, message);
    }

    boolean isEmpty() {
        return tags.isEmpty();
    }

    int length() {
        return tags.entrySet().stream()
                .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                .sum();
    }

    /** With the tags that the session before hands on; these cannot be given another value. */
    SessionTags after(SessionAttributes before) {
        Map<String, String> handedOn = before.handedOn();
        for (String key : handedOn.keySet()) {
            if (tags.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
                throw new ApiException(
                        "InvalidParameterValue",
                        400,
                        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag"
                                + " key from the calling session.");
            }
        }
        Map<String, String> all = new LinkedHashMap<>(handedOn);
        all.putAll(tags);
        Set<String> transitive = new LinkedHashSet<>(before.transitiveKeys());
        transitive.addAll(transitiveKeys);
        return new SessionTags(all, transitive);
    }

    /** The condition keys of a request that asks for them. */
    void addTo(Map<String, List<String>> keys) {
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
        keys.put("sts:TransitiveTagKeys", List.copyOf(transitiveKeys));
    }
}
