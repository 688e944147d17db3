package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a container gets once it runs: the runtime's identifier, and no port bindings where it has an interface of its own. */
final class StartedContainer {
    private StartedContainer() {}

    static Container of(Container container, Task task, TaskDefinition definition) {
        Container.Builder started = container.toBuilder().runtimeId(runtimeId(container, task));
        if (definition.networkMode() == NetworkMode.AWSVPC) {
            started.networkBindings(List.of());
        }
        return started.build();
    }

    /** Fargate's is of the task and a number, Docker's is 64 hexadecimal digits. */
    private static String runtimeId(Container container, Task task) {
        String id = ResourceNames.lastPart(container.containerArn()).replace("-", "");
        if (task.launchType() == LaunchType.FARGATE) {
            return ResourceNames.lastPart(task.taskArn()) + "-" + Long.parseLong(id.substring(0, 8), 16);
        }
        return id + id;
    }
}
