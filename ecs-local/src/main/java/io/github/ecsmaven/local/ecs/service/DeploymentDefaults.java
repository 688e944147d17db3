package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.shape.Members;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTimeoutConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.ThresholdConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

/** What ECS makes of a deployment configuration, and how an update merges into one. */
final class DeploymentDefaults {
    private static final int REPLICA_MAXIMUM = 200;
    private static final int REPLICA_MINIMUM = 100;
    private static final int DAEMON_MAXIMUM = 100;
    private static final int DAEMON_MINIMUM = 0;
    private static final int THRESHOLD_PERCENT = 50;
    private static final double LINEAR_PERCENT = 10.0;
    private static final int LINEAR_MINUTES = 6;
    private static final double CANARY_PERCENT = 5.0;
    private static final int CANARY_MINUTES = 10;
    private static final int HOOK_MINUTES = 1440;

    private DeploymentDefaults() {}

    /**
     * A given member replaces the one that is there; what is omitted stays. Of the circuit breaker {@code enable} and
     * {@code rollback} are replaced together, the rest of it stays where it is omitted.
     */
    static DeploymentConfiguration merge(DeploymentConfiguration current, @Nullable DeploymentConfiguration update) {
        if (update == null) {
            return current;
        }
        DeploymentConfiguration.Builder merged = Members.copy(update, current.toBuilder());
        DeploymentCircuitBreaker before = current.deploymentCircuitBreaker();
        DeploymentCircuitBreaker given = update.deploymentCircuitBreaker();
        if (before != null && given != null) {
            DeploymentCircuitBreaker.Builder breaker =
                    before.toBuilder().enable(null).rollback(null);
            merged.deploymentCircuitBreaker(Members.copy(given, breaker).build());
        }
        return merged.build();
    }

    /** The configuration with every default that ECS shows, by scheduling and deployment strategy. */
    static DeploymentConfiguration fill(
            @Nullable DeploymentConfiguration given, @Nullable SchedulingStrategy scheduling) {
        DeploymentConfiguration base =
                given == null ? DeploymentConfiguration.builder().build() : given;
        boolean daemon = scheduling == SchedulingStrategy.DAEMON;
        DeploymentConfiguration.Builder filled = base.toBuilder();
        if (base.maximumPercent() == null) {
            filled.maximumPercent(daemon ? DAEMON_MAXIMUM : REPLICA_MAXIMUM);
        }
        if (base.minimumHealthyPercent() == null) {
            filled.minimumHealthyPercent(daemon ? DAEMON_MINIMUM : REPLICA_MINIMUM);
        }
        if (base.strategyAsString() == null) {
            filled.strategy(DeploymentStrategy.ROLLING);
        }
        if (base.bakeTimeInMinutes() == null) {
            filled.bakeTimeInMinutes(0);
        }
        filled.deploymentCircuitBreaker(breaker(base.deploymentCircuitBreaker()));
        if (base.hasLifecycleHooks()) {
            filled.lifecycleHooks(
                    base.lifecycleHooks().stream().map(DeploymentDefaults::hook).toList());
        }
        filled.linearConfiguration(
                base.strategy() == DeploymentStrategy.LINEAR ? linear(base.linearConfiguration()) : null);
        filled.canaryConfiguration(
                base.strategy() == DeploymentStrategy.CANARY ? canary(base.canaryConfiguration()) : null);
        return filled.build();
    }

    private static DeploymentCircuitBreaker breaker(@Nullable DeploymentCircuitBreaker given) {
        DeploymentCircuitBreaker base =
                given == null ? DeploymentCircuitBreaker.builder().build() : given;
        DeploymentCircuitBreaker.Builder breaker = base.toBuilder()
                .enable(Boolean.TRUE.equals(base.enable()))
                .rollback(Boolean.TRUE.equals(base.rollback()))
                .resetOnHealthyTask(!Boolean.FALSE.equals(base.resetOnHealthyTask()));
        ThresholdConfiguration threshold = base.thresholdConfiguration();
        if (threshold == null) {
            breaker.thresholdConfiguration(ThresholdConfiguration.builder()
                    .type(ThresholdType.BOUNDED_PERCENT)
                    .value(THRESHOLD_PERCENT)
                    .build());
        }
        return breaker.build();
    }

    private static DeploymentLifecycleHook hook(DeploymentLifecycleHook given) {
        DeploymentLifecycleHook.Builder hook = given.toBuilder();
        if (given.targetTypeAsString() == null) {
            hook.targetType(DeploymentLifecycleHookTargetType.AWS_LAMBDA);
        }
        DeploymentLifecycleHookTimeoutConfiguration timeout = given.timeoutConfiguration() == null
                ? DeploymentLifecycleHookTimeoutConfiguration.builder().build()
                : given.timeoutConfiguration();
        DeploymentLifecycleHookTimeoutConfiguration.Builder filled = timeout.toBuilder();
        if (timeout.timeoutInMinutes() == null) {
            filled.timeoutInMinutes(HOOK_MINUTES);
        }
        if (timeout.actionAsString() == null) {
            filled.action(DeploymentLifecycleHookAction.ROLLBACK);
        }
        return hook.timeoutConfiguration(filled.build()).build();
    }

    private static LinearConfiguration linear(@Nullable LinearConfiguration given) {
        LinearConfiguration base = given == null ? LinearConfiguration.builder().build() : given;
        LinearConfiguration.Builder linear = base.toBuilder();
        if (base.stepPercent() == null) {
            linear.stepPercent(LINEAR_PERCENT);
        }
        if (base.stepBakeTimeInMinutes() == null) {
            linear.stepBakeTimeInMinutes(LINEAR_MINUTES);
        }
        return linear.build();
    }

    private static CanaryConfiguration canary(@Nullable CanaryConfiguration given) {
        CanaryConfiguration base = given == null ? CanaryConfiguration.builder().build() : given;
        CanaryConfiguration.Builder canary = base.toBuilder();
        if (base.canaryPercent() == null) {
            canary.canaryPercent(CANARY_PERCENT);
        }
        if (base.canaryBakeTimeInMinutes() == null) {
            canary.canaryBakeTimeInMinutes(CANARY_MINUTES);
        }
        return canary.build();
    }
}
