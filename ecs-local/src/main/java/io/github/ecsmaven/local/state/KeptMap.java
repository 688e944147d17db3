package io.github.ecsmaven.local.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * Values by key that notices which of them change. A value that is changed in place must be named by {@link #changed};
 * for immutable ones {@link #put} and {@link #remove} are enough.
 */
public final class KeptMap<V> implements StatePart {
    private final Map<String, V> byKey;
    private final BiConsumer<V, JsonWriter> write;
    private final Function<JsonNode, V> read;
    private final KeyedPart changes;

    private KeptMap(String name, Map<String, V> byKey, BiConsumer<V, JsonWriter> write, Function<JsonNode, V> read) {
        this.byKey = byKey;
        this.write = write;
        this.read = read;
        this.changes = new KeyedPart(name, new Values());
    }

    /** An empty one that is sorted by key. */
    public static <V> KeptMap<V> sorted(String name, BiConsumer<V, JsonWriter> write, Function<JsonNode, V> read) {
        return new KeptMap<>(name, new TreeMap<>(), write, read);
    }

    /** An empty one in the order in which keys were added; a key that was taken away must not come again. */
    public static <V> KeptMap<V> inOrder(String name, BiConsumer<V, JsonWriter> write, Function<JsonNode, V> read) {
        return new KeptMap<>(name, new LinkedHashMap<>(), write, read);
    }

    /** The value, if there is one. */
    public Optional<V> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Whether there is a value. */
    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** Adds a value, or replaces the one that is there. */
    public void put(String key, V value) {
        if (byKey.put(key, value) != value) {
            changes.changed(key);
        }
    }

    /** Takes a value away, if there is one. */
    public Optional<V> remove(String key) {
        Optional<V> removed = Optional.ofNullable(byKey.remove(key));
        if (removed.isPresent()) {
            changes.changed(key);
        }
        return removed;
    }

    /** Takes away what fits. */
    public void removeIf(BiPredicate<String, V> fits) {
        List<String> removed = new ArrayList<>();
        byKey.forEach((key, value) -> {
            if (fits.test(key, value)) {
                removed.add(key);
            }
        });
        removed.forEach(this::remove);
    }

    /** Says that the value of this key was changed in place. */
    public void changed(String key) {
        changes.changed(key);
    }

    /** The values in their order, for reading. */
    public Collection<V> values() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    /** Keys and values in their order, for reading. */
    public Map<String, V> entries() {
        return Collections.unmodifiableMap(byKey);
    }

    /** Takes all away. */
    public void clear() {
        byKey.keySet().forEach(changes::changed);
        byKey.clear();
    }

    @Override
    public String name() {
        return changes.name();
    }

    @Override
    public boolean hasChanged() {
        return changes.hasChanged();
    }

    @Override
    public void writeChanges(JsonWriter json) {
        changes.writeChanges(json);
    }

    @Override
    public void applyChanges(JsonNode json) {
        changes.applyChanges(json);
    }

    @Override
    public void kept() {
        changes.kept();
    }

    private final class Values implements KeyedPart.Entries {
        @Override
        public boolean has(String key) {
            return byKey.containsKey(key);
        }

        @Override
        public void write(String key, JsonWriter json) {
            write.accept(byKey.get(key), json);
        }

        @Override
        public void put(String key, JsonNode value) {
            byKey.put(key, read.apply(value));
        }

        @Override
        public void remove(String key) {
            byKey.remove(key);
        }
    }
}
