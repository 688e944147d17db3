package io.github.ecsmaven.local.ecs.shape;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Values of enumerated members. The SDK carries an unknown value as plain text and gives an enum constant of its own for
 * it, which is how it is found here without a list of enumerations.
 */
public final class Enumerations {
    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    private Enumerations() {}

    /**
     * A value that its enumeration does not have, anywhere in the shape.
     *
     * @param member its path: {@code containerDefinitions.portMappings.protocol}
     * @param value as it was given
     */
    public record UnknownValue(String member, String value) {
        private UnknownValue below(String parent) {
            return new UnknownValue(parent + "." + member, value);
        }
    }

    /** The first unknown value in the order of the members. */
    public static Optional<UnknownValue> firstUnknown(SdkPojo shape) {
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = Members.get(shape, field.memberName());
            if (value != null) {
                Optional<UnknownValue> found = inMember(shape, field.memberName(), value);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<UnknownValue> inMember(SdkPojo shape, String member, Object value) {
        if (value instanceof SdkPojo nested) {
            return firstUnknown(nested).map(unknown -> unknown.below(member));
        }
        if (value instanceof Collection<?> list) {
            for (Object element : list) {
                if (element instanceof SdkPojo nested) {
                    Optional<UnknownValue> found = firstUnknown(nested).map(unknown -> unknown.below(member));
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return isUnknown(typed(shape, member)) ? Optional.of(new UnknownValue(member, text(value))) : Optional.empty();
    }

    private static String text(Object value) {
        return value instanceof Collection<?> list && list.size() == 1
                ? String.valueOf(list.iterator().next())
                : value.toString();
    }

    private static boolean isUnknown(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(Enumerations::isUnknown);
        }
        return value instanceof Enum<?> constant && constant.name().equals(UNKNOWN);
    }

    /** The member through its typed getter, which bears the member's name. */
    private static @Nullable Object typed(SdkPojo shape, String member) {
        try {
            Method getter = shape.getClass().getMethod(member);
            return getter.invoke(shape);
        } catch (ReflectiveOperationException noSuchGetter) {
            return null;
        }
    }
}
