package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.rollout.Durations;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.deployer.rollout.ServiceDeploymentArn;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What makes a deployment fail, told so that it can be mended. */
final class Verdicts {
    private Verdicts() {}

    static void requireNoRefusal(DeploymentPlan plan) {
        if (!plan.refusals().isEmpty()) {
            throw new UserException(new Explanation(
                    "The plan has changes that ECS cannot make; nothing was written",
                    String.join(
                            "\n",
                            plan.refusals().stream()
                                    .map(refusal -> refusal.path()
                                            + (refusal.where().isEmpty() ? "" : " (" + refusal.where() + ")"))
                                    .toList()),
                    plan.refusals().get(0).why(),
                    plan.refusals().get(0).wayOut()));
        }
    }

    static UserException inTheWay(LiveDeployment deployment) {
        return new UserException(new Explanation(
                "Another deployment of this service is running; nothing was written",
                deployment.arn() + " (" + deployment.status() + ")",
                "its target is not what the descriptor wants, and rollout.onInProgress is fail",
                "wait for it and run again; or set rollout.onInProgress to wait, or to replace it"));
    }

    static void requireSuccess(RolloutResult result, DeploymentDescriptor descriptor) {
        if (result instanceof RolloutResult.Failed failed) {
            throw new UserException(new Explanation(
                    "The deployment failed: " + ending(failed),
                    "service deployment " + failed.serviceDeploymentArn(),
                    reason(failed.reason(), failed.diagnosis()),
                    "mend the cause, then deploy again; mvn ecs:diff shows what runs now"));
        }
        if (result instanceof RolloutResult.Superseded superseded) {
            throw new UserException(new Explanation(
                    "Another deployment took the place of this one before it had ended",
                    "service deployment " + superseded.serviceDeploymentArn(),
                    "superseded by " + superseded.byServiceDeploymentArn(),
                    "find out who deployed; run again to deploy this descriptor over it"));
        }
        if (result instanceof RolloutResult.TimedOut timedOut) {
            throw new UserException(new Explanation(
                    "The rollout had not ended after " + Durations.text(timedOut.after())
                            + "; it goes on without this build",
                    "service deployment " + timedOut.serviceDeploymentArn() + " (" + timedOut.status() + ")",
                    reason("", timedOut.diagnosis()),
                    "run the same goal again, or ecs:wait: it follows the deployment that runs; or raise rollout.timeout (now "
                            + Planner.rolloutTimeout(descriptor) + ")"));
        }
    }

    /** The last line; empty where there is nothing to follow. */
    static Optional<String> closing(RolloutResult result) {
        if (result instanceof RolloutResult.Succeeded succeeded) {
            return Optional.of("Deployed, after " + Durations.text(succeeded.after()) + ".");
        }
        if (result instanceof RolloutResult.NotFollowed) {
            return Optional.of("Not followed: whether it works is not known (ecs.wait=false).");
        }
        return Optional.empty();
    }

    /** The descriptor of the service that a deployment is of, by its own cluster where there are several: its role reads. */
    static DeploymentDescriptor descriptorOf(List<DeploymentDescriptor> descriptors, ServiceDeploymentArn deployment) {
        List<DeploymentDescriptor> ofService = descriptors.stream()
                .filter(each -> each.region().equals(deployment.region())
                        && serviceName(each).equals(deployment.service()))
                .toList();
        return ofService.stream()
                .filter(each -> each.cluster()
                        .substring(each.cluster().lastIndexOf('/') + 1)
                        .equals(deployment.cluster()))
                .findFirst()
                .or(() -> ofService.stream().findFirst())
                .orElseThrow(() -> new UserException(new Explanation(
                        "No descriptor at hand deploys the service of the service deployment",
                        deployment.text(),
                        "it is of service " + deployment.service() + " in " + deployment.region() + "; there are: "
                                + descriptors.stream()
                                        .map(each -> each.name() + " (service " + serviceName(each) + " in "
                                                + each.region() + ")")
                                        .collect(Collectors.joining(", ")),
                        "run the goal in the module of the descriptor that deploys it, with its environment")));
    }

    static void requireAccount(String account, ServiceDeploymentArn deployment) {
        if (!account.equals(deployment.account())) {
            throw new UserException(new Explanation(
                    "The service deployment is in another account than the role that reads",
                    deployment.text(),
                    "the role session is in account " + account,
                    "choose the environment that deploys there: -Decs.environment=NAME"));
        }
    }

    static String serviceName(DeploymentDescriptor descriptor) {
        Value name = descriptor
                .wantedService()
                .map(service -> service.members().get("serviceName"))
                .orElse(null);
        return name instanceof Value.Text text ? text.text() : "";
    }

    private static String ending(RolloutResult.Failed failed) {
        return switch (failed.status()) {
            case "ROLLBACK_SUCCESSFUL" -> "ECS rolled it back, the version before it serves";
            case "ROLLBACK_FAILED" -> "ECS tried to roll it back and could not";
            case "STOPPED" -> "ECS stopped it";
            default -> "it ended " + failed.status();
        };
    }

    private static String reason(String reason, List<String> diagnosis) {
        String lines = String.join("\n", diagnosis);
        return reason.isEmpty() ? lines : reason + (lines.isEmpty() ? "" : "\n" + lines);
    }
}
