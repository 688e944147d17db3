package io.github.ecsmaven.local.ecs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills members of any shape with made-up values: every text and number is 7, every enumeration its first value. */
final class SyntheticShape {
    /** Members of which 7 is too little. */
    private static final Map<String, Integer> LEAST = Map.of("resolutionSeconds", 20, "sizeInGiB", 21);

    private SyntheticShape() {}

    /** Sets one member, whole. */
    static void fill(SdkPojo builder, SdkField<?> field) {
        field.set(builder, value(field, ((Buildable) builder).build().getClass()));
    }

    private static SdkPojo filled(SdkPojo builder) {
        builder.sdkFields().forEach(field -> fill(builder, field));
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object value(SdkField<?> field, Class<?> owner) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text(field, owner);
            case INTEGER -> LEAST.getOrDefault(field.memberName(), 7);
            case LONG -> 7L;
            case DOUBLE -> 7.0;
            case BOOLEAN -> true;
            case INSTANT -> Instant.EPOCH;
            case SDK_POJO -> filled(field.constructor().get());
            case LIST -> {
                SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
                yield List.of(
                        element.constructor() == null
                                ? text(field, owner)
                                : filled(element.constructor().get()));
            }
            case MAP -> Map.of("7", "7");
            case DOCUMENT -> Document.fromString("7");
            default -> throw new AssertionError("no member of ECS has the type of " + field.memberName());
        };
    }

    private static String text(SdkField<?> field, Class<?> owner) {
        try {
            Type type = owner.getMethod(field.memberName()).getGenericReturnType();
            Type element = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
            return element instanceof Class<?> enumeration && enumeration.isEnum()
                    ? Arrays.stream(enumeration.getEnumConstants())
                            .findFirst()
                            .orElseThrow()
                            .toString()
                    : "7";
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every member has a getter of its name", e);
        }
    }
}
