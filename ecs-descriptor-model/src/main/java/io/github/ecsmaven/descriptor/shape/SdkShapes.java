package io.github.ecsmaven.descriptor.shape;

import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.Shape.ListShape;
import io.github.ecsmaven.descriptor.shape.Shape.MapShape;
import io.github.ecsmaven.descriptor.shape.Shape.ScalarShape;
import io.github.ecsmaven.descriptor.value.ApiNames;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;

/** Shapes from the metadata that the SDK generates into each of its model classes. */
final class SdkShapes {
    private static final Map<MarshallingType<?>, Kind> KINDS = Map.of(
            MarshallingType.STRING, Kind.TEXT,
            MarshallingType.INTEGER, Kind.INTEGER,
            MarshallingType.LONG, Kind.LONG,
            MarshallingType.DOUBLE, Kind.DECIMAL,
            MarshallingType.BOOLEAN, Kind.BOOLEAN,
            MarshallingType.INSTANT, Kind.INSTANT,
            MarshallingType.DOCUMENT, Kind.DOCUMENT);

    private SdkShapes() {}

    /** @param builder a builder of the structure */
    static StructureShape structure(SdkPojo builder) {
        Class<?> model = builder.getClass().getEnclosingClass();
        String name = (model == null ? builder.getClass() : model).getSimpleName();
        return new StructureShape(
                name,
                () -> builder.sdkFields().stream()
                        .map(field -> new Member(ApiNames.camelCase(field.locationName()), shape(field)))
                        .toList());
    }

    private static Shape shape(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            return structure(field.constructor().get());
        }
        if (type.equals(MarshallingType.LIST)) {
            return new ListShape(
                    shape(field.getTrait(ListTrait.class, TraitType.LIST_TRAIT).memberFieldInfo()));
        }
        if (type.equals(MarshallingType.MAP)) {
            return new MapShape(
                    shape(field.getTrait(MapTrait.class, TraitType.MAP_TRAIT).valueFieldInfo()));
        }
        Kind kind = KINDS.get(type);
        if (kind == null) {
            throw new IllegalStateException("a type that no member has: " + field.locationName() + " " + type);
        }
        return new ScalarShape(kind);
    }
}
