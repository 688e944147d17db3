package io.github.ecsmaven.local;

import io.github.ecsmaven.local.iam.IamState;
import io.github.ecsmaven.local.token.InvalidTokenException;
import io.github.ecsmaven.local.token.JsonWebKeySet;
import io.github.ecsmaven.local.token.OidcIssuer;
import io.github.ecsmaven.local.token.TrustedIssuers;
import java.util.Optional;
import java.util.Set;

/**
 * The issuers that the account has providers for. One issuer plays them all: whatever a token says in {@code iss}, its
 * signature must be of ecs-local's own key, and nothing is fetched from anywhere.
 */
final class PlayedIssuers implements TrustedIssuers {
    private final IamState iam;
    private final OidcIssuer issuer;

    PlayedIssuers(IamState iam, OidcIssuer issuer) {
        this.iam = iam;
        this.issuer = issuer;
    }

    @Override
    public Optional<Set<String>> audiences(String asked) {
        return iam.provider(asked).map(provider -> Set.copyOf(provider.clientIds()));
    }

    @Override
    public JsonWebKeySet keys(String asked) throws InvalidTokenException {
        return issuer.published();
    }

    @Override
    public boolean hasRevoked(String tokenId) {
        return issuer.hasRevoked(tokenId);
    }
}
