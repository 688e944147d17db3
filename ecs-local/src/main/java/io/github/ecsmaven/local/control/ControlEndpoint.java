package io.github.ecsmaven.local.control;

import io.github.ecsmaven.local.time.AdvanceableClock;
import io.github.ecsmaven.local.token.IssuerHealth;
import io.github.ecsmaven.local.wire.HttpAnswer;
import io.github.ecsmaven.local.wire.HttpCall;
import io.github.ecsmaven.local.wire.HttpEndpoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * The pages below {@value #FOLDER}: {@code GET state}, {@code GET calls}, {@code GET clock}, {@code POST clock} with
 * {@code {"advance":"PT1H","speed":60}}, {@code POST token}, {@code POST issuer}, {@code POST reset}. They need no signature, so they refuse what a web page in a
 * browser on this machine could send: see {@link OwnCaller}.
 */
public final class ControlEndpoint implements HttpEndpoint {
    /** Where the pages are. */
    public static final String FOLDER = "/_ecs-local/";

    private static final Set<String> PAGES =
            Set.of("GET calls", "GET clock", "GET state", "POST clock", "POST issuer", "POST reset", "POST token");

    private final Controlled controlled;

    /** The pages of that ecs-local. */
    public ControlEndpoint(Controlled controlled) {
        this.controlled = controlled;
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        Optional<String> foreign = OwnCaller.objection(call);
        if (foreign.isPresent()) {
            return refusal(403, foreign.get());
        }
        String page = call.path().substring(FOLDER.length());
        String wanted = call.method() + " " + page;
        if (!PAGES.contains(wanted)) {
            boolean otherMethod = PAGES.stream().anyMatch(known -> known.endsWith(" " + page));
            return refusal(
                    otherMethod ? 405 : 404,
                    "there is no " + wanted + " below " + FOLDER + "; there are " + new TreeSet<>(PAGES));
        }
        try {
            return switch (wanted) {
                case "GET calls" -> HttpAnswer.json(controlled.calls());
                case "GET state" -> HttpAnswer.json(controlled.summary().json());
                case "GET clock" -> HttpAnswer.json(clock());
                case "POST clock" -> {
                    change(object(call));
                    yield HttpAnswer.json(clock());
                }
                case "POST token" -> HttpAnswer.json(TokenWish.of(object(call)).answered(controlled.issuer()));
                case "POST issuer" -> {
                    disturb(object(call));
                    yield HttpAnswer.json(controlled.summary().json());
                }
                default -> {
                    requireNothing(object(call));
                    controlled.reset();
                    yield HttpAnswer.json(controlled.summary().json());
                }
            };
        } catch (IllegalArgumentException e) {
            return refusal(400, e.getMessage() == null ? "the request cannot be read" : e.getMessage());
        }
    }

    private byte[] clock() {
        AdvanceableClock clock = controlled.clock();
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("now").writeValue(clock.instant().toString());
        json.writeFieldName("ahead").writeValue(clock.ahead().toString());
        json.writeFieldName("speed")
                .writeNumber(BigDecimal.valueOf(clock.speed()).toPlainString());
        return json.writeEndObject().getBytes();
    }

    private void change(Map<String, JsonNode> wish) {
        Set<String> unknown = new TreeSet<>(wish.keySet());
        unknown.removeAll(Set.of("advance", "speed"));
        if (!unknown.isEmpty() || wish.isEmpty()) {
            throw new IllegalArgumentException(
                    "a change of the clock has 'advance', 'speed' or both; this has " + unknown);
        }
        AdvanceableClock clock = controlled.clock();
        JsonNode advance = wish.get("advance");
        JsonNode speed = wish.get("speed");
        clock.advance(
                advance == null ? Duration.ZERO : duration(advance), speed == null ? clock.speed() : number(speed));
    }

    private void disturb(Map<String, JsonNode> wish) {
        Set<String> unknown = new TreeSet<>(wish.keySet());
        unknown.removeAll(Set.of("health", "key"));
        if (!unknown.isEmpty() || wish.isEmpty()) {
            throw new IllegalArgumentException(
                    "what concerns the issuer is 'health', 'key' or both; this has " + unknown);
        }
        JsonNode health = wish.get("health");
        if (health != null) {
            controlled.issuer().health(TokenWish.oneOf("health", health, IssuerHealth.values()));
        }
        JsonNode key = wish.get("key");
        if (key != null) {
            if (!key.isString() || !key.asString().equals("ROTATE")) {
                throw new IllegalArgumentException("'key' is \"ROTATE\"");
            }
            controlled.issuer().rotateKey();
        }
    }

    private static Duration duration(JsonNode json) {
        try {
            if (json.isString()) {
                return Duration.parse(json.asString());
            }
        } catch (DateTimeParseException notOne) {
            // Said below, as for every other form that is not one.
        }
        throw new IllegalArgumentException("'advance' is a duration of ISO 8601 such as \"PT1H30M\"");
    }

    private static double number(JsonNode json) {
        if (!json.isNumber()) {
            throw new IllegalArgumentException("'speed' is a number such as 60");
        }
        return Double.parseDouble(json.asNumber());
    }

    private static void requireNothing(Map<String, JsonNode> wish) {
        if (!wish.isEmpty()) {
            throw new IllegalArgumentException("a reset takes no members; this has " + new TreeSet<>(wish.keySet()));
        }
    }

    /** An empty body is an empty object. */
    private static Map<String, JsonNode> object(HttpCall call) {
        if (!call.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new IllegalArgumentException("a POST needs the header Content-Type: application/json");
        }
        byte[] body = call.body().asByteArray();
        if (body.length == 0) {
            return Map.of();
        }
        JsonNode json;
        try {
            json = JsonNode.parser().parse(body);
        } catch (RuntimeException | StackOverflowError malformed) {
            throw new IllegalArgumentException("the body is not JSON", malformed);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("the body is not a JSON object");
        }
        return json.asObject();
    }

    private static HttpAnswer refusal(int status, String reason) {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("error").writeValue("ecs-local: " + reason).writeEndObject();
        return new HttpAnswer(status, "application/json", Map.of(), SdkBytes.fromByteArray(json.getBytes()));
    }
}
