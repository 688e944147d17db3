package io.github.ecsmaven.local.ecs.taskdefinition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What the server finds out about a task definition: where it can run, and what a container instance must be able to do. */
final class Capabilities {
    private static final Pattern PRIVATE_ECR =
            Pattern.compile("\\d{12}\\.dkr\\.ecr(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/.*");

    private static final String DOCKER_1_29 = "com.amazonaws.ecs.capability.docker-remote-api.1.29";

    private Capabilities() {}

    static boolean isPrivateEcr(@Nullable String image) {
        return image != null && PRIVATE_ECR.matcher(image).matches();
    }

    /** The launch types it is compatible with. Their order varies on AWS and means nothing. */
    static List<Compatibility> compatibilities(TaskDefinition definition) {
        boolean awsvpc = definition.networkMode() == NetworkMode.AWSVPC;
        List<Compatibility> found = new ArrayList<>();
        if (!awsvpc) {
            found.add(Compatibility.EXTERNAL);
        }
        found.add(Compatibility.EC2);
        if (awsvpc || definition.networkMode() == NetworkMode.HOST) {
            found.add(Compatibility.MANAGED_INSTANCES);
        }
        if (awsvpc && TaskSize.onFargate(definition.cpu(), definition.memory()) && !needsAnInstance(definition)) {
            found.add(Compatibility.FARGATE);
        }
        return found;
    }

    private static boolean needsAnInstance(TaskDefinition definition) {
        boolean hostVolume = definition.volumes().stream()
                .anyMatch(volume -> volume.dockerVolumeConfiguration() != null
                        || volume.fsxWindowsFileServerVolumeConfiguration() != null
                        || (volume.host() != null && volume.host().sourcePath() != null));
        return hostVolume
                || !definition.placementConstraints().isEmpty()
                || definition.containerDefinitions().stream()
                        .anyMatch(container -> Boolean.TRUE.equals(container.privileged())
                                || !container.links().isEmpty()
                                || !container.resourceRequirements().isEmpty()
                                || !container.dockerSecurityOptions().isEmpty());
    }

    /** The attributes that a container instance must have, of those that the ECS agent registers. */
    static List<Attribute> requiredAttributes(TaskDefinition definition) {
        Set<String> names = new LinkedHashSet<>();
        definition.containerDefinitions().forEach(container -> of(container, definition, names));
        if (definition.taskRoleArn() != null) {
            names.add("com.amazonaws.ecs.capability.task-iam-role");
            if (definition.networkMode() == NetworkMode.HOST) {
                names.add("com.amazonaws.ecs.capability.task-iam-role-network-host");
            }
        }
        if (definition.networkMode() == NetworkMode.AWSVPC) {
            names.add("ecs.capability.task-eni");
        }
        if (definition.volumes().stream().anyMatch(volume -> volume.efsVolumeConfiguration() != null)) {
            names.add("ecs.capability.efsAuth");
            names.add("ecs.capability.efs");
        }
        if (definition.ephemeralStorage() != null) {
            names.add("ecs.capability.extensible-ephemeral-storage");
        }
        if (!names.isEmpty()) {
            names.add("com.amazonaws.ecs.capability.docker-remote-api.1.18");
        }
        return names.stream()
                .map(name -> Attribute.builder().name(name).build())
                .toList();
    }

    private static void of(ContainerDefinition container, TaskDefinition definition, Set<String> names) {
        var log = container.logConfiguration();
        if (log != null && log.logDriverAsString() != null) {
            names.add("com.amazonaws.ecs.capability.logging-driver." + log.logDriverAsString());
            names.add("com.amazonaws.ecs.capability.docker-remote-api.1.19");
            if (log.options().containsKey("awslogs-create-group")) {
                names.add(DOCKER_1_29);
            }
            if (definition.executionRoleArn() != null && log.logDriverAsString().equals("awslogs")) {
                names.add("ecs.capability.execution-role-awslogs");
            }
        }
        if (isPrivateEcr(container.image())) {
            names.add("com.amazonaws.ecs.capability.ecr-auth");
            if (definition.executionRoleArn() != null) {
                names.add("ecs.capability.execution-role-ecr-pull");
            }
        }
        container
                .secrets()
                .forEach(secret -> names.add(
                        secret.valueFrom().contains(":secretsmanager:")
                                ? "ecs.capability.secrets.asm.environment-variables"
                                : "ecs.capability.secrets.ssm.environment-variables"));
        if (container.healthCheck() != null) {
            names.add("ecs.capability.container-health-check");
            names.add(DOCKER_1_29);
        }
        if (container.memoryReservation() != null) {
            names.add("com.amazonaws.ecs.capability.docker-remote-api.1.21");
        }
        if (Boolean.TRUE.equals(container.readonlyRootFilesystem())) {
            names.add("com.amazonaws.ecs.capability.docker-remote-api.1.17");
        }
        if (!container.dependsOn().isEmpty()) {
            names.add("ecs.capability.container-ordering");
        }
        if (!container.environmentFiles().isEmpty()) {
            names.add("ecs.capability.env-files.s3");
        }
        if (container.firelensConfiguration() != null) {
            names.add("ecs.capability.firelens."
                    + container.firelensConfiguration().typeAsString());
        }
        if (Boolean.TRUE.equals(container.privileged())) {
            names.add("com.amazonaws.ecs.capability.privileged-container");
        }
    }
}
