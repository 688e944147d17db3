package io.github.ecsmaven.local.problem;

/** The port that ecs-local shall listen on is another process's. */
public final class PortTakenException extends EcsLocalException {
    private static final long serialVersionUID = 1L;

    private final int port;

    /** The port of 127.0.0.1 that is taken. */
    public PortTakenException(int port) {
        super(
                "port " + port + " of 127.0.0.1 is taken by another process; stop that process, give another port, or "
                        + "port 0 for any free one",
                null);
        this.port = port;
    }

    /** The one that is taken. */
    public int port() {
        return port;
    }
}
