package io.github.ecsmaven.deployer.aws;

import java.time.Duration;

/** Waits between two calls. An interface, so that tests need not. */
@FunctionalInterface
public interface Pacer {
    /**
     * Returns after the time given.
     *
     * @throws io.github.ecsmaven.deployer.problem.EnvironmentException where the thread is interrupted meanwhile; the
     *     interrupt stays set
     */
    void pause(Duration time);
}
