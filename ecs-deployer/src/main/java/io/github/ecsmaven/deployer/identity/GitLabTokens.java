package io.github.ecsmaven.deployer.identity;

import java.util.List;
import java.util.Optional;

/**
 * GitLab CI: the keyword {@code id_tokens} puts a token into a variable of any name when the job starts. Without a name
 * from the descriptor, the one that this plugin's pages use and the one that GitLab's use are looked at.
 */
final class GitLabTokens {
    private static final List<String> USUAL = List.of("AWS_ID_TOKEN", "GITLAB_OIDC_TOKEN");

    private GitLabTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        String named = search.settings().variable();
        List<String> names = named == null ? USUAL : List.of(named);
        Optional<WebIdentityTokenSource> found = Optional.empty();
        for (String name : names) {
            found = found.or(() -> search.tokenIn(name));
        }
        return found;
    }
}
