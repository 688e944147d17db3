package io.github.ecsmaven.local.state;

import java.util.List;
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

    /**
     * What its changes are kept by, together all that it holds. Without any of its own a section is compared whole after
     * each write, which is right for a short one only.
     */
    default List<StatePart> parts() {
        return List.of(new WholePart("all", this::write, this::read));
    }
}
