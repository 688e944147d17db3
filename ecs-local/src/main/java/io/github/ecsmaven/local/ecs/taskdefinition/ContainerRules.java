package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.Errors;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What RegisterTaskDefinition refuses as to its containers. */
final class ContainerRules {
    private static final int HIGHEST_PORT = 65535;
    private static final int LONGEST_IMAGE = 255;
    private static final Set<ContainerCondition> ENDED =
            EnumSet.of(ContainerCondition.SUCCESS, ContainerCondition.COMPLETE);
    private static final List<Consumer<RegisterTaskDefinitionRequest>> RULES = List.of(
            ContainerRules::namesAndImagesAreGiven,
            ContainerRules::namesAreUnique,
            ContainerRules::oneIsEssential,
            ContainerRules::memoryIsGiven,
            ContainerRules::memoryFits,
            ContainerRules::cpuFitsTheTask,
            ContainerRules::portsAreValid,
            ContainerRules::awsvpcPortsMatch,
            ContainerRules::dependenciesExist,
            ContainerRules::endedDependenciesAreNotEssential,
            ContainerRules::mountedVolumesExist,
            ContainerRules::awslogsHasItsOptions,
            ContainerRules::namesOfVariablesAreGiven);

    private ContainerRules() {}

    static void check(RegisterTaskDefinitionRequest request) {
        RULES.forEach(rule -> rule.accept(request));
    }

    private static void namesAndImagesAreGiven(RegisterTaskDefinitionRequest request) {
        for (ContainerDefinition container : request.containerDefinitions()) {
            if (TaskDefinitionRules.isBlank(container.name())) {
                throw Errors.client("Container.name should not be null or empty.");
            }
            if (!TaskDefinitionRules.isName(container.name())) {
                throw Errors.client("Container.name contains invalid characters.");
            }
            if (TaskDefinitionRules.isBlank(container.image())) {
                throw Errors.client("Container.image should not be null or empty.");
            }
            if (container.image().length() > LONGEST_IMAGE) {
                throw Errors.client("Container.image should be " + LONGEST_IMAGE + " characters or less.");
            }
            if (container.image().chars().anyMatch(Character::isWhitespace)) {
                throw Errors.client("Container.image contains invalid characters.");
            }
        }
    }

    private static void namesAreUnique(RegisterTaskDefinitionRequest request) {
        if (names(request).size() < request.containerDefinitions().size()) {
            throw Errors.client("Container names must be unique within a Task Definition.");
        }
    }

    private static void oneIsEssential(RegisterTaskDefinitionRequest request) {
        if (request.containerDefinitions().stream().noneMatch(ContainerRules::isEssential)) {
            throw Errors.client("Task definition doesn't have any essential container.");
        }
    }

