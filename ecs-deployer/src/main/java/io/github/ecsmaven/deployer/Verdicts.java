package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.rollout.Durations;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;

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

    static void requireSuccess(DeploymentReport report, DeploymentDescriptor descriptor) {
        RolloutResult result = report.result();
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
                    "run the same goal again: it follows the deployment that runs; or raise rollout.timeout (now "
                            + Planner.rolloutTimeout(descriptor) + ")"));
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
