package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.shape.Members;
import io.github.ecsmaven.local.ecs.shape.ServerOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DockerVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.HostVolumeProperties;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.ProxyConfigurationType;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Scope;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What ECS makes of a task definition when it is registered: units, defaults, empty lists, its own order. */
final class RegisteredForm {
    private RegisteredForm() {}

    /** Everything but what only the registry knows: ARN, revision, status, who and when. */
    static TaskDefinition of(RegisterTaskDefinitionRequest request) {
        TaskDefinition sent = Members.copy(request, TaskDefinition.builder()).build();
        String networkMode = networkMode(sent);
        List<ContainerDefinition> containers = sent.containerDefinitions().stream()
                .map(container -> ContainerForm.of(container, networkMode))
                .toList();
        TaskDefinition.Builder form = sent.toBuilder()
                .cpu(TaskSize.cpuUnits(sent.cpu()))
                .memory(TaskSize.mebibytes(sent.memory()))
                .networkMode(networkMode)
                .runtimePlatform(platform(sent.runtimePlatform()))
                .containerDefinitions(ServerOrder.of(containers, ContainerDefinition::name))
                .volumes(sent.volumes().stream().map(RegisteredForm::volume).toList())
                .placementConstraints(List.copyOf(sent.placementConstraints()));
        if (sent.proxyConfiguration() != null && sent.proxyConfiguration().typeAsString() == null) {
            form.proxyConfiguration(sent.proxyConfiguration().toBuilder()
                    .type(ProxyConfigurationType.APPMESH)
                    .build());
        }
        if (!sent.requiresCompatibilities().isEmpty()) {
            form.requiresCompatibilitiesWithStrings(sent.requiresCompatibilitiesAsStrings().stream()
                    .sorted()
                    .distinct()
                    .toList());
        }
        TaskDefinition defaulted = form.build();
        return form.compatibilities(Capabilities.compatibilities(defaulted).toArray(new Compatibility[0]))
                .requiresAttributes(Capabilities.requiredAttributes(defaulted))
                .build();
    }

    /** Bridge on Linux; on Windows the platform's own default, which has no name in the answer. */
    private static @Nullable String networkMode(TaskDefinition sent) {
        if (sent.networkModeAsString() != null) {
            return sent.networkModeAsString();
        }
        return isWindows(sent.runtimePlatform()) ? null : NetworkMode.BRIDGE.toString();
    }

    private static boolean isWindows(@Nullable RuntimePlatform platform) {
        return platform != null
                && platform.operatingSystemFamilyAsString() != null
                && platform.operatingSystemFamilyAsString().startsWith("WINDOWS");
    }

    /** A platform that is given by half is completed; one that is not given stays absent. */
    private static @Nullable RuntimePlatform platform(@Nullable RuntimePlatform given) {
        if (given == null) {
            return null;
        }
        RuntimePlatform.Builder platform = given.toBuilder();
        if (given.operatingSystemFamilyAsString() == null) {
            platform.operatingSystemFamily("LINUX");
        }
        if (given.cpuArchitectureAsString() == null) {
            platform.cpuArchitecture("X86_64");
        }
        return platform.build();
    }

    private static Volume volume(Volume sent) {
        Volume.Builder volume = sent.toBuilder();
        if (sent.equals(Volume.builder().name(sent.name()).build())) {
            volume.host(HostVolumeProperties.builder().build());
        }
        var efs = sent.efsVolumeConfiguration();
        if (efs != null && efs.rootDirectory() == null) {
            volume.efsVolumeConfiguration(efs.toBuilder().rootDirectory("/").build());
        }
        var s3 = sent.s3filesVolumeConfiguration();
        if (s3 != null && s3.rootDirectory() == null) {
            volume.s3filesVolumeConfiguration(s3.toBuilder().rootDirectory("/").build());
        }
        if (sent.dockerVolumeConfiguration() != null) {
            volume.dockerVolumeConfiguration(docker(sent.dockerVolumeConfiguration()));
        }
        return volume.build();
    }

    private static DockerVolumeConfiguration docker(DockerVolumeConfiguration sent) {
        DockerVolumeConfiguration.Builder docker = sent.toBuilder();
        if (sent.scopeAsString() == null) {
            docker.scope(Scope.TASK);
        }
        if (sent.driver() == null) {
            docker.driver("local");
        }
        return docker.build();
    }
}
