package io.github.ecsmaven.local.resource;

import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The tags of a service's resources. */
public final class TagsByArn {
    /** More than this many tags no resource bears. */
    public static final int MOST = 50;

    private final KeptMap<Map<String, String>> byArn = KeptMap.sorted("tags", TagsByArn::write, TagsByArn::readTags);

    /** The tags of a resource. */
    public Map<String, String> of(String arn) {
        return new LinkedHashMap<>(byArn.find(arn).orElse(Map.of()));
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
            Map<String, String> all = of(arn);
            all.putAll(tags);
            byArn.put(arn, all);
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
