package io.github.ecsmaven.local.token;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token shall say. The issuer adds {@code iss}, {@code iat}, {@code nbf}, {@code exp} and {@code jti}.
 *
 * @param subject {@code sub}: whom it stands for, {@code repo:acme/shop:ref:refs/heads/main}
 * @param audience {@code aud}: whom it is for, {@code sts.amazonaws.com}
 * @param lifetime from now to {@code exp}
 * @param claims further ones: text, numbers, booleans, lists and maps of these
 */
public record TokenRequest(String subject, String audience, Duration lifetime, Map<String, Object> claims) {
    private static final Set<String> OWN = Set.of("iss", "sub", "aud", "iat", "nbf", "exp", "jti");

    /**
     * Keeps a copy of the claims.
     *
     * @throws IllegalArgumentException when a claim is one that the other components or the issuer set
     */
    public TokenRequest {
        claims = Map.copyOf(claims);
        Set<String> taken = new TreeSet<>(claims.keySet());
        taken.retainAll(OWN);
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException("these claims cannot be given, the issuer sets them: " + taken);
        }
    }

    /** A token for STS that lives five minutes. */
    public static TokenRequest forSubject(String subject) {
        return new TokenRequest(subject, "sts.amazonaws.com", Duration.ofMinutes(5), Map.of());
    }
}
