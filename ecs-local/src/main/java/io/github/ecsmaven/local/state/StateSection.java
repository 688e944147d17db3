package io.github.ecsmaven.local.state;

import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The part of ecs-local's state that one service owns. The server calls it under the lock of the whole state. */
public interface StateSection {
    /** The member of the state file: {@code ecs}. */
    String name();

    /** Writes one JSON value. */
    void write(JsonWriter json);

    /** Replaces all it holds by what was written before. */
    void read(JsonNode json);
}
