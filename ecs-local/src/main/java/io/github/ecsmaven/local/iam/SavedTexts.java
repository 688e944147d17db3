package io.github.ecsmaven.local.iam;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Lists and maps of texts as the state has them. */
public final class SavedTexts {
    private SavedTexts() {}

    /** Writes an array. */
    public static void write(Collection<String> texts, JsonWriter json) {
        json.writeStartArray();
        texts.forEach(json::writeValue);
        json.writeEndArray();
    }

    /** Writes an object. */
    public static void write(Map<String, String> texts, JsonWriter json) {
        json.writeStartObject();
        texts.forEach((key, value) -> json.writeFieldName(key).writeValue(value));
        json.writeEndObject();
    }

    /** Reads an array. */
    public static List<String> list(JsonNode json) {
        return json.asArray().stream().map(JsonNode::asString).toList();
    }

    /** Reads an object. */
    public static Map<String, String> map(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.asObject().forEach((key, value) -> texts.put(key, value.asString()));
        return texts;
    }
}
