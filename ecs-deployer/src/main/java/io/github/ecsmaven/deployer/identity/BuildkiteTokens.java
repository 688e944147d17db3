package io.github.ecsmaven.deployer.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Buildkite: the agent's own command issues a token for any audience, as often as wanted. */
final class BuildkiteTokens {
    private static final String CREDENTIAL = "BUILDKITE_AGENT_ACCESS_TOKEN";
    private static final String FOLDER = "BUILDKITE_BIN_PATH";
    private static final String AGENT = "buildkite-agent";

    private BuildkiteTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        if (search.variable(CREDENTIAL).isEmpty()) {
            return Optional.empty();
        }
        String audience = search.settings().requestedAudience();
        return Optional.of(new TokenCommand(
                new TokenCommand.Settings(
                        List.of(agent(search.environment()), "oidc", "request-token", "--audience", audience),
                        search.directory(),
                        AGENT + " oidc request-token",
                        CiProvider.BUILDKITE.tokenHint(audience),
                        TokenCommand.Output.TOKEN),
                search.requested()));
    }

    /** The agent says where it is; inside of a container it is on the PATH where it was mounted. */
    private static String agent(Environment environment) {
        return environment
                .find(FOLDER)
                .map(folder -> Path.of(folder.strip()).resolve(AGENT))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .orElse(AGENT);
    }
}
