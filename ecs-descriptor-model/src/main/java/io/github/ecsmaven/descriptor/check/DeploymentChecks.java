package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the service is deployed. */
final class DeploymentChecks {
    private static final Map<String, String> BLOCKS =
            Map.of("linearConfiguration", "LINEAR", "canaryConfiguration", "CANARY");

    private static final Long HUNDRED = 100L;

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

    static List<Finding> ranges(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        subject.service()
                .flatMap(service -> service.inside("deploymentConfiguration"))
                .ifPresent(deployment -> {
                    range(deployment, "maximumPercent", 0, Integer.MAX_VALUE, findings);
                    range(deployment, "minimumHealthyPercent", 0, 100, findings);
                    range(deployment, "bakeTimeInMinutes", 0, 1440, findings);
                    deployment
                            .inside("linearConfiguration")
                            .ifPresent(linear -> range(linear, "stepPercent", 3, 100, findings));
                    deployment
                            .inside("canaryConfiguration")
                            .ifPresent(canary -> range(canary, "canaryPercent", 0.1, 100, findings));
                    Optional<Long> most = deployment.number("maximumPercent");
                    if (most.filter(HUNDRED::equals).isPresent()
                            && deployment
                                    .number("minimumHealthyPercent")
                                    .filter(HUNDRED::equals)
                                    .isPresent()) {
                        findings.add(new Finding(
                                ProblemId.INVALID_COMBINATION,
                                deployment.at("maximumPercent"),
                                "With `maximumPercent` 100 and `minimumHealthyPercent` 100 no task can be replaced",
                                "Allow more than 100 percent while deploying, or fewer healthy tasks"));
                    }
                });
        return findings;
    }

    private static void range(Located owner, String member, double least, double most, List<Finding> findings) {
        owner.decimal(member)
                .filter(number -> number < least || number > most)
                .ifPresent(number -> findings.add(new Finding(
                        ProblemId.INVALID_VALUE,
                        owner.at(member),
                        "`" + member + "` is " + plain(number) + ", which AWS refuses",
                        most == Integer.MAX_VALUE
                                ? "Use at least " + plain(least)
                                : "Use " + plain(least) + " to " + plain(most))));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
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
