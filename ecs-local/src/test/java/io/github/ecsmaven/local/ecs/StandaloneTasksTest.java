package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.ecs.rollout.TaskOutcome;
import io.github.ecsmaven.local.wire.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskManagedEBSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.model.TaskVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.Volume;

class StandaloneTasksTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LocalEcs ecs =
            new LocalEcs(EcsSettings.defaults().withTaskOutcome(definition -> switch (definition.family()) {
                case "migration" -> TaskOutcome.exits(3, Duration.ofSeconds(10));
                case "broken" -> TaskOutcome.fails("CannotPullContainerError: no such image");
                default -> TaskOutcome.starts();
            }));

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
        ecs.register("broken", "image:1");
        ecs.register(LocalEcs.onFargate("migration", "image:1")
                .containerDefinitions(
                        ContainerDefinition.builder()
                                .name("proxy")
                                .image("proxy:1")
                                .essential(false)
                                .build(),
                        ContainerDefinition.builder()
                                .name("app")
                                .image("image:1")
                                .build())
                .build());
    }

    @Test
    void aContainerThatRunsHasTheIdentifierOfItsRuntimeAndWithItsOwnInterfaceNoPortBindings() {
        Task started = run("web", request -> request).tasks().get(0);
        describe(started, SECOND);

        Container container = describe(started, SECOND).containers().get(0);

        assertThat(started.containers().get(0).runtimeId()).isNull();
        assertThat(container.runtimeId()).matches("[0-9a-f]{32}-\\d+|[0-9a-f]{64}");
        assertThat(container.hasNetworkBindings()).isTrue();
        assertThat(container.networkBindings()).isEmpty();
    }

    @Test
    void aTaskIsProvisionedThenPendingThenRunsUntilItIsStopped() {
        Task started = run("web", request -> request).tasks().get(0);

        assertThat(started.lastStatus()).isEqualTo("PROVISIONING");
        assertThat(describe(started, SECOND).lastStatus()).isEqualTo("PENDING");
        assertThat(describe(started, SECOND).lastStatus()).isEqualTo("RUNNING");
        Task later = describe(started, Duration.ofDays(3));
        assertThat(later.lastStatus()).isEqualTo("RUNNING");
        assertThat(later.startedAt()).isEqualTo(LocalEcs.START.plus(SECOND).plus(SECOND));
    }

    @Test
    void aTaskThatHasDoneItsWorkSaysWithWhichCode() {
        Task started = run("migration", request -> request).tasks().get(0);

        assertThat(describe(started, Duration.ofMillis(11_999)).lastStatus()).isEqualTo("RUNNING");
        Task ending = describe(started, Duration.ofMillis(1));
        assertThat(ending.lastStatus()).isEqualTo("DEPROVISIONING");
        assertThat(ending.desiredStatus()).isEqualTo("STOPPED");
        assertThat(ending.containers()).extracting(Container::lastStatus).containsOnly("STOPPED");
        Task ended = describe(started, SECOND);
        assertThat(ended.lastStatus()).isEqualTo("STOPPED");
        assertThat(ended.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(ended.stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(ended.executionStoppedAt()).isBefore(ended.stoppedAt());
        assertThat(ended.containers())
                .filteredOn(container -> container.name().equals("app"))
                .singleElement()
                .extracting(Container::exitCode)
                .isEqualTo(3);
        assertThat(ended.containers())
                .filteredOn(container -> container.name().equals("proxy"))
                .singleElement()
                .extracting(Container::exitCode)
                .isEqualTo(143);
    }

    @Test
    void aTaskOfAServiceRunsOnThoughItsLikeWouldExit() {
        ecs.create(LocalEcs.service("s", "migration", 1).build());

        ecs.pass(Duration.ofHours(1));

        assertThat(ecs.describe("s").runningCount()).isEqualTo(1);
        assertThat(ecs.describe("s").deployments().get(0).failedTasks()).isZero();
    }

    @Test
    void aTaskThatCannotStartSaysWhy() {
        Task started = run("broken", request -> request).tasks().get(0);

        Task failed = describe(started, Duration.ofSeconds(2));

        assertThat(failed.lastStatus()).isEqualTo("STOPPED");
        assertThat(failed.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(failed.containers().get(0).reason()).startsWith("CannotPullContainerError");
    }

    @Test
    void aStoppedTaskCanBeDescribedForAnHour() {
        Task started =
                run("migration", request -> request.tags(tag("a", "b"))).tasks().get(0);

        assertThat(describe(started, Duration.ofMinutes(60)).lastStatus()).isEqualTo("STOPPED");
        ecs.pass(Duration.ofMinutes(2));
        DescribeTasksResponse gone =
                ecs.call(DescribeTasksRequest.builder().tasks(started.taskArn()).build());
        assertThat(gone.tasks()).isEmpty();
        assertThat(gone.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo("MISSING");
            assertThat(failure.arn()).isEqualTo(started.taskArn());
        });
    }

    /** Members as in a recorded answer of the command line's own example. */
    @Test
    void aTaskOnFargateSaysAllThatAwsSaysOfIt() {
        Task task = run(
                        "web",
                        request -> request.startedBy("nightly")
                                .group("batch")
                                .enableExecuteCommand(true)
                                .tags(tag("team", "shop")))
                .tasks()
                .get(0);

        assertThat(task.taskArn()).matches(LocalEcs.ARN + "task/default/[0-9a-f]{32}");
        assertThat(task.clusterArn()).isEqualTo(LocalEcs.ARN + "cluster/default");
        assertThat(task.taskDefinitionArn()).isEqualTo(LocalEcs.ARN + "task-definition/web:1");
        assertThat(task.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(task.platformVersion()).isEqualTo("1.4.0");
        assertThat(task.platformFamily()).isEqualTo("Linux");
        assertThat(task.ephemeralStorage().sizeInGiB()).isEqualTo(20);
        assertThat(task.fargateEphemeralStorage().sizeInGiB()).isEqualTo(20);
        assertThat(task.startedBy()).isEqualTo("nightly");
        assertThat(task.group()).isEqualTo("batch");
        assertThat(task.enableExecuteCommand()).isTrue();
        assertThat(task.tags()).containsExactly(tag("team", "shop"));
        assertThat(task.version()).isEqualTo(1);
        assertThat(task.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.type()).isEqualTo("ElasticNetworkInterface");
            assertThat(attachment.status()).isEqualTo("PRECREATED");
        });
        assertThat(task.overrides().containerOverrides())
                .extracting(ContainerOverride::name)
                .containsExactly("app");
    }

    @Test
    void theGroupIsTheFamilyUnlessGiven() {
        assertThat(run("web", request -> request).tasks().get(0).group()).isEqualTo("family:web");
    }

    @Test
    void overridesAreEchoedBesideTheContainersWithoutAny() {
        ContainerOverride app = ContainerOverride.builder()
                .name("app")
                .command("migrate", "--all")
                .environment(KeyValuePair.builder().name("LEVEL").value("debug").build())
                .build();

        Task task = run(
                        "migration",
                        request -> request.overrides(overrides -> overrides
                                .containerOverrides(app)
                                .cpu("512")
                                .memory("1024")
                                .taskRoleArn("arn:aws:iam::123456789012:role/migrator")
                                .ephemeralStorage(
                                        EphemeralStorage.builder().sizeInGiB(30).build())))
                .tasks()
                .get(0);

        assertThat(task.overrides().containerOverrides())
                .containsExactlyInAnyOrder(
                        app, ContainerOverride.builder().name("proxy").build());
        assertThat(task.overrides().taskRoleArn()).isEqualTo("arn:aws:iam::123456789012:role/migrator");
        assertThat(task.cpu()).isEqualTo("512");
        assertThat(task.memory()).isEqualTo("1024");
        assertThat(task.ephemeralStorage().sizeInGiB()).isEqualTo(30);
        assertThat(task.fargateEphemeralStorage().sizeInGiB()).isEqualTo(30);
    }

    @Test
    void withoutLaunchTypeTheDefaultStrategyOfTheClusterDecidesAndElseEc2() {
        ecs.call(CreateClusterRequest.builder()
                .clusterName("spot")
                .capacityProviders("FARGATE_SPOT")
                .defaultCapacityProviderStrategy(CapacityProviderStrategyItem.builder()
                        .capacityProvider("FARGATE_SPOT")
                        .weight(1)
                        .build())
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

        Task spot = run("web", request -> request.cluster("spot").launchType((String) null))
                .tasks()
                .get(0);
        Task onInstance = run(
                        "bridge",
                        request -> request.launchType((String) null).networkConfiguration((NetworkConfiguration) null))
                .tasks()
                .get(0);

        assertThat(spot.capacityProviderName()).isEqualTo("FARGATE_SPOT");
        assertThat(spot.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(onInstance.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(onInstance.platformVersion()).isNull();
        assertThat(onInstance.attachments()).isEmpty();
    }

    @Test
    void aVolumeThatIsConfiguredAtLaunchIsAttached() {
        ecs.register(LocalEcs.onFargate("disk", "image:1")
                .volumes(Volume.builder().name("data").configuredAtLaunch(true).build())
                .build());

        Task task = run(
                        "disk",
                        request -> request.volumeConfigurations(TaskVolumeConfiguration.builder()
                                .name("data")
                                .managedEBSVolume(TaskManagedEBSVolumeConfiguration.builder()
                                        .sizeInGiB(10)
                                        .roleArn("arn:aws:iam::123456789012:role/infrastructure")
                                        .build())
                                .build()))
                .tasks()
                .get(0);

        assertThat(task.attachments().get(1)).satisfies(attachment -> {
            assertThat(attachment.type()).isEqualTo("AmazonElasticBlockStorage");
            assertThat(attachment.details())
                    .extracting(KeyValuePair::value)
                    .containsExactly("arn:aws:iam::123456789012:role/infrastructure", "data", "true");
        });
        assertThatThrownBy(() -> run("disk", request -> request))
                .hasMessageContaining("configuredAtLaunch volume but no volume configuration");
    }

    @Test
    void tagsComeFromTheRequestTheTaskDefinitionAndEcs() {
        ecs.register(LocalEcs.onFargate("tagged", "image:1")
                .tags(tag("a", "definition"), tag("b", "definition"))
                .build());

        Task task = run(
                        "tagged",
                        request -> request.propagateTags(PropagateTags.TASK_DEFINITION)
                                .enableECSManagedTags(true)
                                .tags(tag("b", "request")))
                .tasks()
                .get(0);

        ListTagsForResourceResponse tags = ecs.call(
                ListTagsForResourceRequest.builder().resourceArn(task.taskArn()).build());
        assertThat(tags.tags())
                .containsExactlyInAnyOrder(
                        tag("a", "definition"), tag("b", "request"), tag("aws:ecs:clusterName", "default"));
        assertThat(task.tags()).isEqualTo(tags.tags());
        DescribeTasksResponse described = ecs.call(DescribeTasksRequest.builder()
                .tasks(task.taskArn())
                .include(TaskField.TAGS)
                .build());
        assertThat(described.tasks().get(0).tags()).isEqualTo(tags.tags());
    }

    @Test
    void theSameTokenWithTheSameRequestStartsNothingTwice() {
        RunTaskResponse first = run("web", request -> request.count(2).clientToken("token"));
        ecs.pass(Duration.ofMinutes(5));
        ecs.restart();

        assertThat(run("web", request -> request.count(2).clientToken("token"))).isEqualTo(first);
        assertThat(list(request -> request)).hasSize(2);
        assertThatThrownBy(() -> run("web", request -> request.count(3).clientToken("token")))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("ConflictException"));
        ecs.pass(Duration.ofHours(24));
        assertThat(run("web", request -> request.count(3).clientToken("token")).tasks())
                .hasSize(3);
    }

    @Test
    void standaloneTasksAreListedBesideThoseOfServicesWithEveryFilter() {
        String deployment = ecs.create(LocalEcs.service("s", "web", 1).build())
                .deployments()
                .get(0)
                .id();
        run("web", request -> request.count(2).startedBy("nightly"));
        run("migration", request -> request.startedBy("release"));
        ecs.pass(Duration.ofSeconds(3));

        assertThat(list(request -> request)).hasSize(4);
        assertThat(list(request -> request.family("web"))).hasSize(3);
        assertThat(list(request -> request.family("migration"))).hasSize(1);
        assertThat(list(request -> request.serviceName("s"))).hasSize(1);
        assertThat(list(request -> request.startedBy("nightly"))).hasSize(2);
        assertThat(list(request -> request.startedBy(deployment))).hasSize(1);
        assertThat(list(request -> request.launchType(LaunchType.FARGATE))).hasSize(4);
        assertThat(list(request -> request.launchType(LaunchType.EC2))).isEmpty();
        assertThat(list(request -> request.containerInstance("any"))).isEmpty();
        assertThat(list(request -> request.desiredStatus(DesiredStatus.PENDING)))
                .isEmpty();
        ecs.pass(Duration.ofSeconds(20));
        assertThat(list(request -> request.desiredStatus(DesiredStatus.STOPPED)))
                .hasSize(1);
        assertThat(list(request -> request)).hasSize(3);
    }

    @Test
    void theClusterCountsThem() {
        run("web", request -> request.count(3));

        assertThat(cluster().pendingTasksCount()).isEqualTo(3);
        ecs.settle();
        assertThat(cluster().runningTasksCount()).isEqualTo(3);
    }

    @Test
    void theyOutliveARestart() {
        Task started = run("migration", request -> request).tasks().get(0);
        ecs.pass(SECOND).touch();
        String saved = ecs.restart();

        assertThat(saved).isEqualTo(ecs.state());
        assertThat(describe(started, Duration.ofMinutes(1)).lastStatus()).isEqualTo("STOPPED");
    }

    @Test
    void aStateFromBeforeThereWereAnyIsReadAsItIs() {
        run("web", request -> request);
        String saved = ecs.state();
        String before = saved.substring(0, saved.indexOf(",\"standaloneTasks\"")) + "}";
        EcsService service = new EcsService(EcsSettings.defaults());

        service.read(JsonNode.parser().parse(before));

        assertThat(service.operations()).isNotEmpty();
    }

    private Cluster cluster() {
        DescribeClustersResponse answer =
                ecs.call(DescribeClustersRequest.builder().build());
        return answer.clusters().get(0);
    }

    private RunTaskResponse run(String family, UnaryOperator<RunTaskRequest.Builder> change) {
        return ecs.call(change.apply(RunTaskRequest.builder()
                        .taskDefinition(family)
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(LocalEcs.network("subnet-1")))
                .build());
    }

    private Task describe(Task task, Duration later) {
        ecs.pass(later);
        DescribeTasksResponse answer =
                ecs.call(DescribeTasksRequest.builder().tasks(task.taskArn()).build());
        return answer.tasks().get(0);
    }

    private List<String> list(UnaryOperator<ListTasksRequest.Builder> filter) {
        ListTasksResponse answer =
                ecs.call(filter.apply(ListTasksRequest.builder()).build());
        return answer.taskArns();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
