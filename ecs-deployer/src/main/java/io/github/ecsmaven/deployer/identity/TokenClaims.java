package io.github.ecsmaven.deployer.identity;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/**
 * What a token says of itself, decoded and <em>not</em> verified: for messages, and to find out early what STS would
 * refuse. None of it is a secret without the signature.
 *
 * @param issuer {@code iss}; empty where it is missing
 * @param subject {@code sub}; empty where it is missing
 * @param audience {@code aud}, one or several; empty where it is missing
 * @param algorithm {@code alg} of the header; empty where it is missing
 * @param issuedAt {@code iat}
 * @param notBefore {@code nbf}
 * @param expiresAt {@code exp}
 * @param sessionTags keys of the principal tags that AWS takes from the token
 * @param sourceIdentity whether AWS takes a source identity from the token
 * @param authorizedParty {@code azp}; empty where it is missing
 * @param repeatedClaims keys that the payload has more than once; of these the value of one is here
 */
public record TokenClaims(
        String issuer,
        String subject,
        List<String> audience,
        String algorithm,
        @Nullable Instant issuedAt,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        List<String> sessionTags,
        SourceIdentity sourceIdentity,
        String authorizedParty,
        List<String> repeatedClaims) {
    private static final String TAGS = "https://aws.amazon.com/tags";
    private static final String SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";

    public TokenClaims {
        audience = List.copyOf(audience);
        sessionTags = List.copyOf(sessionTags);
        repeatedClaims = List.copyOf(repeatedClaims);
    }

    /** Whether a token carries a source identity. */
    public enum SourceIdentity {
        PRESENT,
        ABSENT
    }

    /** Decodes a token; empty where the text is no JSON Web Token. */
    public static Optional<TokenClaims> decode(WebIdentityToken token) {
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Optional<Map<String, JsonNode>> header = text(parts[0]).flatMap(TokenClaims::object);
        Optional<String> json = text(parts[1]);
        Optional<Map<String, JsonNode>> payload = json.flatMap(TokenClaims::object);
        if (header.isEmpty() || payload.isEmpty()) {
            return Optional.empty();
        }
        // What says of itself that nobody signed it is a token all the same, and is refused for that.
        boolean signed = !parts[2].isEmpty() || text(header.get().get("alg")).equalsIgnoreCase("none");
        return signed
                ? Optional.of(of(header.get(), payload.get(), RepeatedKeys.of(json.orElseThrow())))
                : Optional.empty();
    }

    /** When it expires. */
    public Optional<Instant> findExpiry() {
        return Optional.ofNullable(expiresAt);
    }

    /** The issuer as the ARN of an IAM OIDC provider has it: without scheme and without a last slash. */
    public String providerName() {
        return issuer.replaceFirst("^https?://", "").replaceFirst("/$", "");
    }

    /** {@code iss "…", aud "…", sub "…"}. */
    public String describe() {
        return "iss \"" + issuer + "\", aud \"" + String.join("\", \"", audience) + "\", sub \"" + subject + "\"";
    }

    private static TokenClaims of(Map<String, JsonNode> header, Map<String, JsonNode> payload, List<String> repeated) {
        return new TokenClaims(
                text(payload.get("iss")),
                text(payload.get("sub")),
                texts(payload.get("aud")),
                text(header.get("alg")),
                time(payload.get("iat")),
                time(payload.get("nbf")),
                time(payload.get("exp")),
                tagKeys(payload.get(TAGS)),
                payload.containsKey(SOURCE_IDENTITY) ? SourceIdentity.PRESENT : SourceIdentity.ABSENT,
                text(payload.get("azp")),
                repeated.stream().map(TokenClaims::printable).toList());
    }

    private static Optional<String> text(String part) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(part.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, JsonNode>> object(String json) {
        try {
            // The parser gives null for a text without a value.
            @Nullable JsonNode node = JsonNodeParser.create().parse(json);
            return node != null && node.isObject() ? Optional.of(node.asObject()) : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? printable(node.asString()) : "";
    }

    private static List<String> texts(@Nullable JsonNode node) {
        if (node != null && node.isArray()) {
            return node.asArray().stream().map(TokenClaims::text).toList();
        }
        String single = text(node);
        return single.isEmpty() ? List.of() : List.of(single);
    }

    private static @Nullable Instant time(@Nullable JsonNode node) {
        if (node == null || !node.isNumber()) {
            return null;
        }
        try {
            return Instant.ofEpochSecond(new BigDecimal(node.asNumber()).longValue());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static List<String> tagKeys(@Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            return List.of();
        }
        return node.field("principal_tags")
                .filter(JsonNode::isObject)
                .map(tags -> tags.asObject().keySet().stream()
                        .map(TokenClaims::printable)
                        .sorted()
                        .toList())
                .orElse(List.of());
    }

    /** Claims are printed: they must neither move the cursor nor forge a line of the log. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
