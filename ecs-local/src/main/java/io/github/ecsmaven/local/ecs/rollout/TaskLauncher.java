package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.resource.ImageDigests;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Makes the tasks of a service as they are when ECS has just placed them. */
final class TaskLauncher {
    private final ResourceTags tags;

    TaskLauncher(ResourceTags tags) {
        this.tags = tags;
    }

    Task launch(ManagedService managed, Rollout rollout, TaskDefinition definition, Instant at) {
        Service service = managed.service();
        ServiceRevision revision = rollout.revision();
        Task task = TaskForm.placed(
                        definition,
                        new TaskForm.Placement(
                                service.clusterArn(),
                                managed.identifiers(),
                                service.launchTypeAsString(),
                                service.capacityProviderStrategy(),
                                revision.platformVersion(),
                                revision.platformFamily(),
                                revision.networkConfiguration(),
                                image -> pinned(revision, image),
                                at))
                .startedBy(rollout.id())
                .group("service:" + service.serviceName())
                .enableExecuteCommand(Boolean.TRUE.equals(service.enableExecuteCommand()))
                .build();
        tag(task.taskArn(), managed, definition);
        return task;
    }

    /** All tasks of a revision run what its tags named when it was made. */
    private static String pinned(ServiceRevision revision, String image) {
        return revision.containerImages().stream()
                .filter(resolved -> image.equals(resolved.image()))
                .map(ContainerImage::imageDigest)
                .findFirst()
                .orElseGet(() -> ImageDigests.made().of(image));
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
