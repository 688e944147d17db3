package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.Errors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** What RegisterTaskDefinition refuses as to how containers wait for each other or are linked. */
final class ContainerGraphRules {
    private ContainerGraphRules() {}

    static void check(RegisterTaskDefinitionRequest request) {
        if (hasCycle(
                request,
                container -> container.dependsOn().stream()
                        .map(ContainerDependency::containerName)
                        .toList())) {
            throw Errors.client("Container dependencies (dependsOn) should not have a cycle");
        }
        // A link is NAME or NAME:ALIAS.
        if (hasCycle(
                request,
                container -> container.links().stream()
                        .map(link -> link.split(":", 2)[0])
                        .toList())) {
            throw Errors.client("Container links should not have a cycle");
        }
    }

    private static boolean hasCycle(
            RegisterTaskDefinitionRequest request, Function<ContainerDefinition, List<String>> next) {
        Map<String, List<String>> graph = new HashMap<>();
        request.containerDefinitions().forEach(container -> graph.put(container.name(), next.apply(container)));
        Set<String> finished = new HashSet<>();
        return graph.keySet().stream().anyMatch(name -> returns(name, graph, new HashSet<>(), finished));
    }

    private static boolean returns(
            String name, Map<String, List<String>> graph, Set<String> above, Set<String> finished) {
        if (above.contains(name)) {
            return true;
        }
        if (!finished.add(name)) {
            return false;
        }
        above.add(name);
        boolean found =
                graph.getOrDefault(name, List.of()).stream().anyMatch(next -> returns(next, graph, above, finished));
        above.remove(name);
        return found;
    }
}
