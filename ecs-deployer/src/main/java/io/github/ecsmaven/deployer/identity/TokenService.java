package io.github.ecsmaven.deployer.identity;

import java.util.function.Supplier;

/** Tokens that a service issues when it is asked over HTTP: a new one for each session. */
final class TokenService implements WebIdentityTokenSource {
    private final String description;
    private final Supplier<TokenCall> call;
    private final TokenEndpoint endpoint;
    private final TokenExpectation expected;

    /** @param call the request, made anew each time: what it takes from the environment may be missing */
    TokenService(String description, Supplier<TokenCall> call, TokenEndpoint endpoint, TokenExpectation expected) {
        this.description = description;
        this.call = call;
        this.endpoint = endpoint;
        this.expected = expected;
    }

    @Override
    public WebIdentityToken token() {
        return new TokenText(description, "Let the service issue tokens that live longer.", expected)
                .token(endpoint.fetch(call.get()));
    }

    @Override
    public boolean canMintAgain() {
        return true;
    }

    @Override
    public String description() {
        return description;
    }
}
