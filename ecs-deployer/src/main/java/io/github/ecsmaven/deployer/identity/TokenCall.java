package io.github.ecsmaven.deployer.identity;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request for a token. Prints neither its headers nor its query.
 *
 * @param service who is asked, for messages: {@code GitHub Actions}
 * @param method {@code GET} or {@code POST}, without a body
 * @param url what is asked
 * @param headers by name
 * @param secrets that the headers hold
 * @param pointer where the token is in the JSON answered; null: the answer is the token
 * @param refusal the cure where the service says that the job may not have one
 * @param route how it is reached
 */
record TokenCall(
        String service,
        String method,
        URI url,
        Map<String, String> headers,
        List<String> secrets,
        @Nullable JsonPointer pointer,
        String refusal,
        Route route) {
    TokenCall {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }

    /** How a service is reached. */
    enum Route {
        /** By the proxy of this JVM where it has one. */
        USUAL,
        /** Never by a proxy. */
        DIRECT
    }

    /** A GET whose answer is the token. */
    static TokenCall get(String service, URI url) {
        return new TokenCall(service, "GET", url, Map.of(), List.of(), null, "", Route.USUAL);
    }

    /** The same as a POST. */
    TokenCall post() {
        return new TokenCall(service, "POST", url, headers, secrets, pointer, refusal, route);
    }

    /** The same with a header. */
    TokenCall header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new TokenCall(service, method, url, more, secrets, pointer, refusal, route);
    }

    /** The same with a secret that one of its headers holds. */
    TokenCall keeping(String secret) {
        List<String> more = new ArrayList<>(secrets);
        more.add(secret);
        return new TokenCall(service, method, url, headers, more, pointer, refusal, route);
    }

    /** The same, with the token at a place in the JSON answered. */
    TokenCall tokenAt(@Nullable String text) {
        return new TokenCall(
                service, method, url, headers, secrets, text == null ? null : new JsonPointer(text), refusal, route);
    }

    /** The same with what cures a refusal. */
    TokenCall refusedFor(String cure) {
        return new TokenCall(service, method, url, headers, secrets, pointer, cure, route);
    }

    /** The same, past any proxy. */
    TokenCall direct() {
        return new TokenCall(service, method, url, headers, secrets, pointer, refusal, Route.DIRECT);
    }

    /** Where the token is. */
    Optional<JsonPointer> findPointer() {
        return Optional.ofNullable(pointer);
    }

    /** The URL without what may be secret in it. */
    String place() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return method + " " + url.getScheme() + "://" + url.getHost() + port + path;
    }

    @Override
    public String toString() {
        return "TokenCall[" + place() + "]";
    }
}
