package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.shape.Members;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.ResourceManagementType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS makes of a service when it is created or updated: defaults, empty lists, spelling. */
final class ServiceForm {
    private static final String LATEST = "LATEST";
    private static final String LATEST_LINUX_PLATFORM = "1.4.0";
    private static final String LATEST_WINDOWS_PLATFORM = "1.0.0";
    private static final Set<String> FARGATE_PROVIDERS = Set.of("FARGATE", "FARGATE_SPOT");
    private static final String ZONE = "attribute:ecs.availability-zone";

    private ServiceForm() {}

    /** The service that a request creates, without what only the call knows: who and when. */
    static Service created(CreateServiceRequest request, Cluster cluster, TaskDefinition definition) {
        ResourceNames names = ResourceNames.around(cluster.clusterArn());
        Service.Builder service = Members.copyExcept(request, Service.builder(), Set.of("tags"))
                .serviceArn(names.service(cluster.clusterName(), request.serviceName()))
                .clusterArn(cluster.clusterArn())
                .status("ACTIVE")
                .roleArn(request.role() == null ? names.serviceLinkedRole() : names.role(request.role()))
                .resourceManagementType(ResourceManagementType.CUSTOMER);
        if (request.schedulingStrategyAsString() == null) {
            service.schedulingStrategy(SchedulingStrategy.REPLICA);
        }
        if (request.desiredCount() == null) {
            service.desiredCount(0);
        }
        if (request.launchTypeAsString() == null
                && request.capacityProviderStrategy().isEmpty()) {
            if (cluster.defaultCapacityProviderStrategy().isEmpty()) {
                service.launchType(LaunchType.EC2);
            } else {
                service.capacityProviderStrategy(cluster.defaultCapacityProviderStrategy());
            }
        }
        Service filled = filled(service.build(), definition);
        return filled.availabilityZoneRebalancingAsString() == null
                ? filled.toBuilder()
                        .availabilityZoneRebalancing(rebalancing(filled))
                        .build()
                : filled;
    }

    /** The service with every default that ECS shows; the same for one that is filled already. */
    static Service filled(Service given, TaskDefinition definition) {
        Service.Builder service = given.toBuilder()
                .taskDefinition(definition.taskDefinitionArn())
                .deploymentConfiguration(
                        DeploymentDefaults.fill(given.deploymentConfiguration(), given.schedulingStrategy()))
                .networkConfiguration(network(given.networkConfiguration()))
                .loadBalancers(List.copyOf(given.loadBalancers()))
                .serviceRegistries(List.copyOf(given.serviceRegistries()))
                .placementConstraints(List.copyOf(given.placementConstraints()))
                .placementStrategy(given.placementStrategy().stream()
                        .map(ServiceForm::placement)
                        .toList())
                .enableECSManagedTags(Boolean.TRUE.equals(given.enableECSManagedTags()))
                .enableExecuteCommand(Boolean.TRUE.equals(given.enableExecuteCommand()))
                .healthCheckGracePeriodSeconds(
                        given.healthCheckGracePeriodSeconds() == null ? 0 : given.healthCheckGracePeriodSeconds());
        if (given.propagateTagsAsString() == null) {
            service.propagateTags(PropagateTags.NONE);
        }
        if (given.deploymentController() == null) {
            service.deploymentController(DeploymentController.builder()
                    .type(DeploymentControllerType.ECS)
                    .build());
        }
        if (!given.capacityProviderStrategy().isEmpty()) {
            service.capacityProviderStrategy(given.capacityProviderStrategy().stream()
                    .map(ServiceForm::weighted)
                    .toList());
        }
        if (isFargate(given)) {
            service.platformFamily(platformFamily(definition));
            service.platformVersion(given.platformVersion() == null ? LATEST : given.platformVersion());
        }
        return service.build();
    }

    /** Whether its tasks run on Fargate, by launch type or by capacity provider. */
    static boolean isFargate(Service service) {
        return service.launchType() == LaunchType.FARGATE
                || service.capacityProviderStrategy().stream()
                        .anyMatch(item -> FARGATE_PROVIDERS.contains(item.capacityProvider()));
    }

    /** The platform version that LATEST means; any other means itself, and none is none. */
    static @Nullable String concretePlatform(Service service) {
        String version = service.platformVersion();
        if (!LATEST.equals(version)) {
            return version;
        }
        return "Linux".equals(service.platformFamily()) ? LATEST_LINUX_PLATFORM : LATEST_WINDOWS_PLATFORM;
    }

    private static String platformFamily(TaskDefinition definition) {
        var platform = definition.runtimePlatform();
        String family = platform == null ? null : platform.operatingSystemFamilyAsString();
        return family == null || family.equals("LINUX") ? "Linux" : family;
    }

    private static @Nullable NetworkConfiguration network(@Nullable NetworkConfiguration given) {
        if (given == null || given.awsvpcConfiguration() == null) {
            return given;
        }
        AwsVpcConfiguration awsvpc = given.awsvpcConfiguration();
        AwsVpcConfiguration.Builder filled = awsvpc.toBuilder()
                .subnets(List.copyOf(awsvpc.subnets()))
                .securityGroups(List.copyOf(awsvpc.securityGroups()));
        if (awsvpc.assignPublicIpAsString() == null) {
            filled.assignPublicIp(AssignPublicIp.DISABLED);
        }
        return given.toBuilder().awsvpcConfiguration(filled.build()).build();
    }

    private static CapacityProviderStrategyItem weighted(CapacityProviderStrategyItem given) {
        return given.toBuilder()
                .weight(given.weight() == null ? 0 : given.weight())
                .base(given.base() == null ? 0 : given.base())
                .build();
    }

    private static PlacementStrategy placement(PlacementStrategy given) {
        String field = given.field();
        if (field == null) {
            return given;
        }
        String spelled = switch (field.toLowerCase(Locale.ROOT)) {
            case "host", "instanceid" -> "instanceId";
            case "cpu" -> "CPU";
            case "memory" -> "MEMORY";
            default -> field;
        };
        return given.toBuilder().field(spelled).build();
    }

    /** Enabled where the service could be rebalanced at all. */
    private static AvailabilityZoneRebalancing rebalancing(Service service) {
        boolean compatible = service.schedulingStrategy() != SchedulingStrategy.DAEMON
                && service.deploymentConfiguration().maximumPercent() > 100
                && service.loadBalancers().stream().allMatch(balancer -> balancer.loadBalancerName() == null)
                && service.placementConstraints().stream()
                        .noneMatch(constraint -> constraint.expression() != null
                                && constraint.expression().contains(ZONE))
                && (service.placementStrategy().isEmpty()
                        || ZONE.equals(service.placementStrategy().get(0).field()));
        return compatible ? AvailabilityZoneRebalancing.ENABLED : AvailabilityZoneRebalancing.DISABLED;
    }
}
