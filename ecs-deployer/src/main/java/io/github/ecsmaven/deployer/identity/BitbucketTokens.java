package io.github.ecsmaven.deployer.identity;

import java.util.Optional;

/** Bitbucket Pipelines: a step with {@code oidc: true} has a token in a variable when it starts. */
final class BitbucketTokens {
    private BitbucketTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        return search.tokenIn("BITBUCKET_STEP_OIDC_TOKEN");
    }
}