    private static void memoryIsGiven(RegisterTaskDefinitionRequest request) {
        if (request.memory() != null) {
            return;
        }
        for (ContainerDefinition container : request.containerDefinitions()) {
            if (container.memory() == null && container.memoryReservation() == null) {
                throw Errors.client("Invalid setting for container '" + container.name()
                        + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
            }
        }
    }

    private static void memoryFits(RegisterTaskDefinitionRequest request) {
        for (ContainerDefinition container : request.containerDefinitions()) {
            Integer memory = container.memory();
            Integer reservation = container.memoryReservation();
            // Docker's own least, 6 MiB, is not asked for: ECS is recorded to have taken 1.
            if ((memory != null && memory < 1) || (reservation != null && reservation < 1)) {
                throw Errors.client("Invalid 'memory' setting for container '" + container.name() + "'.");
            }
            if (memory != null && reservation != null && reservation > memory) {
                throw Errors.client("Invalid setting for container '" + container.name()
                        + "'. The 'memory' value must be greater than or equal to the 'memoryReservation' value.");
            }
        }
        String task = TaskSize.mebibytes(request.memory());
        int reserved = request.containerDefinitions().stream()
                .mapToInt(container -> {
                    Integer soft = container.memoryReservation();
                    Integer hard = container.memory();
                    return soft != null ? soft : hard != null ? hard : 0;
                })
                .sum();
        if (task != null && reserved > Integer.parseInt(task)) {
            throw Errors.client("The sum of all container 'memoryReservation' values cannot be greater than the value "
                    + "of the task 'memory'.");
        }
    }

    private static void cpuFitsTheTask(RegisterTaskDefinitionRequest request) {
        String task = TaskSize.cpuUnits(request.cpu());
        int sum = request.containerDefinitions().stream()
                .mapToInt(container -> container.cpu() == null ? 0 : container.cpu())
                .sum();
        if (task != null && sum > Integer.parseInt(task)) {
            throw Errors.client(
                    "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.");
        }
    }

    private static void portsAreValid(RegisterTaskDefinitionRequest request) {
        for (ContainerDefinition container : request.containerDefinitions()) {
            for (PortMapping port : container.portMappings()) {
                if (port.containerPort() == null && port.containerPortRange() == null) {
                    throw Errors.client("Invalid 'containerPort' setting for container '" + container.name() + "'.");
                }
                if (isNoPort(port.containerPort(), 1)) {
                    throw Errors.client("Invalid 'containerPort' setting for container '" + container.name() + "'.");
                }
                if (isNoPort(port.hostPort(), 0)) {
                    throw Errors.client("Invalid 'hostPort' setting for container '" + container.name() + "'.");
                }
            }
        }
    }

    private static boolean isNoPort(@Nullable Integer port, int least) {
        return port != null && (port < least || port > HIGHEST_PORT);
    }

    private static void awsvpcPortsMatch(RegisterTaskDefinitionRequest request) {
        if (request.networkMode() != NetworkMode.AWSVPC) {
            return;
        }
        for (ContainerDefinition container : request.containerDefinitions()) {
            for (PortMapping port : container.portMappings()) {
                Integer host = port.hostPort();
                if (host != null && host != 0 && !host.equals(port.containerPort())) {
                    throw Errors.client("When networkMode=awsvpc, the host ports and container ports in port mappings "
                            + "must match.");
                }
            }
        }
    }

    private static void dependenciesExist(RegisterTaskDefinitionRequest request) {
        Set<String> names = names(request);
        for (ContainerDefinition container : request.containerDefinitions()) {
            for (ContainerDependency dependency : container.dependsOn()) {
                if (!names.contains(dependency.containerName())) {
                    throw Errors.client("Cannot depend on container + '" + dependency.containerName()
                            + "' because it does not exist");
                }
                if (container.name().equals(dependency.containerName())) {
                    throw Errors.client("Container '" + container.name() + "' cannot depend on itself.");
                }
            }
        }
    }

    private static void endedDependenciesAreNotEssential(RegisterTaskDefinitionRequest request) {
        Set<String> essential = request.containerDefinitions().stream()
                .filter(ContainerRules::isEssential)
                .map(ContainerDefinition::name)
                .collect(Collectors.toSet());
        for (ContainerDefinition container : request.containerDefinitions()) {
            for (ContainerDependency dependency : container.dependsOn()) {
                if (ENDED.contains(dependency.condition()) && essential.contains(dependency.containerName())) {
                    throw Errors.client("A dependency container with SUCCESS or COMPLETE condition cannot be an "
                            + "essential container");
                }
            }
        }
    }

    private static void mountedVolumesExist(RegisterTaskDefinitionRequest request) {
        Set<String> volumes = request.volumes().stream().map(Volume::name).collect(Collectors.toSet());
        request.containerDefinitions().stream()
                .flatMap(container -> container.mountPoints().stream())
                .filter(mount -> !volumes.contains(mount.sourceVolume()))
                .findFirst()
                .ifPresent(mount -> {
                    throw Errors.client("Unknown volume '" + mount.sourceVolume() + "'.");
                });
    }

    private static void awslogsHasItsOptions(RegisterTaskDefinitionRequest request) {
        List<String> required = Arrays.asList("awslogs-region", "awslogs-group");
        for (ContainerDefinition container : request.containerDefinitions()) {
            var log = container.logConfiguration();
            if (log != null
                    && "awslogs".equals(log.logDriverAsString())
                    && !log.options().keySet().containsAll(required)) {
                List<String> missing = required.stream()
                        .filter(option -> !log.options().containsKey(option))
                        .toList();
                throw Errors.client("Log driver awslogs requires options: " + String.join(", ", missing));
            }
        }
    }

    private static void namesOfVariablesAreGiven(RegisterTaskDefinitionRequest request) {
        for (ContainerDefinition container : request.containerDefinitions()) {
            Set<String> secrets = new HashSet<>();
            container.secrets().forEach(secret -> {
                if (TaskDefinitionRules.isBlank(secret.name()) || TaskDefinitionRules.isBlank(secret.valueFrom())) {
                    throw Errors.client("Secret.name and Secret.valueFrom should not be null or empty.");
                }
                if (!secrets.add(secret.name())) {
                    throw Errors.client("Duplicate secret names found: " + secret.name());
                }
            });
            container.environment().forEach(variable -> {
                if (TaskDefinitionRules.isBlank(variable.name())) {
                    throw Errors.client("Environment variable name should not be null or empty.");
                }
                if (secrets.contains(variable.name())) {
                    throw Errors.client("The secret name must be unique and not shared with any new or existing "
                            + "environment variables set on the container, such as '" + variable.name() + "'.");
                }
            });
        }
    }

    private static boolean isEssential(ContainerDefinition container) {
        return !Boolean.FALSE.equals(container.essential());
    }

    private static Set<String> names(RegisterTaskDefinitionRequest request) {
        return request.containerDefinitions().stream()
                .map(ContainerDefinition::name)
                .collect(Collectors.toSet());
    }
}
