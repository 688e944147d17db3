package io.github.ecsmaven.local.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.builder.Buildable;

/** Reads the SDK's shapes from awsQuery's form parameters: {@code PolicyArns.member.1.arn}. */
final class ShapeQuery {
    private ShapeQuery() {}

    /** @throws ApiException {@code MalformedInput} where a value does not have its member's type */
    static SdkPojo read(Map<String, String> parameters, SdkPojo builder) {
        return read(parameters, "", builder);
    }

    private static SdkPojo read(Map<String, String> parameters, String prefix, SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            String name = prefix + field.locationName();
            if (isGiven(parameters, name)) {
                field.set(builder, value(parameters, name, field));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static boolean isGiven(Map<String, String> parameters, String name) {
        return parameters.containsKey(name)
                || parameters.keySet().stream().anyMatch(parameter -> parameter.startsWith(name + "."));
    }

    private static Object value(Map<String, String> parameters, String name, SdkField<?> field) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        if (type == MarshallingKnownType.SDK_POJO) {
            return read(parameters, name + ".", field.constructor().get());
        } else if (type == MarshallingKnownType.LIST) {
            return list(parameters, name, field.getRequiredTrait(ListTrait.class));
        } else if (type == MarshallingKnownType.MAP) {
            return map(parameters, name, field.getRequiredTrait(MapTrait.class));
        }
        return scalar(name, parameters.getOrDefault(name, ""), type);
    }

    private static List<Object> list(Map<String, String> parameters, String name, ListTrait trait) {
        List<Object> values = new ArrayList<>();
        String element = trait.isFlattened() ? name : name + "." + memberName(trait);
        for (int place = 1; isGiven(parameters, element + "." + place); place++) {
            values.add(value(parameters, element + "." + place, trait.memberFieldInfo()));
        }
        return values;
    }

    private static Map<String, Object> map(Map<String, String> parameters, String name, MapTrait trait) {
        Map<String, Object> values = new LinkedHashMap<>();
        String entry = trait.isFlattened() ? name : name + ".entry";
        for (int place = 1; isGiven(parameters, entry + "." + place); place++) {
            String at = entry + "." + place + ".";
            String key = parameters.getOrDefault(at + trait.keyLocationName(), "");
            values.put(key, value(parameters, at + trait.valueLocationName(), trait.valueFieldInfo()));
        }
        return values;
    }

    static String memberName(ListTrait trait) {
        String name = trait.memberLocationName();
        return name == null ? "member" : name;
    }

    private static Object scalar(String name, String text, MarshallingKnownType type) {
        try {
            return switch (type) {
                case STRING -> text;
                case BOOLEAN -> flag(name, text);
                case INTEGER -> Integer.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case LONG -> Long.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case INSTANT -> Instant.parse(text);
                case SDK_BYTES -> SdkBytes.fromByteArray(BinaryUtils.fromBase64(text));
                case NULL, LIST, MAP, SDK_POJO, DOCUMENT ->
                    throw new IllegalStateException(
                            "member " + name + " has a type that awsQuery does not have: " + type);
            };
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            throw malformed(name);
        }
    }

    private static boolean flag(String name, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw malformed(name);
        }
        return text.equals("true");
    }

    private static ApiException malformed(String name) {
        return new ApiException("MalformedInput", 400, "The value of " + name + " does not have the right type");
    }
}
