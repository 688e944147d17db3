package io.github.ecsmaven.local.ecs.shape;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Members of shapes by name. A request and the resource that comes of it share most members; they are copied by the SDK's
 * metadata, so a member that a newer SDK knows travels without a change here.
 */
public final class Members {
    private Members() {}

    /**
     * Sets on {@code target} every member that {@code source} has set, where both have one of that name and type. An
     * explicit empty list counts as set, an absent member changes nothing.
     *
     * @param target a builder
     * @return {@code target}
     */
    public static <B extends SdkPojo> B copy(SdkPojo source, B target) {
        return copyExcept(source, target, Set.of());
    }

    /** As {@link #copy}, without the members named. */
    public static <B extends SdkPojo> B copyExcept(SdkPojo source, B target, Set<String> excluded) {
        Map<String, SdkField<?>> known = new HashMap<>();
        target.sdkFields().forEach(field -> known.put(field.memberName(), field));
        for (SdkField<?> field : source.sdkFields()) {
            SdkField<?> same = known.get(field.memberName());
            Object value = field.getValueOrDefault(source);
            if (same != null
                    && isSet(value)
                    && !excluded.contains(field.memberName())
                    && same.marshallingType().equals(field.marshallingType())) {
                same.set(target, value);
            }
        }
        return target;
    }

    /** The value of a member; null where it is not set or the shape has no such member. */
    public static @Nullable Object get(SdkPojo shape, String member) {
        for (SdkField<?> field : shape.sdkFields()) {
            if (field.memberName().equals(member)) {
                Object value = field.getValueOrDefault(shape);
                return isSet(value) ? value : null;
            }
        }
        return null;
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }
}
