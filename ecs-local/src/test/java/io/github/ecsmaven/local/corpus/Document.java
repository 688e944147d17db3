package io.github.ecsmaven.local.corpus;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** JSON as maps, lists, text, numbers, truth values and null, which can be changed. */
final class Document {
    private Document() {}

    static @Nullable Object of(JsonNode json) {
        if (json.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            json.asObject().forEach((name, value) -> members.put(name, of(value)));
            return members;
        }
        if (json.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            json.asArray().forEach(element -> elements.add(of(element)));
            return elements;
        }
        if (json.isNumber()) {
            return new BigDecimal(json.asNumber());
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        return json.isNull() ? null : json.asString();
    }

    static Map<String, @Nullable Object> parse(String json) {
        return members(of(JsonNode.parser().parse(json)));
    }

    /** The members of an object; none of anything else. */
    @SuppressWarnings("unchecked") // of() makes every map
    static Map<String, @Nullable Object> members(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** The elements of an array; none of anything else. */
    @SuppressWarnings("unchecked") // of() makes every list
    static List<@Nullable Object> elements(@Nullable Object value) {
        return value instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
    }

    /** A text member; empty where it is none. */
    static String text(Map<String, @Nullable Object> object, String member) {
        return object.get(member) instanceof String text ? text : "";
    }

    static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> object) {
        return members(of(node(object)));
    }

    static JsonNode node(@Nullable Object value) {
        JsonWriter json = JsonWriter.create();
        write(value, json);
        return JsonNode.parser().parse(json.getBytes());
    }

    private static void write(@Nullable Object value, JsonWriter json) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                json.writeFieldName(String.valueOf(name));
                write(member, json);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> write(element, json));
            json.writeEndArray();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number.toString());
        } else if (value instanceof Boolean flag) {
            json.writeValue(flag.booleanValue());
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeValue(value.toString());
        }
    }
}
