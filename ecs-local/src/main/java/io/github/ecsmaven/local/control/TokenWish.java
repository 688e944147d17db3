package io.github.ecsmaven.local.control;

import io.github.ecsmaven.local.token.CiShape;
import io.github.ecsmaven.local.token.OidcIssuer;
import io.github.ecsmaven.local.token.TokenFault;
import io.github.ecsmaven.local.token.TokenRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * The body of {@code POST token}.
 *
 * @param request the token that it asks for
 */
record TokenWish(TokenRequest request) {
    private static final Set<String> MEMBERS =
            Set.of("ci", "project", "branch", "subject", "issuer", "audience", "lifetime", "claims", "faults");

    /** @throws IllegalArgumentException when it asks for nothing that can be minted */
    static TokenWish of(Map<String, JsonNode> wish) {
        Set<String> unknown = new TreeSet<>(wish.keySet());
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("a token has " + new TreeSet<>(MEMBERS) + "; this has " + unknown);
        }
        TokenRequest request = beginning(wish);
        if (wish.containsKey("issuer")) {
            request = request.withIssuer(text(wish, "issuer"));
        }
        JsonNode audience = wish.get("audience");
        if (audience != null) {
            List<String> audiences = texts("audience", audience);
            request = request.withAudience(
                    audiences.get(0), audiences.subList(1, audiences.size()).toArray(String[]::new));
        }
        if (wish.containsKey("lifetime")) {
            request = request.withLifetime(lifetime(text(wish, "lifetime")));
        }
        JsonNode claims = wish.get("claims");
        if (claims != null) {
            if (!claims.isObject()) {
                throw new IllegalArgumentException("'claims' is an object");
            }
            for (Map.Entry<String, JsonNode> claim : claims.asObject().entrySet()) {
                request = request.withClaim(claim.getKey(), value(claim.getValue()));
            }
        }
        JsonNode faults = wish.get("faults");
        if (faults != null) {
            for (JsonNode fault : faults.isArray() ? faults.asArray() : List.of(faults)) {
                request = request.withFault(oneOf("faults", fault, TokenFault.values()));
            }
        }
        return new TokenWish(request);
    }

    private static TokenRequest beginning(Map<String, JsonNode> wish) {
        JsonNode ci = wish.get("ci");
        if (ci == null) {
            return TokenRequest.forSubject(text(wish, "subject"));
        }
        TokenRequest shaped = oneOf("ci", ci, CiShape.values()).of(text(wish, "project"), text(wish, "branch"));
        return wish.containsKey("subject") ? shaped.withSubject(text(wish, "subject")) : shaped;
    }

    byte[] answered(OidcIssuer issuer) {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("token").writeValue(issuer.mint(request));
        return json.writeEndObject().getBytes();
    }

    static <E extends Enum<E>> E oneOf(String member, JsonNode json, E[] values) {
        return Arrays.stream(values)
                .filter(value -> json.isString() && value.name().equals(json.asString()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + member + "' is one of " + Arrays.toString(values)));
    }

    private static String text(Map<String, JsonNode> wish, String member) {
        JsonNode json = wish.get(member);
        if (json == null || !json.isString() || json.asString().isEmpty()) {
            throw new IllegalArgumentException("'" + member + "' is needed, and is text");
        }
        return json.asString();
    }

    private static List<String> texts(String member, JsonNode json) {
        List<String> texts = (json.isArray() ? json.asArray() : List.of(json))
                .stream().filter(JsonNode::isString).map(JsonNode::asString).toList();
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("'" + member + "' is text, or a list of texts");
        }
        return texts;
    }

    private static Duration lifetime(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException notOne) {
            throw new IllegalArgumentException("'lifetime' is a duration of ISO 8601 such as \"PT5M\"", notOne);
        }
    }

    private static Object value(JsonNode json) {
        if (json.isString()) {
            return json.asString();
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        if (json.isNumber()) {
            return new BigDecimal(json.asNumber());
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.asArray().forEach(each -> list.add(value(each)));
            return list;
        }
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.asObject().forEach((key, each) -> map.put(key, value(each)));
            return map;
        }
        throw new IllegalArgumentException("a claim cannot be null");
    }
}
