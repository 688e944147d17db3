package io.github.ecsmaven.local.ecs.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** What follows when a caller stops a service deployment: it is rolled back, whether or not it has a circuit breaker. */
final class DeploymentStops {
    static final String BY = "ECS deployment stop request";
    static final String REASON = "Service deployment rolled back because of StopServiceDeployment request.";

    private DeploymentStops() {}

    /**
     * Stops it. One that is stopped or rolled back already goes on as it does.
     *
     * @return whether the service deployment had not ended
     */
    static boolean request(ManagedService managed, Rollout rollout, Instant at) {
        if (!rollout.isOpen() || rollout != managed.leading()) {
            return false;
        }
        ServiceDeploymentStatus status = rollout.serviceDeployment().status();
        if (status == ServiceDeploymentStatus.PENDING || status == ServiceDeploymentStatus.IN_PROGRESS) {
            rollout.rollbackRequested(at, REASON);
            managed.retryAt(null);
        }
        return true;
    }

    /** When a requested rollback begins; empty where none is requested. */
    static Optional<Instant> due(ManagedService managed, Duration wait) {
        ServiceDeployment deployment = managed.leading().serviceDeployment();
        return managed.isActive() && deployment.status() == ServiceDeploymentStatus.ROLLBACK_REQUESTED
                ? Optional.of(deployment.stoppedAt().plus(wait))
                : Optional.empty();
    }

    /** Begins the rollback, or finds that there is nothing to go back to. */
    static void rollBack(ManagedService managed, Instant at) {
        Rollout leading = managed.leading();
        leading.stopped(at);
        ServiceDeployment frozen = ServiceDescription.snapshot(managed, leading);
        Optional<Rollout> source = managed.lastCompletedBesides(leading);
        if (source.isPresent()) {
            TaskFailures.rollBack(managed, source.get(), at, BY, REASON);
        } else {
            TaskFailures.noCandidate(leading, frozen, at);
        }
    }
}
