package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the containers of a task say about each other and about its volumes. */
final class ContainerChecks {
    private ContainerChecks() {}

    static List<Finding> essential(Subject subject) {
        List<Located> containers = subject.containers();
        Predicate<Located> maybe = container -> container.flag("essential").orElse(true);
        if (containers.isEmpty() || containers.stream().anyMatch(maybe)) {
            return List.of();
        }
        return List.of(new Finding(
                ProblemId.INVALID_COMBINATION,
                subject.task().at("containerDefinitions"),
                "No container of the task is essential",
                "Remove `essential: false` from the container that the task is for"));
    }

    static List<Finding> ports(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            for (Located port : subject.elements(container, "portMappings")) {
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
            }
        }
        return findings;
    }

    static List<Finding> dependencies(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            for (Located dependency : subject.elements(container, "dependsOn")) {
                sibling(subject, container, dependency, "containerName", findings);
            }
            for (Located source : subject.elements(container, "volumesFrom")) {
                sibling(subject, container, source, "sourceContainer", findings);
            }
        }
        return findings;
    }

    static List<Finding> volumes(Subject subject) {
        List<Located> volumes = subject.elements(subject.task(), "volumes");
        if (volumes.stream().anyMatch(volume -> volume.isOpen("name"))) {
            return List.of();
        }
        List<String> names =
                volumes.stream().flatMap(volume -> volume.text("name").stream()).toList();
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            for (Located mount : subject.elements(container, "mountPoints")) {
                mount.text("sourceVolume")
                        .filter(name -> !names.contains(name))
                        .ifPresent(name -> findings.add(new Finding(
                                ProblemId.INVALID_COMBINATION,
                                mount.at("sourceVolume"),
                                "The task has no volume `" + name + "`",
                                meant(name, names, "Add it to `taskDefinition.volumes`"))));
            }
        }
        return findings;
    }

    static List<Finding> secretsBesideEnvironment(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            List<String> plain = subject.elements(container, "environment").stream()
                    .flatMap(variable -> variable.text("name").stream())
                    .toList();
            for (Located secret : subject.elements(container, "secrets")) {
                secret.text("name")
                        .filter(plain::contains)
                        .ifPresent(name -> findings.add(new Finding(
                                ProblemId.DUPLICATE_ELEMENT,
                                secret.at("name"),
                                "`" + name + "` is both in `secrets` and in `environment`",
                                "Remove one of the two")));
            }
        }
        return findings;
    }

    /** With an access point EFS takes its own root directory. */
    static List<Finding> accessPoints(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located volume : subject.elements(subject.task(), "volumes")) {
            volume.inside("efsVolumeConfiguration")
                    .filter(efs -> efs.inside("authorizationConfig")
                            .filter(authorization -> authorization.has("accessPointId"))
                            .isPresent())
                    .filter(efs -> efs.text("rootDirectory")
                            .filter(root -> !root.isEmpty() && !root.equals("/"))
                            .isPresent())
                    .ifPresent(efs -> findings.add(new Finding(
                            ProblemId.INVALID_COMBINATION,
                            efs.at("rootDirectory"),
                            "With `accessPointId` the root directory is the access point's",
                            "Remove `rootDirectory`")));
        }
        return findings;
    }

    private static void sibling(
            Subject subject, Located container, Located owner, String member, List<Finding> findings) {
        String name = owner.text(member).orElse(null);
        if (name == null || subject.hasOpenContainerName()) {
            return;
        }
        if (container.text("name").filter(name::equals).isPresent()) {
            findings.add(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    owner.at(member),
                    "The container names itself here",
                    "Name another container of the task"));
        } else if (!subject.containerNames().contains(name)) {
            findings.add(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    owner.at(member),
                    "The task has no container `" + name + "`",
                    meant(name, subject.containerNames(), "Name a container of the task")));
        }
    }

    static String meant(String name, List<String> names, String otherwise) {
        return Nearest.to(name, names)
                .map(near -> "Did you mean `" + near + "`?")
                .orElseGet(() -> names.isEmpty() ? otherwise : otherwise + ": it has " + String.join(", ", names));
    }
}
