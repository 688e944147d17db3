package io.github.ecsmaven.deployer.identity;

import java.util.Optional;

/**
 * Jenkins: the OpenID Connect Provider plugin binds a token to a variable of any name, as text, or as a file to
 * {@code AWS_WEB_IDENTITY_TOKEN_FILE}. It makes one for each binding.
 */
final class JenkinsTokens {
    private JenkinsTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        String variable = search.settings().variable();
        if (variable == null) {
            search.miss("identity.webIdentity.variable is not set");
            return TokenFiles.ofJob(search);
        }
        return search.tokenIn(variable).or(() -> TokenFiles.ofJob(search));
    }
}
