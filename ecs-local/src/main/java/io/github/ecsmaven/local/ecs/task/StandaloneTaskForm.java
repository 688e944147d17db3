package io.github.ecsmaven.local.ecs.task;

import io.github.ecsmaven.local.ecs.resource.Identifiers;
import io.github.ecsmaven.local.ecs.resource.ImageDigests;
import io.github.ecsmaven.local.ecs.rollout.TaskForm;
import io.github.ecsmaven.local.ecs.shape.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskEphemeralStorage;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskVolumeConfiguration;

/** The tasks that RunTask makes of its request. */
final class StandaloneTaskForm {
    private static final String LATEST = "LATEST";
    private static final String LINUX = "Linux";

    private StandaloneTaskForm() {}

    /**
     * The request with what the cluster says where neither launch type nor strategy is given: its default strategy, or
     * else EC2.
     */
    static RunTaskRequest withCapacity(RunTaskRequest request, Cluster cluster) {
        if (request.launchTypeAsString() != null
                || !request.capacityProviderStrategy().isEmpty()) {
            return request;
        }
        return cluster.defaultCapacityProviderStrategy().isEmpty()
                ? request.toBuilder().launchType(LaunchType.EC2).build()
                : request.toBuilder()
                        .capacityProviderStrategy(cluster.defaultCapacityProviderStrategy())
                        .build();
    }

    /** One task, with its capacity settled. */
    static Task of(
            RunTaskRequest request,
            Cluster cluster,
            TaskDefinition definition,
            Identifiers identifiers,
            ImageDigests digests,
            Instant now) {
        String family = RunTaskRules.isFargate(request) ? platformFamily(definition) : null;
        Task task = TaskForm.placed(
                        definition,
                        new TaskForm.Placement(
                                cluster.clusterArn(),
                                identifiers,
                                request.launchTypeAsString(),
                                request.capacityProviderStrategy(),
                                family == null ? null : platformVersion(request.platformVersion(), family),
                                family,
                                request.networkConfiguration(),
                                digests,
                                now))
                .group(request.group() == null ? "family:" + definition.family() : request.group())
                .startedBy(request.startedBy())
                .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
                .build();
        return withVolumes(overridden(task, request.overrides()), request.volumeConfigurations(), identifiers);
    }

    private static String platformFamily(TaskDefinition definition) {
        var platform = definition.runtimePlatform();
        String family = platform == null ? null : platform.operatingSystemFamilyAsString();
        return family == null || family.equals("LINUX") ? LINUX : family;
    }

    private static String platformVersion(@Nullable String given, String family) {
        if (given != null && !given.equals(LATEST)) {
            return given;
        }
        return family.equals(LINUX) ? "1.4.0" : "1.0.0";
    }

    /** Every container has an entry in the overrides; what is overridden for the whole task shows on the task too. */
    private static Task overridden(Task task, @Nullable TaskOverride given) {
        Task.Builder overridden = task.toBuilder();
        TaskOverride.Builder overrides = task.overrides().toBuilder();
        EphemeralStorage storage = task.ephemeralStorage();
        if (given != null) {
            Members.copyExcept(given, overrides, Set.of("containerOverrides"));
            overrides.containerOverrides(merged(task.overrides().containerOverrides(), given.containerOverrides()));
            overridden.cpu(given.cpu() == null ? task.cpu() : given.cpu());
            overridden.memory(given.memory() == null ? task.memory() : given.memory());
            storage = given.ephemeralStorage() == null ? storage : given.ephemeralStorage();
        }
        if (storage != null) {
            overridden
                    .ephemeralStorage(storage)
                    .fargateEphemeralStorage(TaskEphemeralStorage.builder()
                            .sizeInGiB(storage.sizeInGiB())
                            .build());
        }
        return overridden.overrides(overrides.build()).build();
    }

    private static List<ContainerOverride> merged(List<ContainerOverride> all, List<ContainerOverride> given) {
        Map<String, ContainerOverride> byName = given.stream()
                .collect(Collectors.toMap(ContainerOverride::name, Function.identity(), (first, second) -> second));
        return all.stream()
                .map(override -> byName.getOrDefault(override.name(), override))
                .toList();
    }

    private static Task withVolumes(Task task, List<TaskVolumeConfiguration> volumes, Identifiers identifiers) {
        List<Attachment> attachments = new ArrayList<>(task.attachments());
        for (TaskVolumeConfiguration volume : volumes) {
            var ebs = volume.managedEBSVolume();
            boolean deleted = ebs == null
                    || ebs.terminationPolicy() == null
                    || !Boolean.FALSE.equals(ebs.terminationPolicy().deleteOnTermination());
            attachments.add(Attachment.builder()
                    .id(identifiers.uuid())
                    .type("AmazonElasticBlockStorage")
                    .status("CREATED")
                    .details(
                            detail("roleArn", ebs == null ? "" : ebs.roleArn()),
                            detail("volumeName", volume.name()),
                            detail("deleteOnTermination", String.valueOf(deleted)))
                    .build());
        }
        return task.toBuilder().attachments(attachments).build();
    }

    private static KeyValuePair detail(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
