package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskVolumeConfiguration;

class RunTaskRulesTest {
    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
        ecs.register("gone", "image:1");
        ecs.call(DeregisterTaskDefinitionRequest.builder()
                .taskDefinition("gone:1")
                .build());
        ecs.register(RegisterTaskDefinitionRequest.builder()
                .family("bridge")
                .networkMode(NetworkMode.BRIDGE)
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("image:1")
                        .memory(128)
                        .build())
                .build());
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("refusals")
    void whatAwsRefusesIsRefused(String code, UnaryOperator<RunTaskRequest.Builder> change, String message) {
        RunTaskRequest request = change.apply(RunTaskRequest.builder()
                        .taskDefinition("web")
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(LocalEcs.network("subnet-1")))
                .build();

        assertThatThrownBy(() -> ecs.call(request)).isInstanceOfSatisfying(ApiException.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.status()).isEqualTo(400);
            assertThat(error).hasMessageContaining(message);
        });
        ListTasksResponse none = ecs.call(ListTasksRequest.builder().build());
        assertThat(none.taskArns()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                invalid("TaskDefinition can not be blank.", run -> run.taskDefinition(null)),
                refusal("ClientException", "TaskDefinition not found.", run -> run.taskDefinition("other")),
                refusal("ClientException", "TaskDefinition is inactive", run -> run.taskDefinition("gone:1")),
                refusal("ClusterNotFoundException", "Cluster not found.", run -> run.cluster("other")),
                invalid("between 1 and 10", run -> run.count(0)),
                invalid("between 1 and 10", run -> run.count(11)),
                invalid("Invalid 'launchType' setting: MOON", run -> run.launchType("MOON")),
                invalid("client token", run -> run.clientToken("with blank")),
                invalid("client token", run -> run.clientToken("x".repeat(65))),
                invalid("startedBy", run -> run.startedBy("x".repeat(129))),
                invalid("startedBy", run -> run.startedBy("a b")),
                invalid("Tags can not be empty.", run -> run.tags(List.of())),
                invalid("propagated", run -> run.propagateTags(PropagateTags.SERVICE)),
                invalid(
                        "both a launch type and capacity provider strategy",
                        run -> run.capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                                .capacityProvider("FARGATE")
                                .build())),
                invalid("No Container Instances", run -> run.launchType(LaunchType.EXTERNAL)),
                invalid(
                        "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
                        run -> run.networkConfiguration((NetworkConfiguration) null)),
                invalid(
                        "Network Configuration is not valid for the given networkMode",
                        run -> run.taskDefinition("bridge").launchType(LaunchType.EC2)),
                invalid("subnets can not be empty.", run -> run.networkConfiguration(LocalEcs.network())),
                invalid(
                        "subnets can have at most 16 items.",
                        run -> run.networkConfiguration(LocalEcs.network(
                                Collections.nCopies(17, "subnet-1").toArray(new String[0])))),
                invalid(
                        "securityGroups can have at most 5 items.",
                        run -> run.networkConfiguration(network -> network.awsvpcConfiguration(
                                awsvpc -> awsvpc.subnets("subnet-1").securityGroups("a", "b", "c", "d", "e", "f")))),
                invalid(
                        "Task definition does not support launch_type FARGATE.",
                        run -> run.taskDefinition("bridge").networkConfiguration((NetworkConfiguration) null)),
                invalid(
                        "Placement strategies are not valid",
                        run -> run.placementStrategy(PlacementStrategy.builder()
                                .type(PlacementStrategyType.RANDOM)
                                .build())),
                invalid(
                        "Placement constraints are not valid",
                        run -> run.placementConstraints(PlacementConstraint.builder()
                                .type("distinctInstance")
                                .build())),
                invalid(
                        "Override for container named other is not a container in the TaskDefinition.",
                        run -> run.overrides(overrides -> overrides.containerOverrides(
                                ContainerOverride.builder().name("other").build()))),
                invalid(
                        "Container override must have a name.",
                        run -> run.overrides(overrides -> overrides.containerOverrides(
                                ContainerOverride.builder().cpu(1).build()))),
                invalid(
                        "not configuredAtLaunch",
                        run -> run.volumeConfigurations(
                                TaskVolumeConfiguration.builder().name("data").build())));
    }

    @Test
    void tagsOfSeveralOriginsTogetherAreCountedBeforeAnythingStarts() {
        List<Tag> fifty = Stream.iterate(0, n -> n + 1)
                .limit(50)
                .map(n -> Tag.builder().key("k" + n).value("v").build())
                .toList();
        RunTaskRequest request = RunTaskRequest.builder()
                .taskDefinition("web")
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(LocalEcs.network("subnet-1"))
                .tags(fifty)
                .enableECSManagedTags(true)
                .build();

        assertThatThrownBy(() -> ecs.call(request)).hasMessageContaining("maximum number of tags");
        ListTasksResponse none = ecs.call(ListTasksRequest.builder().build());
        assertThat(none.taskArns()).isEmpty();
    }

    private static Arguments invalid(String message, UnaryOperator<RunTaskRequest.Builder> change) {
        return refusal("InvalidParameterException", message, change);
    }

    private static Arguments refusal(String code, String message, UnaryOperator<RunTaskRequest.Builder> change) {
        return arguments(code, change, message);
    }
}
