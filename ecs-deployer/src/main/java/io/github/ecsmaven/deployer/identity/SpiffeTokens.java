package io.github.ecsmaven.deployer.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SPIFFE: a JWT-SVID in a file that a helper renews, or from {@code spire-agent api fetch jwt}. The workload API itself,
 * gRPC over a socket, is not spoken.
 */
final class SpiffeTokens {
    private static final String SOCKET = "SPIFFE_ENDPOINT_SOCKET";
    private static final String SCHEME = "unix:";

    private SpiffeTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        return find(search, "spire-agent");
    }

    /** @param program that speaks the workload API */
    static Optional<WebIdentityTokenSource> find(TokenSearch search, String program) {
        String file = search.settings().file();
        if (file != null) {
            return Optional.of(new TokenFile(
                    search.directory().resolve(file),
                    "identity.webIdentity.file",
                    search.expected(),
                    TokenFile.Renewal.IN_PLACE));
        }
        List<String> command = new ArrayList<>(List.of(
                program, "api", "fetch", "jwt", "-audience", search.settings().requestedAudience()));
        search.environment()
                .find(SOCKET)
                .map(String::strip)
                .filter(socket -> socket.startsWith(SCHEME))
                .ifPresent(socket -> {
                    command.add("-socketPath");
                    command.add(socket.substring(SCHEME.length()).replaceFirst("^/{2,}", "/"));
                });
        return Optional.of(new TokenCommand(
                new TokenCommand.Settings(
                        command,
                        search.directory(),
                        "spire-agent api fetch jwt",
                        "Put spire-agent on the PATH and set SPIFFE_ENDPOINT_SOCKET, let spiffe-helper write the"
                                + " JWT-SVID to a file that identity.webIdentity.file names, or name another program"
                                + " in identity.webIdentity.command with provider: command.",
                        TokenCommand.Output.SPIRE),
                search.requested()));
    }
}
