package io.github.ecsmaven.local.state;

import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** A part with many entries, each with a key, whose owner says which of them have changed. */
public final class KeyedPart implements StatePart {
    private final String name;
    private final Entries entries;
    private final Set<String> changed = new LinkedHashSet<>();

    /** The entries themselves. */
    public interface Entries {
        /** Whether there is one. */
        boolean has(String key);

        /** Writes one that is there as a JSON value other than null. */
        void write(String key, JsonWriter json);

        /** Adds one that was written, or puts it in the place of the one that is there. */
        void put(String key, JsonNode value);

        /** Takes one away. */
        void remove(String key);
    }

    /** Nothing has changed yet. */
    public KeyedPart(String name, Entries entries) {
        this.name = name;
        this.entries = entries;
    }

    /** Says that this entry was added, changed or taken away. */
    public void changed(String key) {
        changed.add(key);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hasChanged() {
        return !changed.isEmpty();
    }

    @Override
    public void writeChanges(JsonWriter json) {
        json.writeStartObject();
        for (String key : changed) {
            json.writeFieldName(key);
            if (entries.has(key)) {
                entries.write(key, json);
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
    }

    @Override
    public void applyChanges(JsonNode json) {
        json.asObject().forEach((key, value) -> {
            if (value.isNull()) {
                entries.remove(key);
            } else {
                entries.put(key, value);
            }
        });
    }

    @Override
    public void kept() {
        changed.clear();
    }
}
