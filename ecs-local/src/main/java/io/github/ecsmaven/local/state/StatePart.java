package io.github.ecsmaven.local.state;

import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * A part of a section that can say what of it has changed, so that a change costs what it is long and not what the whole
 * state is long. The server calls it under the lock of the whole state.
 */
public interface StatePart {
    /** Tells it from the other parts of its section. */
    String name();

    /** Whether it differs from what was kept last. */
    boolean hasChanged();

    /** Writes what has changed as one JSON value; called only when something has. */
    void writeChanges(JsonWriter json);

    /** Does again what was written; in the same order on the same state that makes the same state. */
    void applyChanges(JsonNode json);

    /** What it holds now is on the disk: changes are counted from here on. */
    void kept();
}
