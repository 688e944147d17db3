package io.github.ecsmaven.local.ecs.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;
import software.amazon.awssdk.services.ecs.model.Task;

/** A service and its deployments as the API describes them: what is kept, with the counts of the moment. */
public final class ServiceDescription {
    private ServiceDescription() {}

    /**
     * The service as DescribeServices shows it, without tags. {@code currentServiceDeployment} is there only while a
     * service deployment is under way: a recorded description of a service at rest does not have it.
     */
    public static Service of(ManagedService managed) {
        Service.Builder service = managed.service().toBuilder()
                .desiredCount(managed.desiredCount())
                .runningCount(count(managed, task -> true, TaskLife::isRunning))
                .pendingCount(count(managed, task -> true, TaskLife::isPending))
                .events(managed.events())
                .deployments(deployments(managed));
        if (ManagedService.INACTIVE.equals(managed.service().status())) {
            return service.build();
        }
        if (managed.leading().isOpen()) {
            service.currentServiceDeployment(
                    managed.leading().serviceDeployment().serviceDeploymentArn());
        }
        return service.currentServiceRevisions(listed(managed).stream()
                        .map(rollout -> currentRevision(managed, rollout))
                        .toList())
                .build();
    }

    /** A service deployment; the counts of one that has ended are those of its end. */
    static ServiceDeployment of(ManagedService managed, Rollout rollout) {
        return rollout.isOpen() ? snapshot(managed, rollout) : rollout.serviceDeployment();
    }

    /** A service deployment with the counts of this moment. */
    static ServiceDeployment snapshot(ManagedService managed, Rollout rollout) {
        ServiceDeployment kept = rollout.serviceDeployment();
        boolean back = managed.primary() != rollout;
        return kept.toBuilder()
                .lifecycleStage(stage(managed, rollout))
                .targetServiceRevision(summary(managed, rollout, back ? 0 : managed.desiredCount()))
                .sourceServiceRevisions(kept.sourceServiceRevisions().stream()
                        .map(source -> managed.rollouts().stream()
                                .filter(candidate -> candidate
                                        .revision()
                                        .serviceRevisionArn()
                                        .equals(source.arn()))
                                .findFirst()
                                .map(candidate -> summary(
                                        managed,
                                        candidate,
                                        candidate == managed.primary() ? managed.desiredCount() : 0))
                                .orElse(source))
                        .toList())
                .build();
    }

    /** A rolling deployment scales its revision up, and then cleans up what is left of the others. */
    private static @Nullable ServiceDeploymentLifecycleStage stage(ManagedService managed, Rollout rollout) {
        ServiceDeployment deployment = rollout.serviceDeployment();
        if (deployment.startedAt() == null) {
            return null;
        }
        int running = count(managed, of(managed.primary()), TaskLife::isRunning);
        return running < managed.desiredCount()
                ? ServiceDeploymentLifecycleStage.SCALE_UP
                : ServiceDeploymentLifecycleStage.CLEAN_UP;
    }

    /** The entries of deployments[]: the primary one first, then those that still have tasks. */
    static List<Rollout> listed(ManagedService managed) {
        Rollout primary = managed.primary();
        List<Rollout> others = managed.rollouts().stream()
                .filter(rollout -> rollout != primary && rollout.isListed())
                .toList();
        List<Rollout> all = new ArrayList<>(List.of(primary));
        all.addAll(others);
        return all;
    }

    private static List<Deployment> deployments(ManagedService managed) {
        if (ManagedService.INACTIVE.equals(managed.service().status())) {
            return List.of();
        }
        return listed(managed).stream()
                .map(rollout -> deployment(managed, rollout))
                .toList();
    }

    private static Deployment deployment(ManagedService managed, Rollout rollout) {
        boolean primary = rollout == managed.primary();
        Predicate<Task> own = of(rollout);
        return rollout.deployment().toBuilder()
                .status(primary ? "PRIMARY" : "ACTIVE")
                .desiredCount(primary ? managed.desiredCount() : count(managed, own, TaskLife::isWanted))
                .runningCount(count(managed, own, TaskLife::isRunning))
                .pendingCount(count(managed, own, TaskLife::isPending))
                .build();
    }

    private static ServiceCurrentRevisionSummary currentRevision(ManagedService managed, Rollout rollout) {
        Predicate<Task> own = of(rollout);
        return ServiceCurrentRevisionSummary.builder()
                .arn(rollout.revision().serviceRevisionArn())
                .requestedTaskCount(
                        rollout == managed.primary() ? managed.desiredCount() : count(managed, own, TaskLife::isWanted))
                .runningTaskCount(count(managed, own, TaskLife::isRunning))
                .pendingTaskCount(count(managed, own, TaskLife::isPending))
                .build();
    }

    private static ServiceRevisionSummary summary(ManagedService managed, Rollout rollout, int requested) {
        Predicate<Task> own = of(rollout);
        return ServiceRevisionSummary.builder()
                .arn(rollout.revision().serviceRevisionArn())
                .requestedTaskCount(requested)
                .runningTaskCount(count(managed, own, TaskLife::isRunning))
                .pendingTaskCount(count(managed, own, TaskLife::isPending))
                .build();
    }

    private static Predicate<Task> of(Rollout rollout) {
        return task -> rollout.id().equals(task.startedBy());
    }

    private static int count(ManagedService managed, Predicate<Task> which, Predicate<Task> state) {
        return Math.toIntExact(managed.tasks().stream().filter(which.and(state)).count());
    }
}
