package io.github.ecsmaven.deployer.identity;

import java.util.Optional;

/**
 * GitHub Actions: a GET to the URL that the runner gives a job with the permission {@code id-token: write}, for any
 * audience and as often as wanted. Source: GitHub's reference of OpenID Connect.
 */
final class GitHubTokens {
    private static final String URL = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private static final String CREDENTIAL = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

    private GitHubTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        Optional<String> url = search.variable(URL);
        Optional<String> credential = search.variable(CREDENTIAL);
        if (url.isEmpty() || credential.isEmpty()) {
            return Optional.empty();
        }
        String audience = search.settings().requestedAudience();
        String secret = credential.get().strip();
        TokenCall call = TokenCall.get(
                        "GitHub Actions", ServiceUrl.of(ServiceUrl.with(url.get(), "audience", audience), URL))
                .header("Authorization", "bearer " + secret)
                .header("Accept", "application/json")
                .keeping(secret)
                .tokenAt("/value")
                .refusedFor(CiProvider.GITHUB.tokenHint(audience));
        return Optional.of(new TokenService("GitHub Actions", () -> call, search.endpoint(), search.requested()));
    }
}
