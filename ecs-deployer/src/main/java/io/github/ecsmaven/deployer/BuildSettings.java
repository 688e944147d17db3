package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
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
 */
public record BuildSettings(
        @Nullable URI endpoint, @Nullable Path tokenFile, Path baseDirectory, Environment environment, CiJob job) {}
