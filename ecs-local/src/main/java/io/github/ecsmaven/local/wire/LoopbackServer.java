package io.github.ecsmaven.local.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP server on 127.0.0.1 alone, on daemon threads, so that it never keeps a JVM alive. Every answer says that it
 * does not come from AWS.
 */
public final class LoopbackServer implements AutoCloseable {
    /** A longer request is refused with status 413. */
    public static final int MOST_BODY_BYTES = 4 * 1024 * 1024;

    private static final int THREADS = 8;

    /**
     * The JDK's server sends an answer's head and body apart; without this the kernel holds the body back for 40 ms. The
     * server reads it once, when the JVM first uses one, and has no other way to be told.
     */
    private static final String SEND_AT_ONCE = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Consumer<String> log;

    private LoopbackServer(HttpServer server, Consumer<String> log) {
        this.server = server;
        this.log = log;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> daemon("ecs-local", task));
        server.setExecutor(threads);
    }

    /**
     * Takes the port, without answering yet.
     *
     * @param port 0 for any free one
     * @throws EcsLocalException when the port is taken
     */
    public static LoopbackServer bind(int port, Consumer<String> log) {
        return tryBind(port, log)
                .orElseThrow(() -> new EcsLocalException(
                        "port " + port + " of 127.0.0.1 is taken by another process; stop that process, give "
                                + "another port, or port 0 for any free one",
                        null));
    }

    /** Like {@link #bind}, but empty when the port is taken. */
    public static Optional<LoopbackServer> tryBind(int port, Consumer<String> log) {
        if (System.getProperty(SEND_AT_ONCE) == null) {
            System.setProperty(SEND_AT_ONCE, "true");
        }
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return Optional.of(new LoopbackServer(HttpServer.create(new InetSocketAddress(loopback, port), 0), log));
        } catch (BindException taken) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts answering.
     *
     * @param pages by exact path, for GET
     * @param calls what answers POST on the root path
     */
    public void serve(Map<String, HttpEndpoint> pages, HttpEndpoint calls) {
        server.createContext("/", exchange -> handle(exchange, pages, calls));
        // The server's own thread is a daemon only when the thread that starts it is one.
        Thread starter = daemon("ecs-local start", server::start);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it listens: {@code http://127.0.0.1:4566}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The port that was taken. */
    public int port() {
        return address().getPort();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange, Map<String, HttpEndpoint> pages, HttpEndpoint calls) throws IOException {
        try (exchange) {
            HttpCall call = read(exchange);
            HttpAnswer answer = call == null
                    ? HttpAnswer.text(413, "ecs-local: the request is longer than " + MOST_BODY_BYTES + " bytes")
                    : answer(call, pages, calls);
            write(exchange, answer);
        } catch (IOException gone) {
            log.accept("a client went away during its call: " + gone.getMessage());
        }
    }

    private HttpAnswer answer(HttpCall call, Map<String, HttpEndpoint> pages, HttpEndpoint calls) {
        try {
            HttpEndpoint page = pages.get(call.path());
            if (page != null) {
                return call.method().equals("GET")
                        ? page.answer(call)
                        : HttpAnswer.text(405, "ecs-local: " + call.path() + " is only there for GET");
            }
            if (call.path().equals("/") && call.method().equals("POST")) {
                return calls.answer(call);
            }
            return HttpAnswer.text(404, "ecs-local, not AWS: nothing is at " + call.method() + " " + call.path());
        } catch (RuntimeException e) {
            log.accept("failed at " + call.method() + " " + call.path() + ": " + e);
            return HttpAnswer.text(500, "ecs-local: failed; its log says more");
        }
    }

    private static @Nullable HttpCall read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            return null;
        }
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery();
        return new HttpCall(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                query == null ? "" : query,
                headers,
                SdkBytes.fromByteArray(body));
    }

    private static void write(HttpExchange exchange, HttpAnswer answer) throws IOException {
        exchange.getResponseHeaders().set("Server", "ecs-local");
        exchange.getResponseHeaders().set("x-ecs-local", "not-aws");
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().asByteArray();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
