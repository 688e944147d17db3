package io.github.ecsmaven.local.token;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Mints tokens and publishes the keys to verify them with. */
public final class OidcIssuer {
    /** Where the discovery document is, below the issuer. */
    public static final String DISCOVERY = "/.well-known/openid-configuration";

    /** Where the keys are, below the issuer. */
    public static final String KEYS = "/.well-known/jwks.json";

    private final String issuer;
    private final URI servedAt;
    private final SigningKey key;
    private final Clock clock;

    private OidcIssuer(String issuer, URI servedAt, SigningKey key, Clock clock) {
        this.issuer = issuer;
        this.servedAt = servedAt;
        this.key = key;
        this.clock = clock;
    }

    /**
     * An issuer with the key that the directory holds, made at the first time.
     *
     * @param issuer what tokens say in {@code iss}
     * @param servedAt where its documents really are
     */
    public static OidcIssuer in(Path directory, String issuer, URI servedAt, Clock clock) {
        return new OidcIssuer(issuer, servedAt, SigningKey.in(directory), clock);
    }

    /** What tokens say in {@code iss}. */
    public String issuer() {
        return issuer;
    }

    /** A signed token, RS256. */
    public String mint(TokenRequest request) {
        Instant now = clock.instant();
        JsonWriter header = JsonWriter.create().writeStartObject();
        header.writeFieldName("alg").writeValue("RS256");
        header.writeFieldName("typ").writeValue("JWT");
        header.writeFieldName("kid").writeValue(key.id()).writeEndObject();
        JsonWriter claims = JsonWriter.create().writeStartObject();
        claims.writeFieldName("iss").writeValue(issuer);
        claims.writeFieldName("sub").writeValue(request.subject());
        claims.writeFieldName("aud").writeValue(request.audience());
        claims.writeFieldName("iat").writeValue(now.getEpochSecond());
        claims.writeFieldName("nbf").writeValue(now.getEpochSecond());
        claims.writeFieldName("exp").writeValue(now.plus(request.lifetime()).getEpochSecond());
        claims.writeFieldName("jti").writeValue(UUID.randomUUID().toString());
        request.claims().forEach((name, value) -> {
            claims.writeFieldName(name);
            writeClaim(name, value, claims);
        });
        claims.writeEndObject();
        String signed = base64Url(header.getBytes()) + "." + base64Url(claims.getBytes());
        return signed + "." + key.sign(signed);
    }

    /** The discovery document. */
    public byte[] discovery() {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("issuer").writeValue(issuer);
        json.writeFieldName("jwks_uri").writeValue(servedAt + KEYS);
        writeTexts(json, "response_types_supported", List.of("id_token"));
        writeTexts(json, "subject_types_supported", List.of("public"));
        writeTexts(json, "id_token_signing_alg_values_supported", List.of("RS256"));
        writeTexts(json, "claims_supported", List.of("iss", "sub", "aud", "iat", "nbf", "exp", "jti"));
        return json.writeEndObject().getBytes();
    }

    /** The key set. */
    public byte[] keys() {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("keys").writeStartArray().writeStartObject();
        json.writeFieldName("kty").writeValue("RSA");
        json.writeFieldName("use").writeValue("sig");
        json.writeFieldName("alg").writeValue("RS256");
        json.writeFieldName("kid").writeValue(key.id());
        json.writeFieldName("n").writeValue(key.modulus());
        json.writeFieldName("e").writeValue(key.exponent());
        return json.writeEndObject().writeEndArray().writeEndObject().getBytes();
    }

    private static void writeTexts(JsonWriter json, String name, List<String> texts) {
        json.writeFieldName(name).writeStartArray();
        texts.forEach(json::writeValue);
        json.writeEndArray();
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
