package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.resource.Identifiers;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import java.time.Instant;
import java.util.List;
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
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** Makes the tasks of a service as they are when ECS has just placed them. */
final class TaskLauncher {
    private static final int FARGATE_STORAGE_GIB = 20;

    private final ResourceTags tags;

    TaskLauncher(ResourceTags tags) {
        this.tags = tags;
    }

    Task launch(ManagedService managed, Rollout rollout, TaskDefinition definition, Instant at) {
        Service service = managed.service();
        ServiceRevision revision = rollout.revision();
        ResourceNames names = managed.names();
        Identifiers identifiers = managed.identifiers();
        String id = identifiers.task();
        String arn = names.task(managed.clusterName(), id);
        Task.Builder task = Task.builder()
                .taskArn(arn)
                .clusterArn(service.clusterArn())
                .taskDefinitionArn(definition.taskDefinitionArn())
                .startedBy(rollout.id())
                .group("service:" + service.serviceName())
                .createdAt(at)
                .lastStatus(TaskLife.PROVISIONING)
                .desiredStatus(DesiredStatus.RUNNING.toString())
                .version(1L)
                .healthStatus(HealthStatus.UNKNOWN)
                .availabilityZone(names.region() + "a")
                .cpu(definition.cpu())
                .memory(definition.memory())
                .platformVersion(revision.platformVersion())
                .platformFamily(revision.platformFamily())
                .enableExecuteCommand(Boolean.TRUE.equals(service.enableExecuteCommand()))
                .attributes(Attribute.builder()
                        .name("ecs.cpu-architecture")
                        .value(architecture(definition))
                        .build())
                .overrides(overrides(definition))
                .containers(definition.containerDefinitions().stream()
                        .map(container -> container(container, managed, arn))
                        .toList());
        place(task, service, revision);
        NetworkConfiguration network = revision.networkConfiguration();
        if (definition.networkMode() == NetworkMode.AWSVPC && network != null) {
            task.attachments(networkInterface(identifiers, network));
        }
        if (revision.platformVersion() != null) {
            EphemeralStorage storage = definition.ephemeralStorage();
            task.ephemeralStorage(
                    storage == null
                            ? EphemeralStorage.builder()
                                    .sizeInGiB(FARGATE_STORAGE_GIB)
                                    .build()
                            : storage);
        }
        tag(arn, managed, definition);
        return task.build();
    }

    private static void place(Task.Builder task, Service service, ServiceRevision revision) {
        List<CapacityProviderStrategyItem> strategy = service.capacityProviderStrategy();
        if (strategy.isEmpty()) {
            task.launchType(service.launchTypeAsString());
            return;
        }
        task.capacityProviderName(strategy.get(0).capacityProvider());
        task.launchType(revision.platformVersion() == null ? LaunchType.EC2 : LaunchType.FARGATE);
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

    private static Container container(ContainerDefinition definition, ManagedService managed, String taskArn) {
        String arn = managed.names()
                .container(
                        managed.clusterName(),
                        ResourceNames.lastPart(taskArn),
                        managed.identifiers().uuid());
        Container.Builder container = Container.builder()
                .containerArn(arn)
                .taskArn(taskArn)
                .name(definition.name())
                .image(definition.image())
                .imageDigest(Identifiers.imageDigest(definition.image()))
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

    private void tag(String arn, ManagedService managed, TaskDefinition definition) {
        Service service = managed.service();
        if (service.propagateTags() == PropagateTags.SERVICE) {
            tags.put(arn, tags.of(service.serviceArn()));
        }
        if (service.propagateTags() == PropagateTags.TASK_DEFINITION) {
            tags.put(arn, tags.of(definition.taskDefinitionArn()));
        }
        if (Boolean.TRUE.equals(service.enableECSManagedTags())) {
            tags.put(
                    arn,
                    List.of(
                            tag("aws:ecs:clusterName", managed.clusterName()),
                            tag("aws:ecs:serviceName", service.serviceName())));
        }
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
