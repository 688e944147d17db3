package io.github.ecsmaven.local.ecs.resource;

import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.wire.ApiException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Tag;

/** The tags of every resource, by its ARN. */
public final class ResourceTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final KeptMap<Map<String, String>> byArn =
            KeptMap.sorted("tags", ResourceTags::write, ResourceTags::readTags);

    /** The tags of a resource in the server's order. */
    public List<Tag> of(String arn) {
        return byArn.find(arn).orElse(Map.of()).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** Adds tags, or gives those that are there another value. */
    public void put(String arn, Collection<Tag> tags) {
        Map<String, String> merged = new LinkedHashMap<>(byArn.find(arn).orElse(Map.of()));
        tags.forEach(tag -> merged.put(tag.key(), tag.value() == null ? "" : tag.value()));
        if (merged.size() > MOST) {
            throw Errors.invalidParameter("The maximum number of tags on a resource is " + MOST + ".");
        }
        if (!merged.isEmpty()) {
            byArn.put(arn, merged);
        }
    }

    /** Takes tags away; a key that is not there is no error. */
    public void remove(String arn, Collection<String> keys) {
        Map<String, String> left = new LinkedHashMap<>(byArn.find(arn).orElse(Map.of()));
        left.keySet().removeAll(Set.copyOf(keys));
        byArn.put(arn, left);
    }

    /** Forgets the tags of a resource that begins anew under the same ARN. */
    public void forget(String arn) {
        byArn.remove(arn);
    }

    /**
     * Checks tags as they come with a request.
     *
     * @param tags null where none were given
     * @param error makes the error of the operation
     */
    public static void check(@Nullable Collection<Tag> tags, Function<String, ApiException> error) {
        if (tags == null) {
            return;
        }
        if (tags.isEmpty()) {
            throw error.apply("Tags can not be empty.");
        }
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            String key = tag.key() == null ? "" : tag.key();
            String value = tag.value() == null ? "" : tag.value();
            if (key.isEmpty() || key.length() > LONGEST_KEY) {
                throw error.apply("Tag keys must be between 1 and " + LONGEST_KEY + " characters.");
            }
            if (value.length() > LONGEST_VALUE) {
                throw error.apply("Tag values must be at most " + LONGEST_VALUE + " characters.");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw error.apply("Tag keys must not begin with 'aws:'.");
            }
            if (!keys.add(key)) {
                throw error.apply("Duplicate tag keys found.");
            }
        }
        if (tags.size() > MOST) {
            throw error.apply("The maximum number of tags on a resource is " + MOST + ".");
        }
    }

    /** Refuses more different keys than a resource can bear. */
    public static void checkCount(Collection<Tag> tags) {
        if (tags.stream().map(Tag::key).distinct().count() > MOST) {
            throw Errors.invalidParameter("The maximum number of tags on a resource is " + MOST + ".");
        }
    }

    /** What changes of it are kept by. */
    public StatePart part() {
        return byArn;
    }

    /** Writes all as one JSON object. */
    public void write(JsonWriter json) {
        json.writeStartObject();
        byArn.entries().forEach((arn, tags) -> {
            json.writeFieldName(arn);
            write(tags, json);
        });
        json.writeEndObject();
    }

    private static void write(Map<String, String> tags, JsonWriter json) {
        json.writeStartObject();
        tags.forEach((key, value) -> json.writeFieldName(key).writeValue(value));
        json.writeEndObject();
    }

    /** Replaces all by what was written. */
    public void read(JsonNode json) {
        byArn.clear();
        json.asObject().forEach((arn, tags) -> byArn.put(arn, readTags(tags)));
    }

    private static Map<String, String> readTags(JsonNode json) {
        Map<String, String> tags = new LinkedHashMap<>();
        json.asObject().forEach((key, value) -> tags.put(key, value.asString()));
        return tags;
    }
}
