package io.github.ecsmaven.maven;

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
        if (error instanceof InvalidDescriptorException || error instanceof UserException) {
            throw withTrace(new MojoFailureException(error.getMessage()), error);
        }
        if (error instanceof EnvironmentException) {
            return withTrace(new MojoExecutionException(error.getMessage()), error);
        }
        return new MojoExecutionException(
                "This is a defect of the plugin: " + error + ". Run again with -e and report what it prints.", error);
    }

    /**
     * Maven appends the messages of all causes to its own: the SDK's bare words after an explanation that has said them
     * already. What is suppressed is printed by {@code -e} alone.
     */
    private static <T extends Exception> T withTrace(T told, RuntimeException error) {
        told.addSuppressed(error);
        return told;
    }
}
