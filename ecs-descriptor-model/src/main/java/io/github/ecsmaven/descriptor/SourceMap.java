package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where each value of a descriptor was written.
 *
 * @param positions by keyed path from the descriptor's root, {@code service.desiredCount}
 */
public record SourceMap(Map<KeyedPath, SourcePosition> positions) {
    public SourceMap {
        // Not Map.copyOf: paths that end in successive numbers have successive hashes, which it looks through one by
        // one.
        positions = Collections.unmodifiableMap(new HashMap<>(positions));
    }

    /** The place of a value; of the nearest enclosing one where it has none of its own. */
    public Optional<SourcePosition> of(KeyedPath path) {
        for (int length = path.segments().size(); length >= 0; length--) {
            SourcePosition found = positions.get(new KeyedPath(path.segments().subList(0, length)));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
