package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In which order the members of a structure are written: what a reader looks for first, then as the API has them. */
final class MemberOrder {
    private static final Map<String, List<String>> FIRST = Map.of(
            "",
            List.of(
                    "version",
                    "extends",
                    "environments",
                    "region",
                    "cluster",
                    "deploy",
                    "identity",
                    "repositories",
                    "images",
                    "logGroups",
                    "taskDefinition",
                    "service",
                    "autoScaling",
                    "managedFields",
                    "rollout",
                    "ignore"),
            "identity",
            List.of("roleArn", "webIdentity", "allowedAccounts", "assume"),
            "taskDefinition",
            List.of(
                    "family",
                    "requiresCompatibilities",
                    "runtimePlatform",
                    "networkMode",
                    "cpu",
                    "memory",
                    "executionRoleArn",
                    "taskRoleArn"),
            "taskDefinition.containerDefinitions[]",
            List.of(
                    "name",
                    "image",
                    "essential",
                    "cpu",
                    "memory",
                    "memoryReservation",
                    "entryPoint",
                    "command",
                    "workingDirectory",
                    "user",
                    "portMappings",
                    "environment",
                    "environmentFiles",
                    "secrets",
                    "mountPoints",
                    "dependsOn",
                    "healthCheck",
                    "logConfiguration"),
            "service",
            List.of(
                    "serviceName",
                    "launchType",
                    "capacityProviderStrategy",
                    "platformVersion",
                    "schedulingStrategy",
                    "desiredCount",
                    "networkConfiguration",
                    "loadBalancers",
                    "healthCheckGracePeriodSeconds",
                    "serviceRegistries",
                    "serviceConnectConfiguration",
                    "deploymentController",
                    "deploymentConfiguration"));

    private static final Map<String, List<String>> LAST = Map.of(
            "", List.of("tags"),
            "taskDefinition", List.of("containerDefinitions", "volumes", "tags"),
            "service", List.of("tags"));

    private MemberOrder() {}

    /**
     * The names of a structure's members in the order in which they are written.
     *
     * @param rulePath of the structure
     * @param shape of the structure; null where it is not known, and then the order given is kept
     */
    static List<String> of(Value.Structure structure, String rulePath, @Nullable StructureShape shape) {
        List<String> last = LAST.getOrDefault(rulePath, List.of());
        Set<String> names = new LinkedHashSet<>(FIRST.getOrDefault(rulePath, List.of()));
        if (shape != null) {
            names.addAll(shape.members().keySet());
        }
        names.addAll(structure.members().keySet());
        last.forEach(names::remove);
        names.addAll(last);
        names.retainAll(structure.members().keySet());
        return new ArrayList<>(names);
    }
}
