package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.plan.Action;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a plan would do, in a sentence: its last line. */
final class Summary {
    private Summary() {}

    static String of(DeploymentPlan plan) {
        if (plan.isEmpty()) {
            return plan.refusals().isEmpty()
                    ? "No changes. What runs is what the descriptor wants." + judgement(plan.judgement())
                    : refused(plan);
        }
        Map<Action.Deed, Integer> deeds = new LinkedHashMap<>();
        int deployments = 0;
        for (Action action : plan.actions()) {
            deeds.merge(action.deed(), 1, Integer::sum);
            boolean starts = action instanceof Action.CreateService
                    || (action instanceof Action.UpdateService update
                            && update.startsDeployment() == Action.StartsDeployment.YES);
            deployments += starts ? 1 : 0;
        }
        List<String> parts = new ArrayList<>();
        deeds.forEach((deed, count) -> parts.add(deed.verb() + " " + counted(count, deed.noun())));
        if (deployments > 0) {
            parts.add(counted(deployments, "deployment"));
        }
        return "Plan: " + String.join(", ", parts) + "." + (plan.refusals().isEmpty() ? "" : " " + refused(plan));
    }

    private static String refused(DeploymentPlan plan) {
        return "Refused: " + counted(plan.refusals().size(), "change") + " cannot be made.";
    }

    private static String judgement(Judgement judgement) {
        if (judgement instanceof Judgement.Adopted adopted) {
            return " Its deployment " + tail(adopted.deployment().arn()) + " is "
                    + adopted.deployment().status() + ".";
        }
        if (judgement instanceof Judgement.EndedBadly ended) {
            return " But its deployment " + tail(ended.deployment().arn()) + " ended "
                    + ended.deployment().status() + ".";
        }
        return "";
    }

    private static String counted(int count, String noun) {
        if (count == 1) {
            return count + " " + noun;
        }
        return count + " " + (noun.endsWith("cy") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
    }

    private static String tail(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
