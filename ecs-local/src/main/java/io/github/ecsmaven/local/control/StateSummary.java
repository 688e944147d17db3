package io.github.ecsmaven.local.control;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * What an ecs-local is and how much it holds. No secret is in it.
 *
 * @param endpoint where it answers
 * @param issuer what its tokens say in {@code iss}
 * @param account the account it plays
 * @param stateDirectory where its state is
 * @param now its time
 * @param reads how many calls since the start changed nothing
 * @param writes how many were of operations that change something
 * @param counts by section of the state ({@code ecs}) and kind ({@code services}), how many there are
 */
public record StateSummary(
        URI endpoint,
        String issuer,
        String account,
        Path stateDirectory,
        Instant now,
        long reads,
        long writes,
        Map<String, Map<String, Integer>> counts) {
    public StateSummary {
        Map<String, Map<String, Integer>> copy = new TreeMap<>();
        counts.forEach((section, kinds) -> copy.put(section, Collections.unmodifiableMap(new TreeMap<>(kinds))));
        counts = Collections.unmodifiableMap(copy);
    }

    /** How many entries each list and map of a section has. */
    public static Map<String, Integer> count(JsonNode section) {
        Map<String, Integer> kinds = new TreeMap<>();
        if (section.isObject()) {
            section.asObject().forEach((kind, value) -> {
                if (value.isArray()) {
                    kinds.put(kind, value.asArray().size());
                } else if (value.isObject()) {
                    kinds.put(kind, value.asObject().size());
                }
            });
        }
        return kinds;
    }

    /** As a JSON object that begins by saying what it is. */
    byte[] json() {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("name").writeValue("ecs-local");
        json.writeFieldName("aws").writeValue(false);
        json.writeFieldName("endpoint").writeValue(endpoint.toString());
        json.writeFieldName("issuer").writeValue(issuer);
        json.writeFieldName("account").writeValue(account);
        json.writeFieldName("stateDirectory").writeValue(stateDirectory.toString());
        json.writeFieldName("now").writeValue(now.toString());
        json.writeFieldName("reads").writeValue(reads);
        json.writeFieldName("writes").writeValue(writes);
        json.writeFieldName("counts").writeStartObject();
        counts.forEach((section, kinds) -> {
            json.writeFieldName(section).writeStartObject();
            kinds.forEach((kind, count) -> json.writeFieldName(kind).writeValue(count));
            json.writeEndObject();
        });
        return json.writeEndObject().writeEndObject().getBytes();
    }
}
