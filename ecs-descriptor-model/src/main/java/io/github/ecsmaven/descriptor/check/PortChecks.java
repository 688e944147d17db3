package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Ports of containers, and who names them. */
final class PortChecks {
    private static final long HIGHEST = 65535;

    private PortChecks() {}

    static List<Finding> numbers(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located port : ports(subject)) {
            boolean one = port.has("containerPort");
            boolean range = port.has("containerPortRange");
            if (!one && !range) {
                findings.add(new Finding(
                        ProblemId.MISSING_FIELD,
                        port.path(),
                        "A port mapping needs `containerPort` or `containerPortRange`",
                        "Add `containerPort`"));
            } else if (one && range) {
                findings.add(new Finding(
                        ProblemId.INVALID_COMBINATION,
                        port.at("containerPortRange"),
                        "A port mapping has either `containerPort` or `containerPortRange`, not both",
                        "Remove one of the two"));
            }
            number(port, "containerPort", 1, findings);
            number(port, "hostPort", 0, findings);
        }
        return findings;
    }

    /** Two containers of a task on one port: the second cannot listen. */
    static List<Finding> hostPorts(Subject subject) {
        String mode = subject.networkMode().orElse("");
        if (mode.isEmpty() || mode.equals("none")) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Map<String, Located> taken = new HashMap<>();
        for (Located port : ports(subject)) {
            long host = port.number("hostPort").orElse(0L);
            boolean shared = mode.equals("awsvpc") || mode.equals("host");
            long used = host == 0 && shared ? port.number("containerPort").orElse(0L) : host;
            if (used != 0) {
                Located first =
                        taken.putIfAbsent(used + "/" + port.text("protocol").orElse("tcp"), port);
                if (first != null) {
                    findings.add(new Finding(
                            ProblemId.LIKELY_FAILURE,
                            port.has("hostPort") ? port.at("hostPort") : port.at("containerPort"),
                            "The port " + used + " is taken by `" + first.path() + "` already",
                            "Give each its own port"));
                }
            }
        }
        return findings;
    }

    static List<Finding> names(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Located> taken = new HashMap<>();
        for (Located port : ports(subject)) {
            String name = port.text("name").orElse("");
            Located first = name.isEmpty() ? null : taken.putIfAbsent(name, port);
            if (first != null) {
                findings.add(new Finding(
                        ProblemId.LIKELY_FAILURE,
                        port.at("name"),
                        "The name `" + name + "` is that of `" + first.path() + "` already",
                        "Give each port of the task its own name"));
            }
        }
        return findings;
    }

    /** The ports that Service Connect and VPC Lattice name must be there. */
    static List<Finding> namedPorts(Subject subject) {
        List<Located> users = new ArrayList<>();
        subject.service().ifPresent(service -> {
            service.inside("serviceConnectConfiguration")
                    .filter(connect -> connect.flag("enabled").orElse(true))
                    .ifPresent(connect -> users.addAll(subject.elements(connect, "services")));
            users.addAll(subject.elements(service, "vpcLatticeConfigurations"));
        });
        List<Located> ports = users.isEmpty() ? List.of() : ports(subject);
        boolean unknown = subject.task().isOpen("containerDefinitions")
                || subject.containers().stream().anyMatch(container -> container.isOpen("portMappings"))
                || ports.stream().anyMatch(port -> port.isOpen("name"));
        if (unknown) {
            return List.of();
        }
        Set<String> names =
                ports.stream().flatMap(port -> port.text("name").stream()).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (Located user : users) {
            user.text("portName")
                    .filter(name -> !names.contains(name))
                    .ifPresent(name -> findings.add(new Finding(
                            ProblemId.INVALID_COMBINATION,
                            user.at("portName"),
                            "No port mapping of the task is named `" + name + "`",
                            ContainerChecks.meant(name, names, "Add `name: " + name + "` to a port mapping"))));
        }
        return findings;
    }

    private static List<Located> ports(Subject subject) {
        return subject.containers().stream()
                .flatMap(container -> subject.elements(container, "portMappings").stream())
                .toList();
    }

    private static void number(Located port, String member, long least, List<Finding> findings) {
        port.number(member)
                .filter(number -> number < least || number > HIGHEST)
                .ifPresent(number -> findings.add(new Finding(
                        ProblemId.INVALID_VALUE,
                        port.at(member),
                        number + " is no port",
                        "Use " + least + " to " + HIGHEST)));
    }
}
