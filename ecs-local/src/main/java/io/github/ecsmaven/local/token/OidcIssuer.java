package io.github.ecsmaven.local.token;

import io.github.ecsmaven.local.token.InvalidTokenException.Reason;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Mints tokens and publishes the keys to verify them with. */
public final class OidcIssuer {
    /** Where the discovery document is, below the issuer. */
    public static final String DISCOVERY = "/.well-known/openid-configuration";

    /** Where the keys are, below the issuer. */
    public static final String KEYS = "/.well-known/jwks.json";

    private final String issuer;
    private final URI servedAt;
    private final Path directory;
    private final Clock clock;
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile SigningKey key;
    private volatile IssuerHealth health = IssuerHealth.REACHABLE;
    private volatile byte[] cached = new byte[0];

    private OidcIssuer(Path directory, String issuer, URI servedAt, SigningKey key, Clock clock) {
        this.directory = directory;
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
        return new OidcIssuer(directory, issuer, servedAt, SigningKey.in(directory), clock);
    }

    /** What tokens say in {@code iss}. */
    public String issuer() {
        return issuer;
    }

    /** A signed token, RS256, unless something is to be wrong with it. */
    public String mint(TokenRequest request) {
        TokenMint.Minted minted = new TokenMint(issuer, key, clock).mint(request);
        if (request.faults().contains(TokenFault.REVOKED)) {
            revoked.add(minted.id());
        }
        return minted.token();
    }

    /** Whether a token with that {@code jti} was taken back. */
    public boolean hasRevoked(String tokenId) {
        return revoked.contains(tokenId);
    }

    /** How STS finds it from now on. */
    public void health(IssuerHealth newHealth) {
        if (newHealth == IssuerHealth.KEYS_CACHED) {
            cached = keys();
        }
        health = newHealth;
    }

    /** How STS finds it. */
    public IssuerHealth health() {
        return health;
    }

    /** Makes a new key, kept, and publishes that alone: tokens that are signed with the one before are refused. */
    public void rotateKey() {
        key = SigningKey.replacedIn(directory);
    }

    /**
     * The keys as STS gets them.
     *
     * @throws InvalidTokenException when it cannot
     */
    public JsonWebKeySet published() throws InvalidTokenException {
        return switch (health) {
            case REACHABLE -> JsonWebKeySet.parse(keys());
            case KEYS_CACHED -> JsonWebKeySet.parse(cached);
            case KEYS_UNREACHABLE ->
                throw new InvalidTokenException(Reason.KEYS_UNREACHABLE, "the issuer's keys cannot be had");
            case UNREACHABLE ->
                throw new InvalidTokenException(Reason.ISSUER_UNREACHABLE, "the issuer " + issuer + " does not answer");
        };
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
}
