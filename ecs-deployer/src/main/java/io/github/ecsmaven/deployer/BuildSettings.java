package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.identity.OriginChoice;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a build says of itself: where it runs and whom it speaks to.
 *
 * @param endpoint instead of AWS's; null: AWS's
 * @param tokenFile takes the place of the descriptor's web identity settings; null: they hold
 * @param baseDirectory relative paths start here
 * @param environment the process environment
 * @param job the CI job, for names and conditions
 * @param origin what sessions may be made from besides a token
 */
public record BuildSettings(
        @Nullable URI endpoint,
        @Nullable Path tokenFile,
        Path baseDirectory,
        Environment environment,
        CiJob job,
        OriginChoice origin) {
    /** One that makes its sessions from tokens. */
    public BuildSettings(
            @Nullable URI endpoint, @Nullable Path tokenFile, Path baseDirectory, Environment environment, CiJob job) {
        this(endpoint, tokenFile, baseDirectory, environment, job, OriginChoice.TOKEN);
    }
}
