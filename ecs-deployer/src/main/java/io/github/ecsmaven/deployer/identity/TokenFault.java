package io.github.ecsmaven.deployer.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why STS would refuse a token, or the role's trust policy would, as far as the token itself shows it.
 *
 * @param what goes on after the name of the source: {@code holds a token that has expired}
 * @param why what the token says
 * @param cure what to do
 */
record TokenFault(String what, String why, String cure) {
    /** AssumeRoleWithWebIdentity takes these: RSA and ECDSA, never a shared secret. */
    private static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512");
    /** Clocks of issuer, STS and this machine differ a little; STS is asked then, and its clock decides. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    /** The first fault in the order in which they are mended; empty where none shows. */
    static Optional<TokenFault> of(TokenClaims claims, TokenExpectation expected, String renewal) {
        return signature(claims)
                .or(() -> form(claims))
                .or(() -> issuer(claims, expected.issuer()))
                .or(() -> audience(claims, expected.audience()))
                .or(() -> times(claims, expected.clock().instant(), renewal));
    }

    private static Optional<TokenFault> signature(TokenClaims claims) {
        String algorithm = claims.algorithm();
        if (ALGORITHMS.contains(algorithm)) {
            return Optional.empty();
        }
        String taken = "STS takes RS256, RS384, RS512, ES256, ES384 and ES512. Issuer: " + claims.issuer() + ".";
        if (algorithm.isEmpty() || algorithm.equalsIgnoreCase("none")) {
            return fault(
                    "holds a token without a signature (alg " + (algorithm.isEmpty() ? "is missing" : algorithm) + ")",
                    taken,
                    "Anybody can write such a token. Take it from an issuer that signs.");
        }
        if (algorithm.startsWith("HS")) {
            return fault(
                    "holds a token that is signed with a shared secret (alg " + algorithm + ")",
                    taken,
                    "AWS has no such secret. Let the issuer sign with RS256 and publish its keys.");
        }
        return fault(
                "holds a token with a signature that STS does not take (alg " + algorithm + ")",
                taken,
                "Let the issuer sign with RS256.");
    }

    private static Optional<TokenFault> form(TokenClaims claims) {
        if (!claims.repeatedClaims().isEmpty()) {
            return fault(
                    "holds a token that says " + String.join(" and ", claims.repeatedClaims()) + " twice",
                    "Readers of such a token differ in which of them they take.",
                    "Let the issuer write each claim once.");
        }
        if (claims.audience().size() > 1 && claims.authorizedParty().isEmpty()) {
            return fault(
                    "holds a token for " + claims.audience().size() + " audiences: \""
                            + String.join("\", \"", claims.audience()) + "\"",
                    "A role's trust policy compares one; STS takes several only where azp says which.",
                    "Request the token for one audience alone.");
        }
        List<String> missing = missing(claims);
        return missing.isEmpty()
                ? Optional.empty()
                : fault(
                        "holds a token without " + String.join(", ", missing),
                        "STS needs iss, sub, aud and exp.",
                        "Let the issuer write them: this is perhaps a token for another purpose, an access token for"
                                + " example.");
    }

    private static List<String> missing(TokenClaims claims) {
        List<String> missing = new ArrayList<>();
        if (claims.issuer().isEmpty()) {
            missing.add("iss");
        }
        if (claims.subject().isEmpty()) {
            missing.add("sub");
        }
        if (claims.audience().isEmpty()) {
            missing.add("aud");
        }
        if (claims.findExpiry().isEmpty()) {
            missing.add("exp");
        }
        return missing;
    }

    private static Optional<TokenFault> issuer(TokenClaims claims, @Nullable String wanted) {
        if (wanted == null || wanted.equals(claims.issuer())) {
            return Optional.empty();
        }
        boolean slash = withoutSlash(wanted).equals(withoutSlash(claims.issuer()));
        return fault(
                "holds a token of another issuer: \"" + claims.issuer() + "\"",
                "identity.webIdentity.issuer is \"" + wanted + "\"."
                        + (slash ? " They differ in the last slash alone, which counts." : ""),
                "Take the token from that issuer, or correct identity.webIdentity.issuer: the role must trust the one"
                        + " that the token has.");
    }

    private static Optional<TokenFault> audience(TokenClaims claims, @Nullable String wanted) {
        if (wanted == null || claims.audience().contains(wanted)) {
            return Optional.empty();
        }
        return fault(
                "holds a token for another audience: \"" + String.join("\", \"", claims.audience()) + "\"",
                "Wanted is \"" + wanted + "\" (identity.webIdentity.audience). Issuer: " + claims.issuer() + ".",
                "Request the token for \"" + wanted
                        + "\", or write the audience that it has into identity.webIdentity.audience and into the"
                        + " role's IAM OIDC provider and trust policy.");
    }

    private static Optional<TokenFault> times(TokenClaims claims, Instant now, String renewal) {
        Instant expiry = claims.findExpiry().orElseThrow();
        if (!now.isBefore(expiry)) {
            return fault(
                    "holds a token that has expired",
                    "It ended at " + expiry + ", " + between(expiry, now)
                            + " ago (exp); the clock of this machine says " + now + ". Issuer: " + claims.issuer()
                            + ".",
                    renewal);
        }
        Instant start = claims.notBefore() != null ? claims.notBefore() : claims.issuedAt();
        if (start != null && start.isAfter(now.plus(LEEWAY))) {
            return fault(
                    "holds a token that is not valid yet",
                    "It begins at " + start + (claims.notBefore() != null ? " (nbf)" : " (iat)")
                            + ", and the clock of this machine says " + now + ": they differ by " + between(now, start)
                            + ". Issuer: " + claims.issuer() + ".",
                    "Set the clock of this machine, or of the issuer: one of them is wrong.");
        }
        return Optional.empty();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String between(Instant earlier, Instant later) {
        long seconds = Duration.between(earlier, later).toSeconds();
        return seconds < 60 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }

    private static Optional<TokenFault> fault(String what, String why, String cure) {
        return Optional.of(new TokenFault(what, why, cure));
    }
}
