package com.example.quickstart;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers GET / with a greeting, and GET /health for the load balancer. */
public final class Greeter {
    private final Map<String, String> environment;

    Greeter(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        new Greeter(System.getenv()).start(port);
    }

    /** Serves until the process ends. Port 0 takes any free one. */
    HttpServer start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }

    String answer(String path) {
        return path.equals("/health")
                ? "ok\n"
                : environment.getOrDefault("GREETING", "Hello") + " " + environment.getOrDefault("VERSION", "") + "\n";
    }
}
