package io.github.ecsmaven.local.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Writes and signs one token, right or wrong as it is asked for. */
final class TokenMint {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final int LONGER_THAN_STS_TAKES = 20_001;
    private static final String NOBODY = "https://nobody.invalid";

    private final String issuer;
    private final SigningKey key;
    private final Clock clock;

    TokenMint(String issuer, SigningKey key, Clock clock) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    /**
     * A token.
     *
     * @param id its {@code jti}
     * @param token what goes over the wire
     */
    record Minted(String id, String token) {}

    Minted mint(TokenRequest request) {
        String id = UUID.randomUUID().toString();
        String signed = base64Url(header(request)) + "." + base64Url(claims(request, id));
        String token = signed + "." + signature(signed, request);
        return new Minted(id, has(request, TokenFault.NOT_A_JWT) ? token.replace(".", "") : token);
    }

    private byte[] header(TokenRequest request) {
        String algorithm = has(request, TokenFault.ALGORITHM_NONE)
                ? "none"
                : has(request, TokenFault.SIGNED_WITH_THE_PUBLIC_KEY) ? "HS256" : "RS256";
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("alg").writeValue(algorithm);
        json.writeFieldName("typ").writeValue("JWT");
        json.writeFieldName("kid").writeValue(has(request, TokenFault.UNKNOWN_KEY) ? "unknown" : key.id());
        return json.writeEndObject().getBytes();
    }

    private byte[] claims(TokenRequest request, String id) {
        Instant now = clock.instant();
        Instant notBefore = has(request, TokenFault.NOT_YET_VALID) ? now.plus(TEN_MINUTES) : now;
        Instant expiration =
                has(request, TokenFault.EXPIRED) ? now.minus(A_MINUTE) : notBefore.plus(request.lifetime());
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("iss").writeValue(issuerOf(request));
        if (!has(request, TokenFault.NO_SUBJECT)) {
            json.writeFieldName("sub").writeValue(request.subject());
        }
        json.writeFieldName("aud");
        writeAudience(request, json);
        json.writeFieldName("iat").writeValue(now.getEpochSecond());
        json.writeFieldName("nbf").writeValue(notBefore.getEpochSecond());
        json.writeFieldName("exp").writeValue(expiration.getEpochSecond());
        json.writeFieldName("jti").writeValue(id);
        request.claims().forEach((name, value) -> {
            json.writeFieldName(name);
            writeClaim(name, value, json);
        });
        if (has(request, TokenFault.TOO_LONG)) {
            json.writeFieldName("padding").writeValue("x".repeat(LONGER_THAN_STS_TAKES));
        }
        return json.writeEndObject().getBytes();
    }

    private String issuerOf(TokenRequest request) {
        if (has(request, TokenFault.WRONG_ISSUER)) {
            return NOBODY;
        }
        String asked = request.issuer();
        return asked == null ? issuer : asked;
    }

    private static void writeAudience(TokenRequest request, JsonWriter json) {
        String first = has(request, TokenFault.WRONG_AUDIENCE) ? NOBODY : request.audience();
        List<String> audiences = new ArrayList<>(List.of(first));
        audiences.addAll(request.moreAudiences());
        if (has(request, TokenFault.SECOND_AUDIENCE)) {
            audiences.add(NOBODY);
        }
        if (audiences.size() == 1) {
            json.writeValue(first);
            return;
        }
        json.writeStartArray();
        audiences.forEach(json::writeValue);
        json.writeEndArray();
    }

    private String signature(String signed, TokenRequest request) {
        if (has(request, TokenFault.ALGORITHM_NONE)) {
            return "";
        }
        if (has(request, TokenFault.SIGNED_WITH_THE_PUBLIC_KEY)) {
            return hmac(signed, key.modulus());
        }
        return has(request, TokenFault.SIGNED_WITH_ANOTHER_KEY)
                ? SigningKey.generated().sign(signed)
                : key.sign(signed);
    }

    private static String hmac(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return base64Url(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static boolean has(TokenRequest request, TokenFault fault) {
        return request.faults().contains(fault);
    }

    private static void writeClaim(String name, Object value, JsonWriter json) {
        if (value instanceof String text) {
            json.writeValue(text);
        } else if (value instanceof Boolean flag) {
            json.writeValue(flag.booleanValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(item -> writeClaim(name, item, json));
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, item) -> {
                json.writeFieldName(key.toString());
                writeClaim(name, item, json);
            });
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException("the claim " + name + " holds a "
                    + value.getClass().getName() + "; a token can hold text, numbers, booleans, lists and maps");
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
