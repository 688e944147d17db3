package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** What was put on scalable targets, by target and name: policies, scheduled actions, or the targets themselves. */
final class Registry<T extends SdkPojo> {
    private static final String SEPARATOR = "\n";

    private final KeptMap<T> byKey;

    /**
     * @param name tells it from others in the state
     * @param builder a new builder of what is kept
     */
    Registry(String name, Supplier<? extends SdkPojo> builder) {
        this.byKey = KeptMap.sorted(name, ShapeJson::write, json -> ShapeJson.read(json, builder.get()));
    }

    Optional<T> find(Target target, String name, CallContext call) {
        return byKey.find(key(target, name, call));
    }

    void put(Target target, String name, T value, CallContext call) {
        byKey.put(key(target, name, call), value);
    }

    Optional<T> remove(Target target, String name, CallContext call) {
        return byKey.remove(key(target, name, call));
    }

    /** Takes away all that is on a target. */
    void removeAll(Target target, CallContext call) {
        byKey.removeIf((key, value) -> key.startsWith(key(target, "", call)));
    }

    /** All of a Region, by target and name. */
    List<T> all(CallContext call) {
        List<T> here = new ArrayList<>();
        byKey.entries().forEach((key, value) -> {
            if (key.startsWith(call.region() + " ")) {
                here.add(value);
            }
        });
        return here;
    }

    private static String key(Target target, String name, CallContext call) {
        return target.key(call) + SEPARATOR + name;
    }

    StatePart part() {
        return byKey;
    }

    void write(JsonWriter json) {
        json.writeStartObject();
        byKey.entries().forEach((key, value) -> {
            json.writeFieldName(key);
            ShapeJson.write(value, json);
        });
        json.writeEndObject();
    }

    void read(JsonNode json) {
        byKey.clear();
        byKey.applyChanges(json);
    }
}
