package io.github.ecsmaven.local;

import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.wire.LoopbackServer;
import java.util.function.Consumer;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Remembers the port, so that a client's configuration is still right after a restart. */
final class PortSection implements StateSection {
    private static final int NONE = 0;

    private int port = NONE;

    /**
     * Takes the wanted port; when none is wanted the one from before, or else any.
     *
     * @throws EcsLocalException when a port is wanted and taken
     */
    LoopbackServer bind(int wanted, Consumer<String> log) {
        LoopbackServer server = wanted == NONE && port != NONE
                ? LoopbackServer.tryBind(port, log).orElseGet(() -> LoopbackServer.bind(NONE, log))
                : LoopbackServer.bind(wanted, log);
        if (wanted == NONE && port != NONE && server.port() != port) {
            log.accept("port " + port + " from before is taken, now it is " + server.port());
        }
        port = server.port();
        return server;
    }

    @Override
    public String name() {
        return "port";
    }

    @Override
    public void write(JsonWriter json) {
        json.writeValue(port);
    }

    @Override
    public void read(JsonNode json) {
        int read = Integer.parseInt(json.asNumber());
        if (read < 1 || read > 65535) {
            throw new IllegalArgumentException(read + " is not a port");
        }
        port = read;
    }
}
