package io.github.ecsmaven.local.token;

import io.github.ecsmaven.local.token.InvalidTokenException.Reason;
import java.util.Optional;
import java.util.Set;

/** Whose tokens are taken. */
public interface TrustedIssuers {
    /** The audiences that are admitted of an issuer; empty where the issuer is not known. */
    Optional<Set<String>> audiences(String issuer);

    /**
     * The keys that an issuer that is known publishes.
     *
     * @throws InvalidTokenException where they cannot be had, for {@link Reason#KEYS_UNREACHABLE} or
     *     {@link Reason#ISSUER_UNREACHABLE}
     */
    JsonWebKeySet keys(String issuer) throws InvalidTokenException;

    /** Whether the issuer has taken back a token of its own, by its {@code jti}. */
    boolean hasRevoked(String tokenId);

    /** One issuer that is always there. */
    static TrustedIssuers one(JsonWebKeySet keys, String issuer, Set<String> audiences) {
        Set<String> admitted = Set.copyOf(audiences);
        return new TrustedIssuers() {
            @Override
            public Optional<Set<String>> audiences(String asked) {
                return asked.equals(issuer) ? Optional.of(admitted) : Optional.empty();
            }

            @Override
            public JsonWebKeySet keys(String asked) {
                return keys;
            }

            @Override
            public boolean hasRevoked(String tokenId) {
                return false;
            }
        };
    }
}
