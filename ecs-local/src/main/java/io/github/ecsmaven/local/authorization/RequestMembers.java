package io.github.ecsmaven.local.authorization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** A request's members by their names in the API, without regard to case. Nothing of it has been checked. */
final class RequestMembers {
    private final SdkPojo request;

    RequestMembers(SdkPojo request) {
        this.request = request;
    }

    private @Nullable Object value(String name) {
        for (SdkField<?> field : request.sdkFields()) {
            if (field.memberName().equalsIgnoreCase(name)) {
                return field.getValueOrDefault(request);
            }
        }
        return null;
    }

    /** The first of these members that is a text; empty where none is given. */
    Optional<String> text(String... names) {
        for (String name : names) {
            if (value(name) instanceof String text && !text.isEmpty()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /** A flag as conditions compare it. */
    Optional<String> flag(String name) {
        return value(name) instanceof Boolean flag ? Optional.of(flag.toString()) : Optional.empty();
    }

    /** The texts of a list; none where it is not given. */
    List<String> texts(String name) {
        return value(name) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /** The shapes of a list; none where it is not given. */
    List<RequestMembers> shapes(String name) {
        return value(name) instanceof List<?> list
                ? list.stream()
                        .filter(SdkPojo.class::isInstance)
                        .map(SdkPojo.class::cast)
                        .map(RequestMembers::new)
                        .toList()
                : List.of();
    }

    /** A structure; empty where it is not given. */
    Optional<RequestMembers> shape(String name) {
        return value(name) instanceof SdkPojo shape ? Optional.of(new RequestMembers(shape)) : Optional.empty();
    }

    /** The member {@code tags}: a map, or a list of keys and values. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        if (value("tags") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
        }
        for (RequestMembers tag : shapes("tags")) {
            tag.text("key").ifPresent(key -> tags.put(key, tag.text("value").orElse("")));
        }
        return tags;
    }

    /** Every text of a member with that name, however deep it is. */
    List<String> everywhere(String name) {
        List<String> found = new ArrayList<>();
        collect(request, name, found);
        return found;
    }

    private static void collect(@Nullable Object value, String name, List<String> found) {
        if (value instanceof SdkPojo shape) {
            for (SdkField<?> field : shape.sdkFields()) {
                Object member = field.getValueOrDefault(shape);
                if (member instanceof String text && field.memberName().equalsIgnoreCase(name)) {
                    found.add(text);
                } else {
                    collect(member, name, found);
                }
            }
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, name, found));
        } else if (value instanceof Map<?, ?> map) {
            Stream.of(map.values().toArray()).forEach(each -> collect(each, name, found));
        }
    }
}
