package io.github.ecsmaven.local.resource;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The tags of a service's resources. */
public final class TagsByArn {
    /** More than this many tags no resource bears. */
    public static final int MOST = 50;

    private final Map<String, Map<String, String>> byArn = new TreeMap<>();

    /** The tags of a resource. */
    public Map<String, String> of(String arn) {
        return new LinkedHashMap<>(byArn.getOrDefault(arn, Map.of()));
    }

    /** Whether a resource would bear too many with these besides. */
    public boolean wouldBeTooMany(String arn, Map<String, String> tags) {
        Map<String, String> all = of(arn);
        all.putAll(tags);
        return all.size() > MOST;
    }

    /** Adds tags, or gives those that are there another value. */
    public void put(String arn, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            byArn.computeIfAbsent(arn, key -> new LinkedHashMap<>()).putAll(tags);
        }
    }

    /** Takes tags away; a key that is not there is no error. */
    public void remove(String arn, Collection<String> keys) {
        Map<String, String> tags = of(arn);
        tags.keySet().removeAll(keys);
        byArn.put(arn, tags);
    }

    /** Forgets a resource. */
    public void forget(String arn) {
        byArn.remove(arn);
    }

    /** Writes all as one JSON object. */
    public void write(JsonWriter json) {
        json.writeStartObject();
        byArn.forEach((arn, tags) -> {
            json.writeFieldName(arn).writeStartObject();
            tags.forEach((key, value) -> json.writeFieldName(key).writeValue(value));
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    /** Replaces all by what was written. */
    public void read(JsonNode json) {
        byArn.clear();
        json.asObject().forEach((arn, tags) -> {
            Map<String, String> read = new LinkedHashMap<>();
            tags.asObject().forEach((key, value) -> read.put(key, value.asString()));
            byArn.put(arn, read);
        });
    }
}
