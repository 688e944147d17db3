package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How containers wait for each other. */
final class DependencyChecks {
    private static final Set<String> ENDED = Set.of("SUCCESS", "COMPLETE");

    private DependencyChecks() {}

    /** Each circle is told once, at the first of its containers. */
    static List<Finding> cycles(Subject subject) {
        Map<String, List<Located>> graph = new LinkedHashMap<>();
        for (Located container : subject.containers()) {
            container.text("name").ifPresent(name -> graph.putIfAbsent(name, subject.elements(container, "dependsOn")));
        }
        List<Finding> findings = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (String start : graph.keySet()) {
            circle(start, graph)
                    .filter(path -> told.stream().noneMatch(path::contains))
                    .ifPresent(path -> {
                        told.addAll(path);
                        findings.add(finding(path, graph));
                    });
        }
        return findings;
    }

    /** What a container waits for to end must not take the task down with its end. */
    static List<Finding> endedAndEssential(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            for (Located dependency : subject.elements(container, "dependsOn")) {
                String name = dependency.text("containerName").orElse("");
                String condition = dependency.text("condition").orElse("");
                boolean essential = subject.container(name)
                        .filter(awaited -> !awaited.isOpen("essential"))
                        .filter(awaited -> awaited.flag("essential").orElse(true))
                        .isPresent();
                if (ENDED.contains(condition) && essential) {
                    findings.add(new Finding(
                            ProblemId.INVALID_COMBINATION,
                            dependency.at("condition"),
                            "`" + name + "` is essential, so its end is the task's: nothing can wait for " + condition,
                            "Write `essential: false` in `" + name + "`, or wait for START or HEALTHY"));
                }
            }
        }
        return findings;
    }

    /** Waiting for HEALTHY needs something to tell health by; without it the container never starts. */
    static List<Finding> healthyWithoutCheck(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            for (Located dependency : subject.elements(container, "dependsOn")) {
                String name = dependency.text("containerName").orElse("");
                boolean blind = subject.container(name)
                        .filter(awaited -> !awaited.has("healthCheck"))
                        .isPresent();
                if (blind
                        && dependency
                                .text("condition")
                                .filter("HEALTHY"::equals)
                                .isPresent()) {
                    findings.add(new Finding(
                            ProblemId.LIKELY_FAILURE,
                            dependency.at("condition"),
                            "`" + name + "` has no `healthCheck`, so it never becomes HEALTHY",
                            "Add a `healthCheck` to `" + name + "`, or wait for START"));
                }
            }
        }
        return findings;
    }

    private static Optional<List<String>> circle(String start, Map<String, List<Located>> graph) {
        return search(start, start, graph, new ArrayList<>(List.of(start)), new HashSet<>());
    }

    private static Optional<List<String>> search(
            String start, String at, Map<String, List<Located>> graph, List<String> path, Set<String> seen) {
        for (Located dependency : graph.getOrDefault(at, List.of())) {
            String next = dependency.text("containerName").orElse("");
            if (next.equals(start) && path.size() > 1) {
                return Optional.of(List.copyOf(path));
            }
            // A container that names itself is told apart from circles.
            if (!next.equals(at) && seen.add(next)) {
                path.add(next);
                Optional<List<String>> found = search(start, next, graph, path, seen);
                if (found.isPresent()) {
                    return found;
                }
                path.remove(path.size() - 1);
            }
        }
        return Optional.empty();
    }

    private static Finding finding(List<String> path, Map<String, List<Located>> graph) {
        Located first = graph.getOrDefault(path.get(0), List.of()).stream()
                .filter(dependency -> dependency
                        .text("containerName")
                        .filter(path.get(1)::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow();
        return new Finding(
                ProblemId.DEPENDENCY_CYCLE,
                first.at("containerName"),
                "The containers wait for each other in a circle: " + String.join(" → ", path) + " → " + path.get(0),
                "Remove one of these `dependsOn`");
    }
}
