package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.shape.Enumerations;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What RegisterTaskDefinition refuses as to the task as a whole. Each rule throws the error that AWS answers. */
final class TaskDefinitionRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
    private static final int MOST_CONTAINERS = 10;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int LEAST_STORAGE_GIB = 21;
    private static final int MOST_STORAGE_GIB = 200;
    private static final int MOST_STOP_SECONDS = 120;
    private static final List<Consumer<RegisterTaskDefinitionRequest>> RULES = List.of(
            TaskDefinitionRules::familyIsGiven,
            TaskDefinitionRules::familyHasItsAlphabet,
            TaskDefinitionRules::thereAreContainers,
            TaskDefinitionRules::enumerationsHaveTheirValues,
            TaskDefinitionRules::rolesAreNotBlank,
            TaskDefinitionRules::volumesAreNamed,
            TaskDefinitionRules::fileSystemRootFitsItsAccessPoint,
            TaskDefinitionRules::fargateNeedsAwsvpc,
            TaskDefinitionRules::fargateNeedsASize,
            TaskDefinitionRules::fargateHasTheSize,
            ContainerRules::check,
            ContainerGraphRules::check,
            FargateRules::check,
            TaskDefinitionRules::ephemeralStorageIsInRange,
            TaskDefinitionRules::fargateStopsInTime,
            TaskDefinitionRules::itIsNotTooLong,
            TaskDefinitionRules::fargateNeedsAnExecutionRole,
            TaskDefinitionRules::tagsAreValid);

    private TaskDefinitionRules() {}

    /** Throws the error of the first rule that the request breaks. */
    static void check(RegisterTaskDefinitionRequest request) {
        RULES.forEach(rule -> rule.accept(request));
    }

    private static void familyIsGiven(RegisterTaskDefinitionRequest request) {
        if (isBlank(request.family())) {
            throw Errors.client("Family can not be blank.");
        }
    }

    private static void familyHasItsAlphabet(RegisterTaskDefinitionRequest request) {
        if (!NAME.matcher(request.family()).matches()) {
            throw Errors.client("Family contains invalid characters.");
        }
    }

    private static void thereAreContainers(RegisterTaskDefinitionRequest request) {
        if (request.containerDefinitions().isEmpty()) {
            throw Errors.client("Container list cannot be empty.");
        }
        if (request.containerDefinitions().size() > MOST_CONTAINERS) {
            throw Errors.client("Too many containers.");
        }
    }

    private static void enumerationsHaveTheirValues(RegisterTaskDefinitionRequest request) {
        Enumerations.firstUnknown(request).ifPresent(unknown -> {
            throw Errors.client("Invalid '" + unknown.member() + "' setting: " + unknown.value());
        });
    }

    private static void rolesAreNotBlank(RegisterTaskDefinitionRequest request) {
        Stream.of(request.taskRoleArn(), request.executionRoleArn())
                .filter(role -> role != null && role.isBlank())
                .findFirst()
                .ifPresent(role -> {
                    throw Errors.client("Role is not valid");
                });
    }

    private static void volumesAreNamed(RegisterTaskDefinitionRequest request) {
        Set<String> names = new HashSet<>();
        for (Volume volume : request.volumes()) {
            if (isBlank(volume.name())) {
                throw Errors.client("Volume.name should not be null or empty.");
            }
            if (!NAME.matcher(volume.name()).matches()) {
                throw Errors.client("Volume.name contains invalid characters.");
            }
            if (!names.add(volume.name())) {
                throw Errors.client("Volume names must be unique within a Task Definition.");
            }
        }
    }

    private static void fileSystemRootFitsItsAccessPoint(RegisterTaskDefinitionRequest request) {
        for (Volume volume : request.volumes()) {
            var efs = volume.efsVolumeConfiguration();
            if (efs != null
                    && efs.authorizationConfig() != null
                    && efs.authorizationConfig().accessPointId() != null
                    && efs.rootDirectory() != null
                    && !efs.rootDirectory().equals("/")) {
                throw Errors.client("If an access point is specified in the authorizationConfig, the root directory "
                        + "value must either be omitted or set to /.");
            }
        }
    }

    private static void fargateNeedsAwsvpc(RegisterTaskDefinitionRequest request) {
        if (isFargate(request) && request.networkMode() != NetworkMode.AWSVPC) {
            throw Errors.client("Fargate only supports network mode ‘awsvpc’.");
        }
    }

    private static void fargateNeedsASize(RegisterTaskDefinitionRequest request) {
        if (isFargate(request) && isBlank(request.cpu())) {
            throw Errors.client("Fargate requires that 'cpu' be defined at the task level.");
        }
        if (isFargate(request) && isBlank(request.memory())) {
            throw Errors.client("Fargate requires that 'memory' be defined at the task level.");
        }
    }

    private static void fargateHasTheSize(RegisterTaskDefinitionRequest request) {
        String cpu = TaskSize.cpuUnits(request.cpu());
        String memory = TaskSize.mebibytes(request.memory());
        if (isFargate(request) && !TaskSize.onFargate(cpu, memory)) {
            throw Errors.client("No Fargate configuration exists for given values: " + cpu + " CPU, " + memory
                    + " memory. See the Amazon ECS documentation for the valid values.");
        }
    }

    private static void fargateNeedsAnExecutionRole(RegisterTaskDefinitionRequest request) {
        if (!isFargate(request) || request.executionRoleArn() != null) {
            return;
        }
        request.containerDefinitions().forEach(container -> {
            if (container.logConfiguration() != null
                    && "awslogs".equals(container.logConfiguration().logDriverAsString())) {
                throw Errors.client(
                        "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
            }
            if (Capabilities.isPrivateEcr(container.image())) {
                throw Errors.client(
                        "Fargate requires task definition to have execution role ARN to support ECR images.");
            }
        });
    }

    private static void ephemeralStorageIsInRange(RegisterTaskDefinitionRequest request) {
        if (request.ephemeralStorage() == null) {
            return;
        }
        Integer size = request.ephemeralStorage().sizeInGiB();
        if (size == null || size < LEAST_STORAGE_GIB || size > MOST_STORAGE_GIB) {
            throw Errors.client("Invalid 'ephemeralStorage' setting: sizeInGiB must be between " + LEAST_STORAGE_GIB
                    + " and " + MOST_STORAGE_GIB + ".");
        }
    }

    private static void fargateStopsInTime(RegisterTaskDefinitionRequest request) {
        if (!isFargate(request)) {
            return;
        }
        request.containerDefinitions().forEach(container -> {
            if (container.stopTimeout() != null && container.stopTimeout() > MOST_STOP_SECONDS) {
                throw Errors.client("Invalid 'stopTimeout' setting for container '" + container.name()
                        + "': on Fargate it is at most " + MOST_STOP_SECONDS + " seconds.");
            }
        });
    }

    private static void itIsNotTooLong(RegisterTaskDefinitionRequest request) {
        JsonWriter json = JsonWriter.create();
        ShapeJson.write(request, json);
        int length = json.getBytes().length;
        if (length > MOST_BYTES) {
            throw Errors.client("Actual length: '" + length + "'. Max allowed length is '" + MOST_BYTES + "' bytes.");
        }
    }

    private static void tagsAreValid(RegisterTaskDefinitionRequest request) {
        ResourceTags.check(request.hasTags() ? request.tags() : null, Errors::client);
    }

    static boolean isFargate(RegisterTaskDefinitionRequest request) {
        return request.requiresCompatibilities().contains(Compatibility.FARGATE);
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
