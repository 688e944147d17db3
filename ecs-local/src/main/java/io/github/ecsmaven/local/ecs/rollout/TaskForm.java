package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.resource.Identifiers;
import io.github.ecsmaven.local.ecs.resource.ImageDigests;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** A task as it is when ECS has just placed it, whoever asked for it. */
public final class TaskForm {
    private static final int FARGATE_STORAGE_GIB = 20;

    private TaskForm() {}

    /**
     * Where a task is placed.
     *
     * @param clusterArn its cluster
     * @param identifiers give it its own
     * @param launchType as asked for; null where a capacity provider is
     * @param strategy the capacity providers asked for; empty where a launch type is
     * @param platformVersion of Fargate, a number; null elsewhere
     * @param platformFamily of Fargate; null elsewhere
     * @param network for the network mode awsvpc
     * @param digests what its images are resolved to
     * @param at the moment
     */
    public record Placement(
            String clusterArn,
            Identifiers identifiers,
            @Nullable String launchType,
            List<CapacityProviderStrategyItem> strategy,
            @Nullable String platformVersion,
            @Nullable String platformFamily,
            @Nullable NetworkConfiguration network,
            ImageDigests digests,
            Instant at) {
        ResourceNames names() {
            return ResourceNames.around(clusterArn);
        }

        String clusterName() {
            return ResourceNames.lastPart(clusterArn);
        }
    }

    /** The task without what only who asked for it knows: group, startedBy. */
    public static Task.Builder placed(TaskDefinition definition, Placement placement) {
        ResourceNames names = placement.names();
        Identifiers identifiers = placement.identifiers();
        String arn = names.task(placement.clusterName(), identifiers.task());
        Task.Builder task = Task.builder()
                .taskArn(arn)
                .clusterArn(placement.clusterArn())
                .taskDefinitionArn(definition.taskDefinitionArn())
                .createdAt(placement.at())
                .lastStatus(TaskLife.PROVISIONING)
                .desiredStatus(DesiredStatus.RUNNING.toString())
                .version(1L)
                .healthStatus(HealthStatus.UNKNOWN)
                .availabilityZone(names.region() + "a")
                .cpu(definition.cpu())
                .memory(definition.memory())
                .platformVersion(placement.platformVersion())
                .platformFamily(placement.platformFamily())
                .attributes(Attribute.builder()
                        .name("ecs.cpu-architecture")
                        .value(architecture(definition))
                        .build())
                .overrides(overrides(definition))
                .containers(definition.containerDefinitions().stream()
                        .map(container -> container(container, placement, arn))
                        .toList());
        capacity(task, placement);
        NetworkConfiguration network = placement.network();
        if (definition.networkMode() == NetworkMode.AWSVPC && network != null) {
            task.attachments(networkInterface(identifiers, network));
        }
        if (placement.platformVersion() != null) {
            EphemeralStorage storage = definition.ephemeralStorage();
            task.ephemeralStorage(
                    storage == null
                            ? EphemeralStorage.builder()
                                    .sizeInGiB(FARGATE_STORAGE_GIB)
                                    .build()
                            : storage);
        }
        return task;
    }

    private static void capacity(Task.Builder task, Placement placement) {
        if (placement.strategy().isEmpty()) {
            task.launchType(placement.launchType());
            return;
        }
        task.capacityProviderName(placement.strategy().get(0).capacityProvider());
        task.launchType(placement.platformVersion() == null ? LaunchType.EC2 : LaunchType.FARGATE);
    }

    private static String architecture(TaskDefinition definition) {
        var platform = definition.runtimePlatform();
        return platform != null && "ARM64".equals(platform.cpuArchitectureAsString()) ? "arm64" : "x86_64";
    }

    private static TaskOverride overrides(TaskDefinition definition) {
        return TaskOverride.builder()
                .containerOverrides(definition.containerDefinitions().stream()
                        .map(container -> ContainerOverride.builder()
                                .name(container.name())
                                .build())
                        .toList())
                .inferenceAcceleratorOverrides(List.of())
                .build();
    }

    private static Container container(ContainerDefinition definition, Placement placement, String taskArn) {
        String arn = placement
                .names()
                .container(
                        placement.clusterName(),
                        ResourceNames.lastPart(taskArn),
                        placement.identifiers().uuid());
        Container.Builder container = Container.builder()
                .containerArn(arn)
                .taskArn(taskArn)
                .name(definition.name())
                .image(definition.image())
                .imageDigest(placement.digests().of(definition.image()))
                .lastStatus(TaskLife.PENDING)
                .healthStatus(HealthStatus.UNKNOWN)
                .networkInterfaces(List.of())
                .cpu(String.valueOf(definition.cpu()));
        if (definition.memory() != null) {
            container.memory(String.valueOf(definition.memory()));
        }
        if (definition.memoryReservation() != null) {
            container.memoryReservation(String.valueOf(definition.memoryReservation()));
        }
        return container.build();
    }

    private static Attachment networkInterface(Identifiers identifiers, NetworkConfiguration network) {
        return Attachment.builder()
                .id(identifiers.uuid())
                .type("ElasticNetworkInterface")
                .status("PRECREATED")
                .details(KeyValuePair.builder()
                        .name("subnetId")
                        .value(network.awsvpcConfiguration().subnets().get(0))
                        .build())
                .build();
    }
}
