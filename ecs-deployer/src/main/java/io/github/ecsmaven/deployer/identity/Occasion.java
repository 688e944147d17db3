package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.Pacer;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * When, for what and how patiently sessions are asked for.
 *
 * @param job the sessions are named after it
 * @param clock what the ends of sessions and tokens are compared with
 * @param pacer waits before STS is asked again
 * @param notices takes lines for the report: that STS is asked again, that a session is not renewed yet
 */
public record Occasion(CiJob job, Clock clock, Pacer pacer, Consumer<String> notices) {}
