package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the service is deployed. */
final class DeploymentChecks {
    private static final Map<String, String> BLOCKS =
            Map.of("linearConfiguration", "LINEAR", "canaryConfiguration", "CANARY");

    private DeploymentChecks() {}

    static List<Finding> controller(Subject subject) {
        return subject
                .service()
                .flatMap(service -> service.inside("deploymentController"))
                .filter(controller -> controller
                        .text("type")
                        .filter(type -> type.equals("CODE_DEPLOY") || type.equals("EXTERNAL"))
                        .isPresent())
                .map(controller -> new Finding(
                        ProblemId.NOT_SUPPORTED_YET,
                        controller.at("type"),
                        "Services that CodeDeploy or another program deploys are not supported",
                        "Use the ECS controller; its strategies are ROLLING, BLUE_GREEN, LINEAR and CANARY"))
                .stream()
                .toList();
    }

    static List<Finding> strategyBlocks(Subject subject) {
        Optional<Located> deployment = subject.service().flatMap(service -> service.inside("deploymentConfiguration"));
        if (deployment.isEmpty() || deployment.get().isOpen("strategy")) {
            return List.of();
        }
        String strategy = deployment.get().text("strategy").orElse("ROLLING");
        List<Finding> findings = new ArrayList<>();
        BLOCKS.forEach((block, needed) -> {
            if (deployment.get().has(block) && !strategy.equals(needed)) {
                findings.add(new Finding(
                        ProblemId.INVALID_COMBINATION,
                        deployment.get().at(block),
                        "`" + block + "` is for the strategy " + needed + ", the service has " + strategy,
                        "Remove it, or write `strategy: " + needed + "`"));
            }
        });
        return findings;
    }
}
