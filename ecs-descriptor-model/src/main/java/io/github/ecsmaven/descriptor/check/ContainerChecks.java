package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the containers of a task say about each other and about its volumes. */
final class ContainerChecks {
    private static final int NAMES_SHOWN = 12;
    private static final int MOST_COMPARED = 200;
    private static final int LONGEST_IMAGE = 255;
    private static final Set<String> HEALTH_COMMANDS = Set.of("CMD", "CMD-SHELL", "NONE");

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
        if (subject.task().isOpen("volumes") || volumes.stream().anyMatch(volume -> volume.isOpen("name"))) {
            return List.of();
        }
        Set<String> names =
                volumes.stream().flatMap(volume -> volume.text("name").stream()).collect(Collectors.toSet());
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

    /** A volume that the service configures is used by that; one that is open to others is not looked at. */
    static List<Finding> unusedVolumes(Subject subject) {
        List<Located> containers = subject.containers();
        boolean unknown = subject.task().isOpen("containerDefinitions")
                || containers.stream()
                        .anyMatch(container -> container.isOpen("mountPoints")
                                || subject.elements(container, "mountPoints").stream()
                                        .anyMatch(mount -> mount.isOpen("sourceVolume")));
        if (unknown) {
            return List.of();
        }
        Set<String> mounted = containers.stream()
                .flatMap(container -> subject.elements(container, "mountPoints").stream())
                .flatMap(mount -> mount.text("sourceVolume").stream())
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (Located volume : subject.elements(subject.task(), "volumes")) {
            volume.text("name")
                    .filter(name -> !mounted.contains(name))
                    .ifPresent(name -> findings.add(new Finding(
                            ProblemId.UNUSED_ELEMENT,
                            volume.path(),
                            "No container mounts the volume `" + name + "`",
                            "Name it in a container's `mountPoints`, or remove it")));
        }
        return findings;
    }

    /** Docker knows NONE, CMD and CMD-SHELL; a command without one of them fails in each task. */
    static List<Finding> healthCheckCommands(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            container
                    .inside("healthCheck")
                    .filter(check -> !check.isOpen("command"))
                    .ifPresent(check -> check.texts("command").stream()
                            .findFirst()
                            .filter(first -> !HEALTH_COMMANDS.contains(first))
                            .ifPresent(first -> findings.add(new Finding(
                                    ProblemId.LIKELY_FAILURE,
                                    check.at("command"),
                                    "A health check's command begins with CMD or CMD-SHELL, this one with `"
                                            + shortened(first) + "`",
                                    first.contains(" ")
                                            ? "Write `[CMD-SHELL, \"…\"]` for a line for the shell"
                                            : "Write `[CMD, …]` for a program and its arguments"))));
        }
        return findings;
    }

    /** Links are Docker's on its bridge; with awsvpc all containers of a task share one network. */
    static List<Finding> links(Subject subject) {
        if (!subject.networkMode().orElse("").equals("awsvpc")) {
            return List.of();
        }
        return subject.containers().stream()
                .filter(container -> container.has("links") && !container.isOpen("links"))
                .map(container -> new Finding(
                        ProblemId.LIKELY_FAILURE,
                        container.at("links"),
                        "Links are not supported in network mode awsvpc",
                        "Remove them: the containers of a task reach each other at localhost"))
                .toList();
    }

    static List<Finding> images(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            String image = container.text("image").orElse("");
            if (!image.isBlank() && image.chars().anyMatch(Character::isWhitespace)) {
                findings.add(new Finding(
                        ProblemId.INVALID_VALUE,
                        container.at("image"),
                        "The name of an image has no spaces",
                        "Write REPOSITORY:TAG or REPOSITORY@DIGEST"));
            } else if (image.length() > LONGEST_IMAGE) {
                findings.add(new Finding(
                        ProblemId.INVALID_VALUE,
                        container.at("image"),
                        "The name of an image has at most " + LONGEST_IMAGE + " characters, this one " + image.length(),
                        "Write REPOSITORY:TAG or REPOSITORY@DIGEST"));
            }
        }
        return findings;
    }

    static List<Finding> secretsBesideEnvironment(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            Set<String> plain = subject.elements(container, "environment").stream()
                    .flatMap(variable -> variable.text("name").stream())
                    .collect(Collectors.toSet());
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

    private static String listed(Collection<String> names) {
        String shown = names.stream().sorted().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + ", …" : shown;
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    static String meant(String name, Collection<String> names, String otherwise) {
        Optional<String> nearest = names.size() > MOST_COMPARED ? Optional.empty() : Nearest.to(name, names);
        return nearest.map(near -> "Did you mean `" + near + "`?")
                .orElseGet(() -> names.isEmpty() ? otherwise : otherwise + ": it has " + listed(names));
    }
}
