package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Network mode, ports and the service's network. */
final class NetworkChecks {
    private NetworkChecks() {}

    static List<Finding> fargateNeedsAwsvpc(Subject subject) {
        Optional<String> mode = subject.networkMode();
        if (!subject.isForFargate() || mode.isEmpty() || mode.get().equals("awsvpc")) {
            return List.of();
        }
        return List.of(new Finding(
                ProblemId.INVALID_COMBINATION,
                subject.task().at("networkMode"),
                "Fargate runs tasks in network mode awsvpc only, this one has " + mode.get(),
                "Write `networkMode: awsvpc`"));
    }

    static List<Finding> hostPorts(Subject subject) {
        String mode = subject.networkMode().orElse("");
        if (!mode.equals("awsvpc") && !mode.equals("host")) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            for (Located port : subject.elements(container, "portMappings")) {
                long host = port.number("hostPort").orElse(0L);
                long own = port.number("containerPort").orElse(host);
                if (host != 0 && host != own) {
                    findings.add(new Finding(
                            ProblemId.INVALID_COMBINATION,
                            port.at("hostPort"),
                            "In network mode " + mode + " the host port must be the container port, " + own,
                            "Remove `hostPort`"));
                }
            }
        }
        return findings;
    }

    static List<Finding> serviceNetwork(Subject subject) {
        Optional<String> mode = subject.networkMode();
        Optional<Located> service = subject.service();
        if (mode.isEmpty() || service.isEmpty()) {
            return List.of();
        }
        boolean awsvpc = mode.get().equals("awsvpc");
        boolean given = service.get().has("networkConfiguration");
        if (awsvpc && !given) {
            return List.of(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    service.get().at("networkConfiguration"),
                    "Tasks in network mode awsvpc need the service's `networkConfiguration`",
                    "Add `networkConfiguration: { awsvpcConfiguration: { subnets: […] } }`"));
        }
        if (!awsvpc && given) {
            return List.of(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    service.get().at("networkConfiguration"),
                    "`networkConfiguration` is for network mode awsvpc, the task has " + mode.get(),
                    "Remove it, or write `networkMode: awsvpc` in `taskDefinition`"));
        }
        return List.of();
    }
}
