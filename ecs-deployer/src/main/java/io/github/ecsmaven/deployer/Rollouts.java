package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.Deployer.Following;
import io.github.ecsmaven.deployer.apply.AppliedPlan;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Judgement;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.deployer.report.Progress;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.deployer.rollout.RolloutWatcher;
import io.github.ecsmaven.deployer.rollout.ServiceDeploymentArn;
import io.github.ecsmaven.deployer.rollout.ServiceDeploymentFinder;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnInProgress;
import java.util.Optional;

/** The rollouts of one descriptor's service: those that a plan starts, finds running, or has to wait for. */
final class Rollouts {
    private final DeploymentDescriptor descriptor;
    private final Following following;
    private final RolloutWatcher watcher;
    private final ServiceDeploymentFinder finder;
    private final Progress progress;

    Rollouts(
            DeploymentDescriptor descriptor,
            Following following,
            RolloutWatcher watcher,
            ServiceDeploymentFinder finder,
            Progress progress) {
        this.descriptor = descriptor;
        this.following = following;
        this.watcher = watcher;
        this.finder = finder;
        this.progress = progress;
    }

    /** Deals with another's running deployment; true when the world has moved and has to be read again. */
    boolean madeWay(DeploymentPlan plan) {
        if (!(plan.judgement() instanceof Judgement.Foreign foreign)) {
            return false;
        }
        OnInProgress policy = descriptor.rollout().onInProgress();
        if (policy == OnInProgress.FAIL) {
            throw Verdicts.inTheWay(foreign.deployment());
        }
        if (policy == OnInProgress.WAIT) {
            progress.line("waiting for another's deployment to end: "
                    + foreign.deployment().arn());
            watcher.awaitEnd(foreign.deployment().arn(), Planner.rolloutTimeout(descriptor));
        }
        return policy == OnInProgress.WAIT;
    }

    /** What has become of the deployment that an earlier run started. */
    RolloutResult judged(DeploymentPlan plan, String running) {
        if (plan.judgement() instanceof Judgement.Adopted adopted) {
            return following == Following.NO
                    ? new RolloutResult.NotFollowed(adopted.deployment().arn())
                    : follow(adopted.deployment().arn(), running);
        }
        if (plan.judgement() instanceof Judgement.EndedBadly ended) {
            return watcher.judge(descriptor.cluster(), Verdicts.serviceName(descriptor), ended.deployment());
        }
        return new RolloutResult.NothingToFollow();
    }

    /** What has become of the deployment that this run started. */
    RolloutResult followed(AppliedPlan applied) {
        Optional<String> started = applied.startedDeployment();
        if (started.isEmpty()) {
            return new RolloutResult.NothingToFollow();
        }
        if (following == Following.NO) {
            return new RolloutResult.NotFollowed(started.get());
        }
        String arn = finder.find(descriptor.cluster(), Verdicts.serviceName(descriptor), started.get());
        return follow(arn, applied.taskDefinitionArn());
    }

    /** What has become of one that somebody names. */
    RolloutResult follow(ServiceDeploymentArn deployment, String taskDefinitionArn) {
        return follow(deployment.text(), taskDefinitionArn, deployment.cluster(), deployment.service());
    }

    private RolloutResult follow(String serviceDeploymentArn, String taskDefinitionArn) {
        return follow(serviceDeploymentArn, taskDefinitionArn, descriptor.cluster(), Verdicts.serviceName(descriptor));
    }

    private RolloutResult follow(
            String serviceDeploymentArn, String taskDefinitionArn, String cluster, String service) {
        progress.line("following " + serviceDeploymentArn);
        String chosen = descriptor.environment() == null ? "" : " -Decs.environment=" + descriptor.environment();
        return watcher.follow(new RolloutWatcher.Followed(
                cluster,
                service,
                serviceDeploymentArn,
                taskDefinitionArn,
                Planner.rolloutTimeout(descriptor),
                "mvn ecs:wait -Decs.deployment=" + serviceDeploymentArn + chosen));
    }
}
