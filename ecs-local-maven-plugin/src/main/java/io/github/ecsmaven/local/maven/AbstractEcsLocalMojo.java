package io.github.ecsmaven.local.maven;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.problem.EcsLocalException;
import java.util.Optional;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share: the running server of this module's build, and one translation of errors. */
abstract class AbstractEcsLocalMojo extends AbstractMojo {
    private static final String RUNNING = EcsLocal.class.getName();

    /**
     * Skips the goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped, because ecs-local.skip is set");
            return;
        }
        try {
            run();
        } catch (EcsLocalException e) {
            throw failure(e);
        }
    }

    /** Maven appends the messages of all causes to its own, which has said them already; {@code -e} prints them. */
    static MojoFailureException failure(RuntimeException error) {
        MojoFailureException told = new MojoFailureException(error.getMessage());
        told.addSuppressed(error);
        return told;
    }

    abstract void run() throws MojoExecutionException, MojoFailureException;

    /** The server that an earlier goal of this module's build has started. */
    Optional<EcsLocal> running() {
        return Optional.ofNullable((EcsLocal) getPluginContext().get(RUNNING));
    }

    @SuppressWarnings("unchecked") // Maven declares the context as a raw map.
    void remember(EcsLocal server) {
        getPluginContext().put(RUNNING, server);
    }

    void forget() {
        getPluginContext().remove(RUNNING);
    }
}
