package io.github.ecsmaven.local.token;

import io.github.ecsmaven.local.token.InvalidTokenException.Reason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Verifies tokens: signature (RS256 and nothing else), issuer, audience, times. A token without a claim that is looked at is
 * refused, and so is one with several audiences of which not all are admitted.
 */
public final class JwtVerifier {
    private static final String ALGORITHM = "RS256";
    private static final BigDecimal LATEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    private final TrustedIssuers issuers;
    private final Clock clock;

    /**
     * @param issuers whose tokens are taken
     * @param clock for {@code exp} and {@code nbf}; no leeway
     */
    public JwtVerifier(TrustedIssuers issuers, Clock clock) {
        this.issuers = issuers;
        this.clock = clock;
    }

    /**
     * @param keys the issuer's
     * @param issuer what {@code iss} must be, exactly
     * @param audiences one of which must be in {@code aud}
     * @param clock for {@code exp} and {@code nbf}; no leeway
     */
    public JwtVerifier(JsonWebKeySet keys, String issuer, Set<String> audiences, Clock clock) {
        this(TrustedIssuers.one(keys, issuer, audiences), clock);
    }

    /** What the token says, when all of it holds. */
    public JwtClaims verify(String token) throws InvalidTokenException {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidTokenException(
                    Reason.NOT_A_JWT, "a JWT has three parts with dots between them, this has " + parts.length);
        }
        Map<String, JsonNode> header = object(parts[0], "header");
        Map<String, JsonNode> claims = object(parts[1], "payload");
        requireAlgorithm(header);
        String tokenIssuer = text(claims, "iss");
        Set<String> admitted = issuers.audiences(tokenIssuer)
                .orElseThrow(() -> new InvalidTokenException(Reason.WRONG_ISSUER, tokenIssuer));
        requireSignature(parts, header, issuers.keys(tokenIssuer));
        Instant expiration = time(claims, "exp");
        requireTimes(claims, expiration);
        List<String> audience = audience(claims);
        if (audience.isEmpty() || !admitted.containsAll(audience)) {
            throw new InvalidTokenException(
                    Reason.WRONG_AUDIENCE,
                    "aud is " + audience + ", and the client IDs of the provider are " + new TreeSet<>(admitted));
        }
        JsonNode id = claims.get("jti");
        if (id != null && id.isString() && issuers.hasRevoked(id.asString())) {
            throw new InvalidTokenException(Reason.REVOKED, "the issuer has taken the token back");
        }
        return new JwtClaims(tokenIssuer, text(claims, "sub"), audience, expiration, Map.copyOf(claims));
    }

    private static void requireAlgorithm(Map<String, JsonNode> header) throws InvalidTokenException {
        JsonNode algorithm = header.get("alg");
        if (algorithm == null || !algorithm.isString() || !algorithm.asString().equals(ALGORITHM)) {
            throw new InvalidTokenException(Reason.UNSUPPORTED_ALGORITHM, "alg is not " + ALGORITHM);
        }
        if (header.containsKey("crit")) {
            throw new InvalidTokenException(Reason.UNSUPPORTED_ALGORITHM, "the header has critical extensions");
        }
    }

    private static void requireSignature(String[] parts, Map<String, JsonNode> header, JsonWebKeySet keys)
            throws InvalidTokenException {
        JsonNode id = header.get("kid");
        String keyId = id != null && id.isString() ? id.asString() : "";
        PublicKey key = keys.key(keyId)
                .orElseThrow(() -> new InvalidTokenException(
                        Reason.UNKNOWN_KEY, "kid is not one of the issuer's keys: '" + keyId + "'"));
        byte[] given = decoded(parts[2], "signature");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (signature.verify(given)) {
                return;
            }
        } catch (GeneralSecurityException malformed) {
            throw new InvalidTokenException(
                    Reason.WRONG_SIGNATURE, "the signature is malformed: " + malformed.getMessage());
        }
        throw new InvalidTokenException(Reason.WRONG_SIGNATURE, "the signature is not the issuer's");
    }

    private void requireTimes(Map<String, JsonNode> claims, Instant expiration) throws InvalidTokenException {
        Instant now = clock.instant();
        if (!now.isBefore(expiration)) {
            throw new InvalidTokenException(
                    Reason.EXPIRED,
                    "current date/time " + now.getEpochSecond() + " must be before the expiration date/time "
                            + expiration.getEpochSecond());
        }
        if (claims.containsKey("nbf") && now.isBefore(time(claims, "nbf"))) {
            throw new InvalidTokenException(
                    Reason.NOT_YET_VALID,
                    "current date/time " + now.getEpochSecond() + " is before nbf "
                            + time(claims, "nbf").getEpochSecond());
        }
    }

    private static List<String> audience(Map<String, JsonNode> claims) throws InvalidTokenException {
        JsonNode claim = claim(claims, "aud");
        if (claim.isString()) {
            return List.of(claim.asString());
        }
        if (claim.isArray() && claim.asArray().stream().allMatch(JsonNode::isString)) {
            return claim.asArray().stream().map(JsonNode::asString).toList();
        }
        throw new InvalidTokenException(Reason.NOT_A_JWT, "aud is neither text nor a list of texts");
    }

    private static String text(Map<String, JsonNode> claims, String name) throws InvalidTokenException {
        JsonNode claim = claim(claims, name);
        if (!claim.isString() || claim.asString().isEmpty()) {
            throw new InvalidTokenException(Reason.NOT_A_JWT, name + " is not text");
        }
        return claim.asString();
    }

    private static Instant time(Map<String, JsonNode> claims, String name) throws InvalidTokenException {
        JsonNode claim = claim(claims, name);
        if (claim.isNumber()) {
            BigDecimal seconds = new BigDecimal(claim.asNumber());
            if (seconds.abs().compareTo(LATEST) <= 0) {
                return Instant.ofEpochSecond(seconds.longValue());
            }
        }
        throw new InvalidTokenException(Reason.NOT_A_JWT, name + " is not a time in seconds");
    }

    private static JsonNode claim(Map<String, JsonNode> claims, String name) throws InvalidTokenException {
        @Nullable JsonNode claim = claims.get(name);
        if (claim == null || claim.isNull()) {
            throw new InvalidTokenException(Reason.MISSING_CLAIM, name);
        }
        return claim;
    }

    private static Map<String, JsonNode> object(String part, String name) throws InvalidTokenException {
        byte[] json = decoded(part, name);
        try {
            JsonNode node = JsonNode.parser().parse(json);
            if (node.isObject()) {
                return node.asObject();
            }
        } catch (RuntimeException | StackOverflowError malformed) {
            throw new InvalidTokenException(Reason.NOT_A_JWT, "its " + name + " is not JSON");
        }
        throw new InvalidTokenException(Reason.NOT_A_JWT, "its " + name + " is not a JSON object");
    }

    private static byte[] decoded(String part, String name) throws InvalidTokenException {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidTokenException(Reason.NOT_A_JWT, "its " + name + " is not base64url");
        }
    }
}
