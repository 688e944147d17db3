package io.github.ecsmaven.local.ecs.account;

import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The settings that were made, by Region, principal and name. The root user's are the defaults of all others. */
public final class AccountSettings {
    private final Map<String, String> values = new TreeMap<>();

    Optional<String> get(ResourceNames names, String principal, AccountSetting setting) {
        return Optional.ofNullable(values.get(key(names, principal, setting)));
    }

    void put(ResourceNames names, String principal, AccountSetting setting, String value) {
        values.put(key(names, principal, setting), value);
    }

    void remove(ResourceNames names, String principal, AccountSetting setting) {
        values.remove(key(names, principal, setting));
    }

    private static String key(ResourceNames names, String principal, AccountSetting setting) {
        return String.join(" ", names.region(), principal, setting.setting().toString());
    }

    /** Writes all as one JSON object. */
    public void write(JsonWriter json) {
        json.writeStartObject();
        values.forEach((key, value) -> json.writeFieldName(key).writeValue(value));
        json.writeEndObject();
    }

    /** Replaces all by what was written. */
    public void read(JsonNode json) {
        values.clear();
        json.asObject().forEach((key, value) -> values.put(key, value.asString()));
    }
}
