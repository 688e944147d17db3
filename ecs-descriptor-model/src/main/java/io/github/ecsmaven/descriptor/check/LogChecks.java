package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the containers' output goes. Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch". */
final class LogChecks {
    private static final List<String> REQUIRED = List.of("awslogs-region", "awslogs-group");
    private static final String PREFIX = "awslogs-stream-prefix";
    private static final Set<String> ON_FARGATE = Set.of("awslogs", "splunk", "awsfirelens");

    private LogChecks() {}

    static List<Finding> options(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            container
                    .inside("logConfiguration")
                    .filter(log ->
                            log.text("logDriver").filter("awslogs"::equals).isPresent())
                    .filter(log -> !log.isOpen("options"))
                    .ifPresent(log -> options(subject, log, findings));
        }
        return findings;
    }

    static List<Finding> driver(Subject subject) {
        if (!subject.requiresFargate()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            container
                    .inside("logConfiguration")
                    .filter(log -> log.text("logDriver")
                            .filter(driver -> !ON_FARGATE.contains(driver))
                            .isPresent())
                    .ifPresent(log -> findings.add(new Finding(
                            ProblemId.LIKELY_FAILURE,
                            log.at("logDriver"),
                            "Fargate has the log drivers awslogs, splunk and awsfirelens, not "
                                    + log.text("logDriver").orElse(""),
                            "Use one of the three")));
        }
        return findings;
    }

    private static void options(Subject subject, Located log, List<Finding> findings) {
        Set<String> given = log.members().members().get("options") instanceof Value.Mapping mapping
                ? mapping.entries().keySet()
                : Set.of();
        for (String option : REQUIRED) {
            if (!given.contains(option)) {
                findings.add(new Finding(
                        ProblemId.LOG_OPTION_MISSING,
                        log.at("options").member(option),
                        "The log driver awslogs needs the option `" + option + "`",
                        "Add `" + option + ": " + (option.endsWith("region") ? "REGION" : "GROUP") + "` to `options`"));
            }
        }
        if (!given.contains(PREFIX) && subject.isForFargate()) {
            findings.add(new Finding(
                    ProblemId.LIKELY_FAILURE,
                    log.at("options"),
                    "The option `" + PREFIX + "` is missing, which Fargate needs to name the log streams",
                    "Add `" + PREFIX + ": NAME` to `options`"));
        }
    }
}
