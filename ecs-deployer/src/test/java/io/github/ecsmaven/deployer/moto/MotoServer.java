package io.github.ecsmaven.deployer.moto;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A {@code moto_server} of our own on a loopback port: from {@code PATH}, else from a Python virtual environment that is
 * made below the given folder. See <a href="https://github.com/getmoto/moto">moto</a>.
 */
public final class MotoServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    /** What an attempt to have a server came to. */
    public sealed interface Attempt {}

    /** It answers; the caller closes it. */
    public record Running(MotoServer server) implements Attempt {}

    /** It cannot be had on this machine. */
    public record Unavailable(String reason) implements Attempt {}

    private final Process process;
    private final URI endpoint;
    private final Thread atExit;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.atExit = new Thread(process::destroyForcibly, "moto-server-at-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Whether {@code -Dmoto.required} makes a server that cannot be had a failure. */
    public static boolean isRequired() {
        return Boolean.getBoolean("moto.required");
    }

    /**
     * Starts a server and waits until it answers. A program on {@code PATH} that does not come up (a shim without its
     * package) counts as absent.
     *
     * @param folder where the virtual environment and the server's output go, usually {@code target}
     */
    public static Attempt start(Path folder) throws IOException, InterruptedException {
        MotoInstallation installation = new MotoInstallation(folder);
        Attempt attempt = new Unavailable("moto_server is not on PATH");
        for (Path program : installation.onPath()) {
            attempt = launch(program, folder);
            if (attempt instanceof Running) {
                return attempt;
            }
        }
        MotoInstallation.Result installed = installation.install();
        if (installed instanceof MotoInstallation.Installed found) {
            return launch(found.program(), folder);
        }
        String reason = ((Unavailable) attempt).reason() + "; " + ((MotoInstallation.Failed) installed).reason();
        return new Unavailable(reason);
    }

    /** Where all its services are: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return endpoint;
    }

    /** Forgets everything that was created. */
    public void reset() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
                .timeout(START)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IOException("moto answered its reset with status " + status);
        }
    }

    /** Ends the process that this object started, and waits for it. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            process.onExit().orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException tooLate) {
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroy);
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private static Attempt launch(Path program, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Process process = new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("moto-server.log").toFile())
                .start();
        process.getOutputStream().close();
        MotoServer server = new MotoServer(process, endpoint);
        if (server.answersInTime()) {
            return new Running(server);
        }
        server.close();
        return new Unavailable(program + " did not answer; see moto-server.log");
    }

    /** Asks until it answers; the pause between two questions is the wait for the process to end early. */
    private boolean answersInTime() throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest question = HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
            try {
                if (client.send(question, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return true;
                }
            } catch (IOException notYet) {
                continue;
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
