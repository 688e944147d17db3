package io.github.ecsmaven.local.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsmaven.local.problem.PortTakenException;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP server on 127.0.0.1 alone, on daemon threads, so that it never keeps a JVM alive. Every answer says that it
 * does not come from AWS.
 */
public final class LoopbackServer implements AutoCloseable {
    /** A longer request is refused with status 413. */
    public static final int MOST_BODY_BYTES = 4 * 1024 * 1024;

    /** So much of a request that is too long is still taken, so that its client comes to reading the answer. */
    private static final int MOST_DISCARDED_BYTES = 16 * MOST_BODY_BYTES;

    /** Clients that are slow to send hold one each. */
    private static final int THREADS = 64;

    /**
     * The JDK's server sends an answer's head and body apart; without this the kernel holds the body back for 40 ms. The
     * server reads it once, when the JVM first uses one, and has no other way to be told.
     */
    private static final String SEND_AT_ONCE = "sun.net.httpserver.nodelay";

    private static final String REQUEST_ID = "x-amzn-RequestId";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Consumer<String> log;

    private LoopbackServer(HttpServer server, Consumer<String> log) {
        this.server = server;
        this.log = log;
        this.threads = threads();
        server.setExecutor(threads);
    }

    /**
     * Takes the port, without answering yet.
     *
     * @param port 0 for any free one
     * @throws PortTakenException when it is
     */
    public static LoopbackServer bind(int port, Consumer<String> log) {
        return tryBind(port, log).orElseThrow(() -> new PortTakenException(port));
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
     * @param pages by exact path, for GET; by a path that ends in a slash, for everything below it and every method
     * @param calls what answers POST on the root path, and GET with a query there
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
            HttpCall head = head(exchange);
            HttpEndpoint endpoint = guarded(route(head, pages, calls));
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
            HttpAnswer answer;
            if (body.length > MOST_BODY_BYTES) {
                discard(exchange.getRequestBody());
                answer = endpoint.tooLong(head);
            } else {
                answer = endpoint.answer(head.withBody(SdkBytes.fromByteArrayUnsafe(body)));
            }
            List<String> encodings = head.headers().getOrDefault("accept-encoding", List.of());
            write(exchange, BodyCoding.forClient(answer, encodings));
        } catch (IOException gone) {
            log.accept("a client went away during its call: " + gone.getMessage());
        }
    }

    private static void discard(InputStream rest) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int read = 0;
        for (long total = 0; total < MOST_DISCARDED_BYTES && read >= 0; total += read) {
            read = rest.read(buffer);
        }
    }

    private static HttpEndpoint route(HttpCall head, Map<String, HttpEndpoint> pages, HttpEndpoint calls) {
        HttpEndpoint page = pages.get(head.path());
        if (page != null) {
            return head.method().equals("GET")
                    ? page
                    : call -> HttpAnswer.text(405, "ecs-local: " + head.path() + " is only there for GET");
        }
        Optional<HttpEndpoint> folder = pages.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/") && head.path().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (folder.isPresent()) {
            return folder.get();
        }
        boolean query = head.method().equals("GET") && !head.query().isEmpty();
        if (head.path().equals("/") && (head.method().equals("POST") || query)) {
            return calls;
        }
        return call -> HttpAnswer.text(404, "ecs-local, not AWS: nothing is at " + head.method() + " " + head.path());
    }

    /** A defect is answered and logged, and never breaks the connection off. */
    private HttpEndpoint guarded(HttpEndpoint endpoint) {
        return new HttpEndpoint() {
            @Override
            public HttpAnswer answer(HttpCall call) {
                return orFailure(call, endpoint::answer);
            }

            @Override
            public HttpAnswer tooLong(HttpCall call) {
                return orFailure(call, endpoint::tooLong);
            }
        };
    }

    private HttpAnswer orFailure(HttpCall call, Function<HttpCall, HttpAnswer> endpoint) {
        try {
            return endpoint.apply(call);
        } catch (RuntimeException e) {
            log.accept("failed at " + call.method() + " " + call.path() + ": " + e);
            return HttpAnswer.text(500, "ecs-local: failed; its log says more");
        }
    }

    private static HttpCall head(HttpExchange exchange) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery();
        return new HttpCall(
                exchange.getRequestMethod(),
                uri.getRawPath() == null ? "" : uri.getRawPath(),
                query == null ? "" : query,
                headers,
                SdkBytes.fromByteArray(new byte[0]));
    }

    private static void write(HttpExchange exchange, HttpAnswer answer) throws IOException {
        exchange.getResponseHeaders().set("Server", "ecs-local");
        exchange.getResponseHeaders().set("x-ecs-local", "not-aws");
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set(REQUEST_ID, UUID.randomUUID().toString());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = exchange.getRequestMethod().equals("HEAD")
                ? new byte[0]
                : answer.body().asByteArray();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon("ecs-local", task));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
