package io.github.ecsmaven.local.clients;

import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Of which type a value is: JSON's own names, and {@code timestamp} for a point in time. */
final class JsonType {
    static final String TIMESTAMP = "timestamp";

    private static final Set<String> NUMBERS = Set.of("integer", "long", "float", "double");

    private JsonType() {}

    /** What a value is; a point in time as botocore hands it out is one. */
    static String of(JsonNode value) {
        if (value.isObject()) {
            boolean time = value.asObject().keySet().equals(Set.of(TIMESTAMP))
                    || value.asObject().containsKey("__class__");
            return time ? TIMESTAMP : "object";
        }
        if (value.isArray()) {
            return "array";
        }
        if (value.isBoolean()) {
            return "boolean";
        }
        return value.isNumber() ? "number" : "string";
    }

    /** What a value of a model's type is in an answer. */
    static String ofModel(String modelType) {
        if (NUMBERS.contains(modelType)) {
            return "number";
        }
        return switch (modelType) {
            case "structure", "map" -> "object";
            case "list" -> "array";
            case "blob" -> "string";
            default -> modelType;
        };
    }
}
