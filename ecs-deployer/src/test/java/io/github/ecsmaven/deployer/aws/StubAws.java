package io.github.ecsmaven.deployer.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server on loopback that answers what a test wants AWS, or a stranger in its place, to answer. */
public final class StubAws implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> answers;

    public StubAws(Function<Request, Answer> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** What came in. */
    public record Request(String operation, Map<String, String> headers, String body) {
        /** A parameter of the query protocol. */
        public String parameter(String name) {
            for (String pair : body.split("&")) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
            return "";
        }
    }

    /** What goes out; {@code announced} may promise more bytes than the body has. */
    public record Answer(int status, String type, Map<String, String> headers, String body, int announced) {
        public static Answer of(int status, String type, String body) {
            return new Answer(status, type, Map.of(), body, body.getBytes(StandardCharsets.UTF_8).length);
        }

        public static Answer json(String body) {
            return of(200, "application/x-amz-json-1.1", body).with("x-amzn-RequestId", "request-1");
        }

        public static Answer error(int status, String code, String message) {
            return of(
                            status,
                            "application/x-amz-json-1.1",
                            "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}")
                    .with("x-amzn-RequestId", "request-1");
        }

        public static Answer xml(int status, String body) {
            return of(status, "text/xml", body).with("x-amzn-RequestId", "request-1");
        }

        public Answer with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Answer(status, type, more, body, announced);
        }

        public Answer announcing(int bytes) {
            return new Answer(status, type, headers, body, bytes);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** This server as the endpoint of every service, with one attempt and without patience. */
    public AwsEndpoint endpoint() {
        return new AwsEndpoint("eu-west-1", uri(), 1, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    public void answer(Function<Request, Answer> other) {
        answers = other;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<String> operations() {
        return requests.stream().map(Request::operation).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = headers.getOrDefault("X-amz-target", "");
        Request plain = new Request(target.substring(target.lastIndexOf('.') + 1), headers, body);
        Request request = target.isEmpty() ? new Request(plain.parameter("Action"), headers, body) : plain;
        requests.add(request);
        Answer answer = answers.apply(request);
        exchange.getResponseHeaders().add("Content-Type", answer.type());
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(answer.status(), answer.announced() == 0 ? -1 : answer.announced());
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush();
            }
        }
    }
}
