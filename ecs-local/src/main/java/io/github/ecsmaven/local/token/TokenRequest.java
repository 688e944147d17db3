package io.github.ecsmaven.local.token;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a token shall say. The issuer adds {@code iss}, {@code iat}, {@code nbf}, {@code exp} and {@code jti}.
 *
 * @param subject {@code sub}: whom it stands for, {@code repo:acme/shop:ref:refs/heads/main}
 * @param audience {@code aud}: whom it is for, {@code sts.amazonaws.com}
 * @param lifetime from now to {@code exp}
 * @param claims further ones: text, numbers, booleans, lists and maps of these
 * @param issuer {@code iss}; null for ecs-local's own issuer
 * @param moreAudiences with any of these, {@code aud} is a list
 * @param faults what shall be wrong with it, for tests
 */
public record TokenRequest(
        String subject,
        String audience,
        Duration lifetime,
        Map<String, Object> claims,
        @Nullable String issuer,
        List<String> moreAudiences,
        Set<TokenFault> faults) {
    private static final Set<String> OWN = Set.of("iss", "sub", "aud", "iat", "nbf", "exp", "jti");

    /**
     * Keeps a copy of the claims.
     *
     * @throws IllegalArgumentException when a claim is one that the other components or the issuer set
     */
    public TokenRequest {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
        moreAudiences = List.copyOf(moreAudiences);
        faults = Collections.unmodifiableSet(new LinkedHashSet<>(faults));
        Set<String> taken = new TreeSet<>(claims.keySet());
        taken.retainAll(OWN);
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException("these claims cannot be given, the issuer sets them: " + taken);
        }
    }

    /** A token of ecs-local's own issuer with nothing wrong. */
    public TokenRequest(String subject, String audience, Duration lifetime, Map<String, Object> claims) {
        this(subject, audience, lifetime, claims, null, List.of(), Set.of());
    }

    /** A token for STS that lives five minutes. */
    public static TokenRequest forSubject(String subject) {
        return new TokenRequest(subject, "sts.amazonaws.com", Duration.ofMinutes(5), Map.of());
    }

    /** With that subject. */
    public TokenRequest withSubject(String newSubject) {
        return new TokenRequest(newSubject, audience, lifetime, claims, issuer, moreAudiences, faults);
    }

    /** With those audiences. With more than one, {@code aud} is a list. */
    public TokenRequest withAudience(String first, String... more) {
        return new TokenRequest(subject, first, lifetime, claims, issuer, List.of(more), faults);
    }

    /** With that time to live. */
    public TokenRequest withLifetime(Duration newLifetime) {
        return new TokenRequest(subject, audience, newLifetime, claims, issuer, moreAudiences, faults);
    }

    /** With that claim besides, or in the place of the one of that name. */
    public TokenRequest withClaim(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(claims);
        more.put(name, value);
        return new TokenRequest(subject, audience, lifetime, more, issuer, moreAudiences, faults);
    }

    /** With session tags, as AWS reads them from a token. */
    public TokenRequest withSessionTags(Map<String, String> tags, String... transitiveKeys) {
        Map<String, Object> principalTags = new LinkedHashMap<>();
        tags.forEach((key, value) -> principalTags.put(key, List.of(value)));
        return withClaim(
                "https://aws.amazon.com/tags",
                Map.of("principal_tags", principalTags, "transitive_tag_keys", List.of(transitiveKeys)));
    }

    /** With a source identity, as AWS reads it from a token. */
    public TokenRequest withSourceIdentity(String identity) {
        return withClaim("https://aws.amazon.com/source_identity", identity);
    }

    /** Of that issuer. */
    public TokenRequest withIssuer(String newIssuer) {
        return new TokenRequest(subject, audience, lifetime, claims, newIssuer, moreAudiences, faults);
    }

    /** With that wrong. */
    public TokenRequest withFault(TokenFault fault) {
        Set<TokenFault> more = new LinkedHashSet<>(faults);
        more.add(fault);
        return new TokenRequest(subject, audience, lifetime, claims, issuer, moreAudiences, more);
    }
}
