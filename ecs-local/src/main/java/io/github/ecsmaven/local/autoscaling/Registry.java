package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** What was put on scalable targets, by target and name: policies, scheduled actions, or the targets themselves. */
final class Registry<T extends SdkPojo> {
    private static final String SEPARATOR = "\n";

    private final Supplier<? extends SdkPojo> builder;
    private final Map<String, T> byKey = new TreeMap<>();

    /**
     * @param builder a new builder of what is kept
     */
    Registry(Supplier<? extends SdkPojo> builder) {
        this.builder = builder;
    }

    Optional<T> find(Target target, String name, CallContext call) {
        return Optional.ofNullable(byKey.get(key(target, name, call)));
    }

    void put(Target target, String name, T value, CallContext call) {
        byKey.put(key(target, name, call), value);
    }

    Optional<T> remove(Target target, String name, CallContext call) {
        return Optional.ofNullable(byKey.remove(key(target, name, call)));
    }

    /** Takes away all that is on a target. */
    void removeAll(Target target, CallContext call) {
        byKey.keySet().removeIf(key -> key.startsWith(key(target, "", call)));
    }

    /** All of a Region, by target and name. */
    List<T> all(CallContext call) {
        List<T> here = new ArrayList<>();
        byKey.forEach((key, value) -> {
            if (key.startsWith(call.region() + " ")) {
                here.add(value);
            }
        });
        return here;
    }

    private static String key(Target target, String name, CallContext call) {
        return target.key(call) + SEPARATOR + name;
    }

    void write(JsonWriter json) {
        json.writeStartObject();
        byKey.forEach((key, value) -> {
            json.writeFieldName(key);
            ShapeJson.write(value, json);
        });
        json.writeEndObject();
    }

    void read(JsonNode json) {
        byKey.clear();
        json.asObject().forEach((key, value) -> byKey.put(key, ShapeJson.read(value, builder.get())));
    }
}
