package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One difference that was made on purpose.
 *
 * @param path what was changed, removed or added
 * @param named where a comparison may name it: at or below these
 * @param before null where it was added
 * @param after null where it was removed
 * @param holder the structure that has it, as it was; null until known
 * @param whole the value with the change, as far outwards as the change has been carried; null where nothing is left
 */
record Change(
        KeyedPath path,
        Set<KeyedPath> named,
        @Nullable Value before,
        @Nullable Value after,
        Value.@Nullable Structure holder,
        @Nullable Value whole) {
    Change {
        named = Set.copyOf(named);
    }

    static Change of(KeyedPath path, KeyedPath named, @Nullable Value before, @Nullable Value after, Value whole) {
        return new Change(path, Set.of(named), before, after, null, whole);
    }

    /** The same, seen from further outwards. */
    Change within(@Nullable Value outer) {
        return new Change(path, named, before, after, holder, outer);
    }

    /** The same, which a comparison may name elsewhere: the element that it is in has another key now. */
    Change namedAt(Set<KeyedPath> elsewhere) {
        return new Change(path, elsewhere, before, after, holder, whole);
    }

    /** The same, where no structure further inwards holds it. */
    Change heldBy(Value.Structure structure) {
        return holder != null ? this : new Change(path, named, before, after, structure, whole);
    }

    /** {@code changed}, {@code removed} or {@code added}, and where. */
    String description() {
        return (before == null ? "added " : after == null ? "removed " : "changed ") + path;
    }

    /** Whether a comparison that names {@code name} names this. */
    boolean isNamedBy(KeyedPath name) {
        return named.stream().anyMatch(name::startsWith);
    }
}
