package io.github.ecsmaven.local.maven;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.state.OwnerOnlyFile;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** The file with the token that a CI would mint. */
final class TokenFile {
    private final Path file;
    private final EcsLocal server;
    private final TokenRequest request;
    private Instant renewal = Instant.MIN;

    /** A file that is still to be written. */
    TokenFile(Path file, EcsLocal server, TokenRequest request) {
        this.file = file;
        this.server = server;
        this.request = request;
    }

    Path path() {
        return file;
    }

    /**
     * Mints a token where there is none yet, or the one that is there has lived for more than half its life by
     * ecs-local's time.
     *
     * @throws EcsLocalException when it cannot be written
     */
    void renew() {
        Instant now = server.clock().instant();
        if (now.isBefore(renewal)) {
            return;
        }
        try {
            OwnerOnlyFile.replace(file, server.mint(request).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new EcsLocalException(
                    "the token cannot be written to " + file + ": " + e + "; give another ecs-local.directory", e);
        }
        renewal = now.plus(request.lifetime().dividedBy(2));
    }
}
