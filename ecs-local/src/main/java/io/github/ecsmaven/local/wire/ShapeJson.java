package io.github.ecsmaven.local.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The SDK's shapes as awsJson 1.1 has them, by their field metadata alone. Members that are not set are not written; an
 * explicit empty list or map is. Timestamps are epoch seconds with milliseconds as decimals, so finer time is lost.
 */
public final class ShapeJson {
    private static final String STRUCTURE = "structure";
    private static final String LIST = "list";
    private static final String MAP = "map";

    private static final int FINEST_SCALE = 18;

    private ShapeJson() {}

    /** Writes the shape as one JSON object. */
    public static void write(SdkPojo shape, JsonWriter json) {
        json.writeStartObject();
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (isSet(value)) {
                json.writeFieldName(field.locationName());
                writeValue(field, value, json);
            }
        }
        json.writeEndObject();
    }

    /**
     * Reads a JSON object into the builder and builds it. Members that the shape does not know are ignored, as AWS
     * does; {@code null} counts as not given.
     *
     * @throws ApiException {@code SerializationException} where a value has another JSON type than its member
     */
    // The SDK does not tell by its types what a builder builds, so the caller says it.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <T> T read(JsonNode json, SdkPojo builder) {
        if (!json.isObject()) {
            throw unreadable(json, STRUCTURE);
        }
        Map<String, JsonNode> members = json.asObject();
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode member = members.get(field.locationName());
            if (member != null && !member.isNull()) {
                field.set(builder, readValue(field, member));
            }
        }
        return (T) ((Buildable) builder).build();
    }

    /** False for null and for the collections that the SDK puts where nothing was given. */
    static boolean isSet(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static void writeValue(SdkField<?> field, @Nullable Object value, JsonWriter json) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeValue(text);
        } else if (value instanceof Boolean flag) {
            json.writeValue(flag.booleanValue());
        } else if (value instanceof Number number) {
            writeNumber(number, json);
        } else if (value instanceof Instant instant) {
            json.writeValue(instant);
        } else if (value instanceof SdkBytes bytes) {
            json.writeValue(bytes.asByteBuffer());
        } else if (value instanceof Document document) {
            DocumentJson.write(document, json);
        } else if (value instanceof List<?> list) {
            SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            json.writeStartArray();
            list.forEach(item -> writeValue(element, item, json));
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            json.writeStartObject();
            map.forEach((key, item) -> {
                json.writeFieldName(key.toString());
                writeValue(element, item, json);
            });
            json.writeEndObject();
        } else if (value instanceof SdkPojo shape) {
            write(shape, json);
        } else {
            throw new IllegalStateException("member " + field.memberName() + " has a type that no AWS shape has: "
                    + value.getClass().getName());
        }
    }

    private static void writeNumber(Number number, JsonWriter json) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            json.writeValue(number.longValue());
        } else {
            json.writeNumber(number.toString());
        }
    }

    private static @Nullable Object readValue(SdkField<?> field, JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case STRING -> text(json);
            case BOOLEAN -> flag(json);
            case INTEGER -> Math.toIntExact(integral(json, "Integer", Integer.MIN_VALUE, Integer.MAX_VALUE));
            case SHORT -> (short) integral(json, "Short", Short.MIN_VALUE, Short.MAX_VALUE);
            case BYTE -> (byte) integral(json, "Byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
            case LONG -> integral(json, "Long", Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> number(json, "Float").floatValue();
            case DOUBLE -> number(json, "Double").doubleValue();
            case BIG_DECIMAL -> number(json, "BigDecimal");
            case INSTANT -> instant(json);
            case SDK_BYTES -> bytes(json);
            case DOCUMENT -> DocumentJson.read(json);
            case LIST -> list(field, json);
            case MAP -> map(field, json);
            case SDK_POJO -> read(json, field.constructor().get());
            case NULL -> null;
        };
    }

    private static List<@Nullable Object> list(SdkField<?> field, JsonNode json) {
        if (!json.isArray()) {
            throw unreadable(json, LIST);
        }
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<@Nullable Object> values = new ArrayList<>();
        json.asArray().forEach(item -> values.add(readValue(element, item)));
        return values;
    }

    private static Map<String, @Nullable Object> map(SdkField<?> field, JsonNode json) {
        if (!json.isObject()) {
            throw unreadable(json, MAP);
        }
        SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        json.asObject().forEach((key, item) -> values.put(key, readValue(element, item)));
        return values;
    }

    private static String text(JsonNode json) {
        if (!json.isString()) {
            throw unreadable(json, "String");
        }
        return json.asString();
    }

    private static boolean flag(JsonNode json) {
        if (!json.isBoolean()) {
            throw unreadable(json, "Boolean");
        }
        return json.asBoolean();
    }

    private static BigDecimal number(JsonNode json, String wanted) {
        if (!json.isNumber()) {
            throw unreadable(json, wanted);
        }
        return new BigDecimal(json.asNumber());
    }

    private static long integral(JsonNode json, String wanted, long least, long most) {
        BigDecimal number = number(json, wanted);
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw unreadable(json, wanted);
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException fraction) {
            throw unreadable(json, wanted);
        }
    }

    private static Instant instant(JsonNode json) {
        BigDecimal seconds = number(json, "Timestamp");
        // The limit on the scale keeps 1e-999999999 from being written out.
        if (seconds.scale() > FINEST_SCALE
                || seconds.abs().compareTo(BigDecimal.valueOf(Instant.MAX.getEpochSecond())) > 0) {
            throw unreadable(json, "Timestamp");
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    }

    private static SdkBytes bytes(JsonNode json) {
        try {
            return SdkBytes.fromByteArray(BinaryUtils.fromBase64(text(json)));
        } catch (IllegalArgumentException notBase64) {
            throw unreadable(json, "Blob");
        }
    }

    /** What ECS and its siblings answer: "STRING_VALUE cannot be converted to Integer". */
    private static ApiException unreadable(JsonNode json, String wanted) {
        String message;
        if (wanted.equals(LIST) || wanted.equals(MAP)) {
            message = "Expected " + wanted + " or null";
        } else if (wanted.equals(STRUCTURE)) {
            message = "Expected null";
        } else if (json.isObject()) {
            message = "Start of structure or map found where not expected.";
        } else if (json.isArray()) {
            message = "Start of list found where not expected";
        } else {
            message = scalar(json) + " cannot be converted to " + wanted;
        }
        return new ApiException("SerializationException", 400, message);
    }

    private static String scalar(JsonNode json) {
        if (json.isString()) {
            return "STRING_VALUE";
        }
        if (json.isNumber()) {
            return "NUMBER_VALUE";
        }
        return json.asBoolean() ? "TRUE_VALUE" : "FALSE_VALUE";
    }
}
