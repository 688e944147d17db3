package io.github.ecsmaven.deployer.radosgw;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Discovery documents and key sets of issuers, served on a port of 127.0.0.1. */
final class PublishedIssuers implements AutoCloseable {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String KEYS = "/keys";

    private final HttpServer server;
    private final Map<String, String> documents = new ConcurrentHashMap<>();

    /**
     * @param port 0 for any free one
     * @throws IOException where it is taken or not allowed
     */
    PublishedIssuers(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /**
     * Serves an issuer's documents.
     *
     * @param issuer a URL of this server
     * @param keySet JSON
     */
    void publish(String issuer, String keySet) {
        String path = URI.create(issuer).getPath();
        documents.put(path + DISCOVERY, """
                {"issuer":"%1$s","jwks_uri":"%1$s%2$s","response_types_supported":["id_token"],\
                "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}\
                """.formatted(issuer, KEYS));
        documents.put(path + KEYS, keySet);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String document = documents.get(exchange.getRequestURI().getPath());
            byte[] body = (document == null ? "{}" : document).getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(document == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
