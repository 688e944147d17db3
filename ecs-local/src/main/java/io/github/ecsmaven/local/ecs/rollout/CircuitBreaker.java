package io.github.ecsmaven.local.ecs.rollout;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ThresholdConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

/** The deployment circuit breaker: when it opens, and what it says. */
final class CircuitBreaker {
    static final String ROLLED_BACK =
            "Service deployment rolled back because the circuit breaker threshold was exceeded.";
    static final String STOPPED = "Service deployment stopped because the circuit breaker threshold was exceeded.";
    static final String NO_CANDIDATE = "No rollback candidate was found to run the rollback.";
    private static final int LEAST = 3;
    private static final int MOST = 200;
    private static final int USUAL_PERCENT = 50;
    private static final double WHOLE = 100.0;

    private CircuitBreaker() {}

    static boolean isEnabled(DeploymentConfiguration configuration) {
        DeploymentCircuitBreaker breaker = configuration.deploymentCircuitBreaker();
        return breaker != null && Boolean.TRUE.equals(breaker.enable());
    }

    static boolean rollsBack(DeploymentConfiguration configuration) {
        DeploymentCircuitBreaker breaker = configuration.deploymentCircuitBreaker();
        return breaker != null && Boolean.TRUE.equals(breaker.rollback());
    }

    static boolean resetsOnHealthyTask(DeploymentConfiguration configuration) {
        DeploymentCircuitBreaker breaker = configuration.deploymentCircuitBreaker();
        return breaker == null || !Boolean.FALSE.equals(breaker.resetOnHealthyTask());
    }

    /** How many failures open it: by default half the desired count, at least 3 and at most 200. */
    static int threshold(DeploymentConfiguration configuration, int desiredCount) {
        DeploymentCircuitBreaker breaker = configuration.deploymentCircuitBreaker();
        ThresholdConfiguration threshold = breaker == null ? null : breaker.thresholdConfiguration();
        int value = threshold == null || threshold.value() == null ? USUAL_PERCENT : threshold.value();
        ThresholdType type = type(threshold);
        if (type == ThresholdType.COUNT) {
            return value;
        }
        int share = (int) Math.ceil(value / WHOLE * desiredCount);
        return type == ThresholdType.UNBOUNDED_PERCENT ? Math.max(1, share) : Math.max(LEAST, Math.min(MOST, share));
    }

    private static ThresholdType type(@Nullable ThresholdConfiguration threshold) {
        return threshold == null || threshold.type() == null ? ThresholdType.BOUNDED_PERCENT : threshold.type();
    }

    /** How a service deployment shows it at its start. */
    static ServiceDeploymentCircuitBreaker atStart(DeploymentConfiguration configuration, int desiredCount) {
        return ServiceDeploymentCircuitBreaker.builder()
                .status(
                        isEnabled(configuration)
                                ? ServiceDeploymentRollbackMonitorsStatus.MONITORING
                                : ServiceDeploymentRollbackMonitorsStatus.DISABLED)
                .failureCount(0)
                .threshold(threshold(configuration, desiredCount))
                .build();
    }
}
