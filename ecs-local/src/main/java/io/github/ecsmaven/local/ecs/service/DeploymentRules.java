package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.resource.Errors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

/** What CreateService and UpdateService refuse as to how a service is deployed. The ranges are AWS's documented ones. */
final class DeploymentRules {
    private static final int MOST_BAKE_MINUTES = 1440;
    private static final double LEAST_STEP = 3;
    private static final double LEAST_CANARY = 0.1;
    private static final double WHOLE = 100;

    private DeploymentRules() {}

    /**
     * Throws the error of the first rule that is broken.
     *
     * @param current the strategy that stays where none is given
     */
    static void check(@Nullable DeploymentConfiguration given, Optional<DeploymentStrategy> current) {
        if (given == null) {
            return;
        }
        blocksFit(given, given.strategy() == null ? current.orElse(DeploymentStrategy.ROLLING) : given.strategy());
        percentagesAreInRange(given);
        Integer bake = given.bakeTimeInMinutes();
        if (bake != null && (bake < 0 || bake > MOST_BAKE_MINUTES)) {
            throw invalid("bakeTimeInMinutes", "0 and " + MOST_BAKE_MINUTES);
        }
        linearIsInRange(given.linearConfiguration());
        canaryIsInRange(given.canaryConfiguration());
        thresholdIsInRange(given.deploymentCircuitBreaker());
    }

    private static void blocksFit(DeploymentConfiguration given, DeploymentStrategy strategy) {
        if (given.linearConfiguration() != null && strategy != DeploymentStrategy.LINEAR) {
            throw Errors.invalidParameter("Linear configuration can only be present with LINEAR deployment strategy");
        }
        if (given.canaryConfiguration() != null && strategy != DeploymentStrategy.CANARY) {
            throw Errors.invalidParameter("Canary configuration can only be present with CANARY deployment strategy");
        }
    }

    private static void percentagesAreInRange(DeploymentConfiguration given) {
        Integer most = given.maximumPercent();
        Integer least = given.minimumHealthyPercent();
        if (most != null && most < 0) {
            throw Errors.invalidParameter("maximumPercent must not be negative.");
        }
        if (least != null && (least < 0 || least > WHOLE)) {
            throw invalid("minimumHealthyPercent", "0 and 100");
        }
        if (most != null && least != null && most == WHOLE && least == WHOLE) {
            throw Errors.invalidParameter(
                    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.");
        }
    }

    private static void linearIsInRange(@Nullable LinearConfiguration given) {
        if (given != null
                && given.stepPercent() != null
                && (given.stepPercent() < LEAST_STEP || given.stepPercent() > WHOLE)) {
            throw invalid("linearConfiguration.stepPercent", "3 and 100");
        }
    }

    private static void canaryIsInRange(@Nullable CanaryConfiguration given) {
        if (given != null
                && given.canaryPercent() != null
                && (given.canaryPercent() < LEAST_CANARY || given.canaryPercent() > WHOLE)) {
            throw invalid("canaryConfiguration.canaryPercent", "0.1 and 100");
        }
    }

    private static void thresholdIsInRange(@Nullable DeploymentCircuitBreaker given) {
        ThresholdConfiguration threshold = given == null ? null : given.thresholdConfiguration();
        if (threshold == null || threshold.value() == null) {
            return;
        }
        if (threshold.value() < 1) {
            throw Errors.invalidParameter("thresholdConfiguration.value must be at least 1.");
        }
        if (threshold.type() != ThresholdType.COUNT && threshold.value() > WHOLE) {
            throw invalid("thresholdConfiguration.value", "1 and 100 for a percentage");
        }
    }

    private static RuntimeException invalid(String member, String range) {
        return Errors.invalidParameter(member + " must be between " + range + ".");
    }
}
