package io.github.ecsmaven.deployer.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * CircleCI: a token for the organization's id in a variable, and its command for any other audience. The command is used
 * where the descriptor names an audience: only it gives a later token.
 */
final class CircleCiTokens {
    private static final List<String> VARIABLES = List.of("CIRCLE_OIDC_TOKEN_V2", "CIRCLE_OIDC_TOKEN");

    private CircleCiTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        return find(search, "circleci");
    }

    /** @param program that issues tokens */
    static Optional<WebIdentityTokenSource> find(TokenSearch search, String program) {
        if (search.settings().audience() != null) {
            return Optional.of(command(search, program));
        }
        search.miss("identity.webIdentity.audience, for \"circleci run oidc get\", is not set");
        return search.tokenIn(VARIABLES.get(0)).or(() -> search.tokenIn(VARIABLES.get(1)));
    }

    private static WebIdentityTokenSource command(TokenSearch search, String program) {
        String audience = search.settings().requestedAudience();
        byte[] claims = JsonWriter.create()
                .writeStartObject()
                .writeFieldName("aud")
                .writeValue(audience)
                .writeEndObject()
                .getBytes();
        return new TokenCommand(
                new TokenCommand.Settings(
                        List.of(program, "run", "oidc", "get", "--claims", new String(claims, StandardCharsets.UTF_8)),
                        search.directory(),
                        "circleci run oidc get",
                        "Run the goal in a job of CircleCI, where that command is; builds of forks get a token only where"
                                + " secrets are passed to them. Without identity.webIdentity.audience the variable"
                                + " CIRCLE_OIDC_TOKEN_V2 is taken.",
                        TokenCommand.Output.TOKEN),
                search.requested());
    }
}
