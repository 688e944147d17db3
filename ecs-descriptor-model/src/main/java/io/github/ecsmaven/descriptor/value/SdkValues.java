package io.github.ecsmaven.descriptor.value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Between the SDK's model classes and {@link Value}, in both directions, by the field metadata that the SDK generates:
 * a member that AWS adds travels after a dependency bump.
 */
public final class SdkValues {
    private SdkValues() {}

    /**
     * The members of an SDK object that are present. A list or map that was never set is absent; one that was set to
     * empty is present and empty. Enum members are the strings that AWS sent, also those that the SDK does not know.
     */
    public static Value.Structure from(SdkPojo object) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                members.put(ApiNames.camelCase(field.locationName()), value(value));
            }
        }
        return new Value.Structure(members);
    }

    /**
     * An SDK object with the given members.
     *
     * @param builder a fresh builder of it; it is filled
     * @throws IllegalArgumentException when a member does not exist or has another type, or is {@link Value.Cleared} or
     *     {@link Value.Unresolved}: these must be settled before a request is made. The message names the path
     */
    public static <T, B extends SdkPojo & SdkBuilder<B, T>> T to(Value.Structure value, B builder) {
        fill(value, builder, KeyedPath.root());
        return builder.build();
    }

    private static Value value(Object object) {
        if (object instanceof SdkPojo structure) {
            return from(structure);
        }
        if (object instanceof List<?> list) {
            return new Value.Sequence(
                    list.stream().map(SdkValues::valueOrCleared).toList());
        }
        if (object instanceof Map<?, ?> map) {
            Map<String, Value> entries = new LinkedHashMap<>();
            map.forEach((key, entry) -> entries.put(key.toString(), valueOrCleared(entry)));
            return new Value.Mapping(entries);
        }
        if (object instanceof Number number) {
            return Value.Numeral.parse(number.toString());
        }
        if (object instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        if (object instanceof Instant instant) {
            return new Value.Moment(instant);
        }
        if (object instanceof Document document) {
            return SdkDocuments.from(document);
        }
        if (object instanceof String text) {
            return new Value.Text(text);
        }
        throw new IllegalStateException("no value has the SDK type " + object.getClass());
    }

    private static Value valueOrCleared(@Nullable Object object) {
        return object == null ? new Value.Cleared() : value(object);
    }

    private static void fill(Value.Structure value, SdkPojo builder, KeyedPath path) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        builder.sdkFields().forEach(field -> fields.put(ApiNames.camelCase(field.locationName()), field));
        value.members().forEach((name, member) -> {
            SdkField<?> field = fields.get(name);
            if (field == null) {
                throw new IllegalArgumentException(path.member(name) + ": there is no such member");
            }
            field.set(builder, object(member, field, path.member(name)));
        });
    }

    private static Object object(Value value, SdkField<?> field, KeyedPath path) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.DOCUMENT)) {
            return SdkDocuments.to(value, path);
        }
        if (value instanceof Value.Structure structure && type.equals(MarshallingType.SDK_POJO)) {
            SdkPojo builder = field.constructor().get();
            fill(structure, builder, path);
            return ((Buildable) builder).build();
        }
        if (value instanceof Value.Sequence sequence && type.equals(MarshallingType.LIST)) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> objects = new ArrayList<>();
            for (Value each : sequence.elements()) {
                objects.add(object(each, element, path.index(objects.size())));
            }
            return objects;
        }
        if (value instanceof Value.Mapping mapping && type.equals(MarshallingType.MAP)) {
            SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> objects = new LinkedHashMap<>();
            mapping.entries().forEach((key, each) -> objects.put(key, object(each, entry, path.member(key))));
            return objects;
        }
        Object scalar = value instanceof Value.Scalar text ? scalar(text, type, path) : null;
        if (scalar == null) {
            throw new IllegalArgumentException(
                    path + ": " + value.getClass().getSimpleName() + " cannot be sent as " + type.getTargetClass());
        }
        return scalar;
    }

    private static @Nullable Object scalar(Value.Scalar value, MarshallingType<?> type, KeyedPath path) {
        if (value instanceof Value.Text text && type.equals(MarshallingType.STRING)) {
            return text.text();
        }
        if (value instanceof Value.Flag flag && type.equals(MarshallingType.BOOLEAN)) {
            return flag.on();
        }
        if (value instanceof Value.Moment moment && type.equals(MarshallingType.INSTANT)) {
            return moment.instant();
        }
        return value instanceof Value.Numeral numeral ? number(numeral, type, path) : null;
    }

    private static @Nullable Object number(Value.Numeral numeral, MarshallingType<?> type, KeyedPath path) {
        try {
            if (type.equals(MarshallingType.INTEGER)) {
                return numeral.number().intValueExact();
            }
            if (type.equals(MarshallingType.LONG)) {
                return numeral.number().longValueExact();
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(path + ": " + numeral.number() + " does not fit", e);
        }
        return type.equals(MarshallingType.DOUBLE) ? (Object) numeral.number().doubleValue() : null;
    }
}
