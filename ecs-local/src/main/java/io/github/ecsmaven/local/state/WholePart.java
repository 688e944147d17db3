package io.github.ecsmaven.local.state;

import java.util.Arrays;
import java.util.function.Consumer;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** A part that is short enough to be compared whole and written whole. */
public final class WholePart implements StatePart {
    private final String name;
    private final Consumer<JsonWriter> write;
    private final Consumer<JsonNode> read;
    private byte[] keptLast = {};

    /**
     * @param write writes it as one JSON value
     * @param read replaces it by what was written
     */
    public WholePart(String name, Consumer<JsonWriter> write, Consumer<JsonNode> read) {
        this.name = name;
        this.write = write;
        this.read = read;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hasChanged() {
        return !Arrays.equals(written(), keptLast);
    }

    @Override
    public void writeChanges(JsonWriter json) {
        write.accept(json);
    }

    @Override
    public void applyChanges(JsonNode json) {
        read.accept(json);
    }

    @Override
    public void kept() {
        keptLast = written();
    }

    private byte[] written() {
        JsonWriter json = JsonWriter.create();
        write.accept(json);
        return json.getBytes();
    }
}
