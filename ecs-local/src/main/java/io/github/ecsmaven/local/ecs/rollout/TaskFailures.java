package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.shape.Members;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** What follows when a task starts or fails: counts, the wait before the next try, the circuit breaker, the rollback. */
final class TaskFailures {
    private static final int CONSISTENT = 3;

    private final Pace pace;

    TaskFailures(Pace pace) {
        this.pace = pace;
    }

    void taskRuns(ManagedService managed, Task task, Instant at) {
        Rollout rollout = managed.primary();
        if (!rollout.id().equals(task.startedBy())) {
            return;
        }
        rollout.taskRuns(at);
        Rollout leading = managed.leading();
        if (leading.isOpen()
                && leading == rollout
                && CircuitBreaker.resetsOnHealthyTask(
                        leading.serviceDeployment().deploymentConfiguration())) {
            leading.breakerFailures(at, 0);
        }
    }

    void taskFailed(ManagedService managed, Task task, Instant at) {
        Rollout rollout = managed.primary();
        if (!rollout.id().equals(task.startedBy()) || rollout.isFailed()) {
            return;
        }
        rollout.taskFailed(at);
        int failures = rollout.deployment().failedTasks();
        managed.retryAt(at.plus(pace.retryAfter(failures)));
        if (failures == CONSISTENT) {
            Chronicle.say(
                    managed,
                    at,
                    "is unable to consistently start tasks successfully. For more information, see the "
                            + "Troubleshooting section of the Amazon ECS Developer Guide.");
        }
        Rollout leading = managed.leading();
        DeploymentConfiguration configuration = leading.serviceDeployment().deploymentConfiguration();
        if (!leading.isOpen() || !CircuitBreaker.isEnabled(configuration)) {
            return;
        }
        int counted = failures;
        if (leading == rollout) {
            counted = leading.breakerFailures() + 1;
            leading.breakerFailures(at, counted);
        }
        if (counted >= CircuitBreaker.threshold(configuration, managed.desiredCount())) {
            breakerOpens(managed, at);
        }
    }

    private void breakerOpens(ManagedService managed, Instant at) {
        Rollout failing = managed.primary();
        Rollout leading = managed.leading();
        failing.failed(at);
        leading.breakerTriggered();
        managed.retryAt(null);
        Chronicle.say(managed, at, failing, "deployment failed: tasks failed to start.");
        ServiceDeployment frozen = ServiceDescription.snapshot(managed, leading);
        if (failing != leading) {
            leading.ended(at, frozen, ServiceDeploymentStatus.ROLLBACK_FAILED, rollbackFailed(leading));
            return;
        }
        if (!CircuitBreaker.rollsBack(frozen.deploymentConfiguration())) {
            leading.ended(at, frozen, ServiceDeploymentStatus.STOPPED, CircuitBreaker.STOPPED);
            return;
        }
        Optional<Rollout> source = managed.lastCompletedBesides(leading);
        if (source.isPresent()) {
            rollBack(managed, source.get(), at, "ECS deployment circuit breaker", CircuitBreaker.ROLLED_BACK);
        } else {
            noCandidate(leading, frozen, at);
        }
    }

    /** There is no revision to go back to. */
    static void noCandidate(Rollout leading, ServiceDeployment frozen, Instant at) {
        leading.ended(
                at,
                frozen,
                ServiceDeploymentStatus.ROLLBACK_FAILED,
                rollbackFailed(leading) + " " + CircuitBreaker.NO_CANDIDATE);
    }

    private static String rollbackFailed(Rollout leading) {
        String arn = leading.serviceDeployment().serviceDeploymentArn();
        return "Deployment [" + arn.substring(arn.lastIndexOf('/') + 1) + "] rollback has failed.";
    }

    /** The service takes on the revision of the source again, so that is what a description shows. */
    static void rollBack(ManagedService managed, Rollout source, Instant at, String by, String reason) {
        managed.leading().rollsBack(at, source.revision(), reason);
        Service.Builder restored = Members.copyExcept(
                source.revision(), managed.service().toBuilder(), Set.of("createdAt", "platformVersion"));
        managed.service(restored.build());
        managed.returnTo(source);
        source.returnedTo(at, by);
        Chronicle.say(managed, at, "rolling back to deployment " + source.id() + ".");
    }
}
