package io.github.ecsmaven.local.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** An issuer's public RSA keys by their {@code kid}. Source: RFC 7517. */
public final class JsonWebKeySet {
    private final Map<String, PublicKey> keys;

    private JsonWebKeySet(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads a key set as it is published. Keys of another type than RSA, and those without a {@code kid}, are left
     * out.
     *
     * @throws IllegalArgumentException when it is not a key set
     */
    public static JsonWebKeySet parse(byte[] json) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        JsonNode set = JsonNode.parser().parse(json);
        JsonNode list = set.field("keys")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> new IllegalArgumentException("a key set has a member 'keys'"));
        for (JsonNode key : list.asArray()) {
            if (text(key, "kty").equals("RSA") && !text(key, "kid").isEmpty()) {
                keys.put(text(key, "kid"), rsa(number(key, "n"), number(key, "e")));
            }
        }
        return new JsonWebKeySet(keys);
    }

    Optional<PublicKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private static String text(JsonNode key, String member) {
        return key.field(member)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElse("");
    }

    private static BigInteger number(JsonNode key, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text(key, member)));
    }

    private static PublicKey rsa(BigInteger modulus, BigInteger exponent) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA key: " + e.getMessage(), e);
        }
    }
}
