package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.wire.ApiException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * Members that need an instance, in a task that requires Fargate. Which they are: Amazon ECS Developer Guide, "Task
 * definition differences for Fargate". The words are AWS's only for source paths, devices and GPUs.
 */
final class FargateRules {
    private FargateRules() {}

    static void check(RegisterTaskDefinitionRequest request) {
        if (TaskDefinitionRules.isFargate(request)) {
            task(request);
            request.volumes().forEach(FargateRules::volume);
            request.containerDefinitions().forEach(FargateRules::container);
        }
    }

    private static void task(RegisterTaskDefinitionRequest request) {
        if (!request.placementConstraints().isEmpty()) {
            throw unsupported("placementConstraints");
        }
        if (request.pidMode() == PidMode.HOST) {
            throw unsupported("pidMode host");
        }
        if (request.ipcMode() != null) {
            throw unsupported("ipcMode");
        }
    }

    private static void volume(Volume volume) {
        if (volume.host() != null && volume.host().sourcePath() != null) {
            throw Errors.client("host.sourcePath should not be set for volumes in Fargate.");
        }
        if (volume.dockerVolumeConfiguration() != null) {
            throw unsupported("dockerVolumeConfiguration");
        }
        if (volume.fsxWindowsFileServerVolumeConfiguration() != null) {
            throw unsupported("fsxWindowsFileServerVolumeConfiguration");
        }
    }

    private static void container(ContainerDefinition container) {
        if (Boolean.TRUE.equals(container.privileged())) {
            throw unsupported("privileged");
        }
        if (!container.dockerSecurityOptions().isEmpty()) {
            throw unsupported("dockerSecurityOptions");
        }
        if (container.linuxParameters() != null) {
            linux(container.linuxParameters());
        }
        if (container.resourceRequirements().stream().anyMatch(each -> each.type() == ResourceType.GPU)) {
            throw Errors.client("Tasks using the Fargate launch type do not support GPU resource requirements.");
        }
    }

    private static void linux(LinuxParameters linux) {
        if (!linux.devices().isEmpty()) {
            throw unsupported("devices");
        }
        if (linux.sharedMemorySize() != null) {
            throw unsupported("sharedMemorySize");
        }
        if (linux.maxSwap() != null) {
            throw unsupported("maxSwap");
        }
    }

    private static ApiException unsupported(String what) {
        return Errors.client("Fargate compatible task definitions do not support " + what);
    }
}
