package io.github.ecsmaven.local.ecs.task;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.shape.Enumerations;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What RunTask refuses. Each rule throws the error that AWS answers. */
final class RunTaskRules {
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,64}");
    private static final Pattern STARTED_BY = Pattern.compile("[a-zA-Z0-9_/-]{0,128}");
    private static final int MOST_TASKS = 10;
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_SECURITY_GROUPS = 5;

    private static final List<Consumer<RunTaskRequest>> REQUEST = List.of(
            RunTaskRules::taskDefinitionIsGiven,
            RunTaskRules::enumerationsHaveTheirValues,
            RunTaskRules::countIsWithinLimits,
            RunTaskRules::namesAreValid,
            RunTaskRules::tagsAreValid,
            RunTaskRules::capacityIsGivenOnce);
    private static final List<BiConsumer<RunTaskRequest, TaskDefinition>> TARGET = List.of(
            RunTaskRules::networkFitsTheMode,
            RunTaskRules::taskDefinitionRunsOnFargate,
            RunTaskRules::placementFitsFargate,
            RunTaskRules::overriddenContainersExist,
            RunTaskRules::launchVolumesAreConfigured);

    private RunTaskRules() {}

    static void check(RunTaskRequest request) {
        REQUEST.forEach(rule -> rule.accept(request));
    }

    static void check(RunTaskRequest request, TaskDefinition definition) {
        TARGET.forEach(rule -> rule.accept(request, definition));
    }

    static boolean isFargate(RunTaskRequest request) {
        return request.launchType() == LaunchType.FARGATE
                || request.capacityProviderStrategy().stream()
                        .anyMatch(item -> item.capacityProvider().startsWith("FARGATE"));
    }

    private static void taskDefinitionIsGiven(RunTaskRequest request) {
        if (request.taskDefinition() == null || request.taskDefinition().isBlank()) {
            throw Errors.invalidParameter("TaskDefinition can not be blank.");
        }
    }

    private static void enumerationsHaveTheirValues(RunTaskRequest request) {
        Enumerations.firstUnknown(request).ifPresent(unknown -> {
            throw Errors.invalidParameter("Invalid '" + unknown.member() + "' setting: " + unknown.value());
        });
    }

    private static void countIsWithinLimits(RunTaskRequest request) {
        if (request.count() != null && (request.count() < 1 || request.count() > MOST_TASKS)) {
            throw Errors.invalidParameter("Count must be between 1 and " + MOST_TASKS + ".");
        }
    }

    private static void namesAreValid(RunTaskRequest request) {
        if (request.clientToken() != null
                && !TOKEN.matcher(request.clientToken()).matches()) {
            throw Errors.invalidParameter("The client token is not valid. It can have up to 64 characters.");
        }
        if (request.startedBy() != null
                && !STARTED_BY.matcher(request.startedBy()).matches()) {
            throw Errors.invalidParameter("startedBy is not valid. It can have up to 128 letters, numbers, hyphens, "
                    + "forward slashes and underscores.");
        }
    }

    private static void tagsAreValid(RunTaskRequest request) {
        ResourceTags.check(request.hasTags() ? request.tags() : null, Errors::invalidParameter);
        if (request.propagateTags() == PropagateTags.SERVICE) {
            throw Errors.invalidParameter("Tags cannot be propagated from a service to a task that no service runs.");
        }
    }

    private static void capacityIsGivenOnce(RunTaskRequest request) {
        if (request.launchTypeAsString() != null
                && !request.capacityProviderStrategy().isEmpty()) {
            throw Errors.invalidParameter("Specifying both a launch type and capacity provider strategy is not "
                    + "supported. Remove one and try again.");
        }
        if (request.launchType() == LaunchType.EXTERNAL) {
            throw Errors.invalidParameter("No Container Instances were found in your cluster.");
        }
    }

    private static void networkFitsTheMode(RunTaskRequest request, TaskDefinition definition) {
        boolean awsvpc = definition.networkMode() == NetworkMode.AWSVPC;
        NetworkConfiguration network = request.networkConfiguration();
        if (awsvpc && network == null) {
            throw Errors.invalidParameter(
                    "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (network == null) {
            return;
        }
        if (!awsvpc) {
            throw Errors.invalidParameter(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
        var configuration = network.awsvpcConfiguration();
        if (configuration == null || configuration.subnets().isEmpty()) {
            throw Errors.invalidParameter("subnets can not be empty.");
        }
        if (configuration.subnets().size() > MOST_SUBNETS) {
            throw Errors.invalidParameter("subnets can have at most " + MOST_SUBNETS + " items.");
        }
        if (configuration.securityGroups().size() > MOST_SECURITY_GROUPS) {
            throw Errors.invalidParameter("securityGroups can have at most " + MOST_SECURITY_GROUPS + " items.");
        }
    }

    private static void taskDefinitionRunsOnFargate(RunTaskRequest request, TaskDefinition definition) {
        if (isFargate(request) && !definition.compatibilities().contains(Compatibility.FARGATE)) {
            throw Errors.invalidParameter("Task definition does not support launch_type FARGATE.");
        }
    }

    private static void placementFitsFargate(RunTaskRequest request, TaskDefinition definition) {
        if (isFargate(request) && !request.placementStrategy().isEmpty()) {
            throw Errors.invalidParameter(
                    "Placement strategies are not valid for tasks using the Fargate launch type.");
        }
        if (isFargate(request) && !request.placementConstraints().isEmpty()) {
            throw Errors.invalidParameter(
                    "Placement constraints are not valid for tasks using the Fargate launch type.");
        }
    }

    private static void overriddenContainersExist(RunTaskRequest request, TaskDefinition definition) {
        if (request.overrides() == null) {
            return;
        }
        Set<String> names = definition.containerDefinitions().stream()
                .map(ContainerDefinition::name)
                .collect(Collectors.toSet());
        for (ContainerOverride override : request.overrides().containerOverrides()) {
            if (override.name() == null) {
                throw Errors.invalidParameter("Container override must have a name.");
            }
            if (!names.contains(override.name())) {
                throw Errors.invalidParameter("Override for container named " + override.name()
                        + " is not a container in the TaskDefinition.");
            }
        }
    }

    private static void launchVolumesAreConfigured(RunTaskRequest request, TaskDefinition definition) {
        Set<String> configured = request.volumeConfigurations().stream()
                .map(TaskVolumeConfiguration::name)
                .collect(Collectors.toSet());
        Set<String> awaited = definition.volumes().stream()
                .filter(volume -> Boolean.TRUE.equals(volume.configuredAtLaunch()))
                .map(Volume::name)
                .collect(Collectors.toSet());
        if (!configured.containsAll(awaited)) {
            throw Errors.invalidParameter("Task definition has configuredAtLaunch volume but no volume configuration "
                    + "provided at runtime");
        }
        if (!awaited.containsAll(configured)) {
            throw Errors.invalidParameter(
                    "Volume configuration provided at runtime for a volume that is not configuredAtLaunch");
        }
    }
}
