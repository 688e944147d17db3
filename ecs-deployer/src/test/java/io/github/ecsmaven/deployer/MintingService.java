package io.github.ecsmaven.deployer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A token service on loopback: a new token of ecs-local's issuer for each request, and something around it. */
final class MintingService implements AutoCloseable {
    private final EcsLocal local;
    private final HttpServer server;
    private final List<String> given = Collections.synchronizedList(new ArrayList<>());
    private volatile TokenRequest request =
            new TokenRequest(LocalAccount.SUBJECT, "sts.amazonaws.com", Duration.ofMinutes(5), Map.of());
    private volatile Runnable before = () -> {};
    private volatile Runnable after = () -> {};

    MintingService(EcsLocal local) {
        this.local = local;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        before.run();
        String token = local.mint(request);
        given.add(token);
        after.run();
        byte[] body = token.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Other tokens from now on. */
    void tokens(UnaryOperator<TokenRequest> change) {
        request = change.apply(request);
    }

    /** Happens after a request has come, before its token is minted. */
    void beforeEach(Runnable happening) {
        before = happening;
    }

    /** Happens when a token has been minted, before it is given. */
    void afterEach(Runnable happening) {
        after = happening;
    }

    /** The same, once. */
    void afterTheNext(Runnable happening) {
        after = () -> {
            after = () -> {};
            happening.run();
        };
    }

    /** The tokens that were asked for so far. */
    List<String> given() {
        return List.copyOf(given);
    }

    /** As a descriptor has it: {@code identity.webIdentity}. */
    String setting() {
        return "{ provider: http, url: \"http://127.0.0.1:"
                + server.getAddress().getPort() + "/token\" }";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
