package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.shape.Members;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** Makes a revision into a rollout at its very beginning. The revision and the deployment share their digits, as on AWS. */
final class RolloutFactory {
    private RolloutFactory() {}

    static Rollout create(ManagedService managed, ServiceRevision revision, Instant now) {
        String digits = managed.identifiers().digits();
        ServiceRevision target = revision.toBuilder()
                .serviceRevisionArn(managed.names()
                        .serviceRevision(
                                managed.clusterName(), managed.service().serviceName(), digits))
                .createdAt(now)
                .build();
        return new Rollout(target, serviceDeployment(managed, target, now), entry("ecs-svc/" + digits, target, now));
    }

    private static ServiceDeployment serviceDeployment(ManagedService managed, ServiceRevision target, Instant now) {
        Service service = managed.service();
        DeploymentConfiguration configuration = service.deploymentConfiguration();
        return ServiceDeployment.builder()
                .serviceDeploymentArn(managed.names()
                        .serviceDeployment(
                                managed.clusterName(),
                                service.serviceName(),
                                managed.identifiers().serviceDeployment()))
                .serviceArn(service.serviceArn())
                .clusterArn(service.clusterArn())
                .createdAt(now)
                .updatedAt(now)
                .status(ServiceDeploymentStatus.PENDING)
                .deploymentConfiguration(configuration)
                .deploymentCircuitBreaker(CircuitBreaker.atStart(configuration, managed.desiredCount()))
                .alarms(DeploymentMonitors.alarmsAtStart(configuration))
                .sourceServiceRevisions(sources(managed))
                .targetServiceRevision(summary(target))
                .build();
    }

    /** The revisions that are in service now, or still have tasks. */
    private static List<ServiceRevisionSummary> sources(ManagedService managed) {
        if (managed.rollouts().isEmpty()) {
            return List.of();
        }
        return ServiceDescription.listed(managed).stream()
                .filter(rollout -> rollout.everCompleted()
                        || managed.tasks().stream()
                                .anyMatch(task -> rollout.id().equals(task.startedBy()) && !TaskLife.isStopped(task)))
                .map(rollout -> summary(rollout.revision()))
                .toList();
    }

    private static ServiceRevisionSummary summary(ServiceRevision revision) {
        return ServiceRevisionSummary.builder()
                .arn(revision.serviceRevisionArn())
                .requestedTaskCount(0)
                .runningTaskCount(0)
                .pendingTaskCount(0)
                .build();
    }

    private static Deployment entry(String id, ServiceRevision revision, Instant now) {
        return Members.copy(revision, Deployment.builder())
                .id(id)
                .failedTasks(0)
                .createdAt(now)
                .updatedAt(now)
                .rolloutState(DeploymentRolloutState.IN_PROGRESS)
                .rolloutStateReason("ECS deployment " + id + " in progress.")
                .build();
    }
}
