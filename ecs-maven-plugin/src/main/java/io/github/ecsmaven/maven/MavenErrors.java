package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The one translation of what went wrong into Maven's terms: a {@link MojoFailureException} for what the user can mend,
 * a {@link MojoExecutionException} where the world failed.
 */
final class MavenErrors {
    private MavenErrors() {}

    /**
     * What to throw instead of {@code error}.
     *
     * @return for the world's failures
     * @throws MojoFailureException for what the user can mend
     */
    static MojoExecutionException translate(RuntimeException error) throws MojoFailureException {
        if (error instanceof InvalidDescriptorException invalid) {
            throw new MojoFailureException(invalid.getMessage(), invalid);
        }
        if (error instanceof DeployerException known) {
            if (known instanceof UserException) {
                throw new MojoFailureException(known.getMessage(), known);
            }
            if (known instanceof EnvironmentException) {
                return new MojoExecutionException(known.getMessage(), known);
            }
        }
        return new MojoExecutionException(
                "This is a defect of the plugin: " + error + ". Run again with -e and report what it prints.", error);
    }
}
