package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.shape.Enumerations;
import io.github.ecsmaven.local.wire.ApiException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What CreateService and UpdateService refuse. Each rule throws the error that AWS answers. */
final class ServiceRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_SECURITY_GROUPS = 5;
    private static final int MOST_TARGET_GROUPS = 5;
    private static final int MOST_STRATEGIES = 5;
    private static final int LONGEST_TOKEN = 36;
    private static final String LATEST = "LATEST";
    private static final Set<String> LINUX_PLATFORMS = Set.of(LATEST, "1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0");
    private static final Set<String> WINDOWS_PLATFORMS = Set.of(LATEST, "1.0.0");
    private static final Set<String> WITH_FILE_SYSTEMS = Set.of(LATEST, "1.4.0");
    private static final String NO_STRATEGIES =
            "Placement strategies are not valid for tasks using the Fargate launch type.";
    private static final List<Consumer<CreateServiceRequest>> CREATION = List.of(
            ServiceRules::nameIsValid,
            ServiceRules::enumerationsHaveTheirValues,
            ServiceRules::tagsAreValid,
            ServiceRules::taskDefinitionIsGiven,
            ServiceRules::controllerIsPlayed,
            ServiceRules::countFitsTheScheduling,
            ServiceRules::capacityIsGivenOnce);
    private static final List<Consumer<Target>> TARGET = List.of(
            ServiceRules::countIsNotNegative,
            ServiceRules::networkFitsTheMode,
            ServiceRules::subnetsAreGiven,
            ServiceRules::taskDefinitionRunsOnFargate,
            ServiceRules::fargateHasTheVersion,
            ServiceRules::daemonsNeedInstances,
            ServiceRules::placementFitsFargate,
            ServiceRules::listsAreNotTooLong,
            ServiceRules::balancedPortsExist,
            ServiceRules::gracePeriodHasABalancer,
            ServiceRules::launchVolumesAreConfigured);

    private ServiceRules() {}

    /**
     * What a service would be.
     *
     * @param service with its defaults
     * @param revision that a deployment would bring
     * @param definition that it names
     */
    record Target(Service service, ServiceRevision revision, TaskDefinition definition) {}

    static void check(CreateServiceRequest request) {
        CREATION.forEach(rule -> rule.accept(request));
        DeploymentRules.check(request.deploymentConfiguration(), Optional.empty());
        if (request.clientToken() != null && request.clientToken().length() > LONGEST_TOKEN) {
            throw Errors.invalidParameter("clientToken must be at most " + LONGEST_TOKEN + " characters.");
        }
    }

    static void check(UpdateServiceRequest request, Service current) {
        enumerationsHaveTheirValues(request);
        if (request.desiredCount() != null && current.schedulingStrategy() == SchedulingStrategy.DAEMON) {
            throw Errors.invalidParameter("The daemon scheduling strategy does not support a desired count. Remove the "
                    + "desired count value and try again");
        }
        DeploymentRules.check(
                request.deploymentConfiguration(),
                Optional.ofNullable(current.deploymentConfiguration().strategy()));
        if (request.hasPlacementStrategy() && ServiceForm.isFargate(current)) {
            // An empty list too, which elsewhere takes the rules away.
            throw Errors.invalidParameter(NO_STRATEGIES);
        }
        if (request.hasCapacityProviderStrategy()
                && request.capacityProviderStrategy().isEmpty()
                && current.capacityProviderStrategy().isEmpty()) {
            throw Errors.invalidParameter("The capacity provider strategy cannot be empty because the service does not "
                    + "use a capacity provider strategy.");
        }
    }

    static void check(Target target) {
        TARGET.forEach(rule -> rule.accept(target));
    }

    private static void nameIsValid(CreateServiceRequest request) {
        if (request.serviceName() == null || request.serviceName().isBlank()) {
            throw Errors.invalidParameter("Service name can not be blank.");
        }
        if (!NAME.matcher(request.serviceName()).matches()) {
            throw Errors.invalidParameter("Service name contains invalid characters.");
        }
    }

    private static void enumerationsHaveTheirValues(SdkPojo request) {
        Enumerations.firstUnknown(request).ifPresent(unknown -> {
            throw Errors.invalidParameter("Invalid '" + unknown.member() + "' setting: " + unknown.value());
        });
    }

    private static void tagsAreValid(CreateServiceRequest request) {
        ResourceTags.check(request.hasTags() ? request.tags() : null, Errors::invalidParameter);
    }

    private static void taskDefinitionIsGiven(CreateServiceRequest request) {
        if (request.taskDefinition() == null || request.taskDefinition().isBlank()) {
            throw Errors.invalidParameter("TaskDefinition can not be blank.");
        }
    }

    private static void controllerIsPlayed(CreateServiceRequest request) {
        var controller = request.deploymentController();
        if (controller != null && controller.type() != DeploymentControllerType.ECS) {
            throw new ApiException(
                    "UnsupportedFeatureException",
                    400,
                    "ecs-local has the deployment controller ECS only, not " + controller.typeAsString() + ".");
        }
    }

    private static void countFitsTheScheduling(CreateServiceRequest request) {
        boolean daemon = request.schedulingStrategy() == SchedulingStrategy.DAEMON;
        if (daemon && request.desiredCount() != null) {
            throw Errors.invalidParameter("The daemon scheduling strategy does not support a desired count. Remove the "
                    + "desired count value and try again");
        }
        if (!daemon && request.desiredCount() == null) {
            throw Errors.invalidParameter("A desired count is required for the replica scheduling strategy.");
        }
    }

    private static void capacityIsGivenOnce(CreateServiceRequest request) {
        if (request.launchTypeAsString() != null
                && !request.capacityProviderStrategy().isEmpty()) {
            throw Errors.invalidParameter("Specifying both a launch type and capacity provider strategy is not "
                    + "supported. Remove one and try again.");
        }
    }

    private static void countIsNotNegative(Target target) {
        if (target.service().desiredCount() < 0) {
            throw Errors.invalidParameter("desiredCount must not be negative.");
        }
    }

    private static void networkFitsTheMode(Target target) {
        boolean awsvpc = target.definition().networkMode() == NetworkMode.AWSVPC;
        boolean given = target.service().networkConfiguration() != null;
        if (awsvpc && !given) {
            throw Errors.invalidParameter(
                    "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!awsvpc && given) {
            throw Errors.invalidParameter(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
    }

    private static void subnetsAreGiven(Target target) {
        NetworkConfiguration network = target.service().networkConfiguration();
        if (network == null) {
            return;
        }
        var awsvpc = network.awsvpcConfiguration();
        if (awsvpc == null || awsvpc.subnets().isEmpty()) {
            throw Errors.invalidParameter("subnets can not be empty.");
        }
        if (awsvpc.subnets().size() > MOST_SUBNETS) {
            throw Errors.invalidParameter("subnets can have at most " + MOST_SUBNETS + " items.");
        }
        if (awsvpc.securityGroups().size() > MOST_SECURITY_GROUPS) {
            throw Errors.invalidParameter("securityGroups can have at most " + MOST_SECURITY_GROUPS + " items.");
        }
    }

    private static void taskDefinitionRunsOnFargate(Target target) {
        if (ServiceForm.isFargate(target.service())
                && !target.definition().compatibilities().contains(Compatibility.FARGATE)) {
            throw Errors.invalidParameter("Task definition does not support launch_type FARGATE.");
        }
    }

    private static void fargateHasTheVersion(Target target) {
        String version = target.service().platformVersion();
        if (version == null || !ServiceForm.isFargate(target.service())) {
            return;
        }
        boolean linux = "Linux".equals(target.service().platformFamily());
        if (!(linux ? LINUX_PLATFORMS : WINDOWS_PLATFORMS).contains(version)) {
            throw new ApiException("PlatformUnknownException", 400, "The specified platform version does not exist.");
        }
        boolean mounts =
                target.definition().volumes().stream().anyMatch(volume -> volume.efsVolumeConfiguration() != null);
        if (linux && mounts && !WITH_FILE_SYSTEMS.contains(version)) {
            throw new ApiException(
                    "PlatformTaskDefinitionIncompatibilityException",
                    400,
                    "One or more of the requested capabilities are not supported by platformVersion " + version + ".");
        }
    }

    private static void daemonsNeedInstances(Target target) {
        if (target.service().schedulingStrategy() == SchedulingStrategy.DAEMON
                && ServiceForm.isFargate(target.service())) {
            throw Errors.invalidParameter("The daemon scheduling strategy is not valid for the Fargate launch type.");
        }
    }

    private static void listsAreNotTooLong(Target target) {
        if (target.service().loadBalancers().size() > MOST_TARGET_GROUPS) {
            throw Errors.invalidParameter("loadBalancers can have at most " + MOST_TARGET_GROUPS + " items.");
        }
        if (target.service().placementStrategy().size() > MOST_STRATEGIES) {
            throw Errors.invalidParameter("placementStrategy can have at most " + MOST_STRATEGIES + " items.");
        }
    }

    private static void placementFitsFargate(Target target) {
        if (!ServiceForm.isFargate(target.service())) {
            return;
        }
        if (!target.service().placementStrategy().isEmpty()) {
            throw Errors.invalidParameter(NO_STRATEGIES);
        }
        if (!target.service().placementConstraints().isEmpty()) {
            throw Errors.invalidParameter(
                    "Placement constraints are not valid for tasks using the Fargate launch type.");
        }
    }

    private static void balancedPortsExist(Target target) {
        for (LoadBalancer balancer : target.service().loadBalancers()) {
            ContainerDefinition container = target.definition().containerDefinitions().stream()
                    .filter(candidate -> candidate.name().equals(balancer.containerName()))
                    .findFirst()
                    .orElseThrow(() -> Errors.invalidParameter(
                            "The container " + balancer.containerName() + " does not exist in the task definition."));
            if (container.portMappings().stream()
                    .noneMatch(port -> Objects.equals(port.containerPort(), balancer.containerPort()))) {
                throw Errors.invalidParameter("The container " + balancer.containerName()
                        + " did not have a container port " + balancer.containerPort() + " defined.");
            }
        }
    }

    private static void gracePeriodHasABalancer(Target target) {
        if (target.service().healthCheckGracePeriodSeconds() > 0
                && target.service().loadBalancers().isEmpty()) {
            throw Errors.invalidParameter(
                    "Health check grace period is only valid for services configured to use load balancers");
        }
    }

    private static void launchVolumesAreConfigured(Target target) {
        Set<String> configured = target.revision().volumeConfigurations().stream()
                .map(ServiceVolumeConfiguration::name)
                .collect(Collectors.toSet());
        Set<String> awaited = target.definition().volumes().stream()
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
