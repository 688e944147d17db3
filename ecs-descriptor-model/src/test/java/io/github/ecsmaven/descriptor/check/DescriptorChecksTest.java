package io.github.ecsmaven.descriptor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Task definitions and services, written short, and what AWS would refuse about them. */
class DescriptorChecksTest {
    private static final String FARGATE = "requiresCompatibilities: [FARGATE], networkMode: awsvpc, ";
    private static final String CONTAINER = "containerDefinitions: [{ name: app, image: i, memory: 64 }]";
    private static final String NETWORK = "networkConfiguration: { awsvpcConfiguration: { subnets: [s] } }";

    @TempDir
    private Path directory;

    static Stream<Arguments> sizes() {
        return Stream.of(
                arguments(FARGATE + "cpu: 256, memory: 512", ""),
                arguments(FARGATE + "cpu: 256, memory: 2048", ""),
                arguments(FARGATE + "cpu: .25 vCPU, memory: 0.5GB", ""),
                arguments(FARGATE + "cpu: 1 vcpu, memory: 8 gb", ""),
                arguments(FARGATE + "cpu: 8192, memory: 20480", ""),
                arguments(FARGATE + "cpu: 16384, memory: 122880", ""),
                arguments(FARGATE + "cpu: '${cfn:a.b}', memory: 77", ""),
                arguments(FARGATE + "cpu: 256, memory: 4096", "ECS040 taskDefinition.memory"),
                arguments(FARGATE + "cpu: 256, memory: 1536", "ECS040 taskDefinition.memory"),
                arguments(FARGATE + "cpu: 4096, memory: 31744", "ECS040 taskDefinition.memory"),
                arguments(FARGATE + "cpu: 8192, memory: 17408", "ECS040 taskDefinition.memory"),
                arguments(FARGATE + "cpu: 300, memory: 512", "ECS040 taskDefinition.cpu"),
                arguments(FARGATE + "cpu: 256", "ECS040 taskDefinition.memory"),
                arguments(FARGATE + "memory: 512", "ECS040 taskDefinition.cpu"),
                arguments("cpu: lots, memory: 512", "ECS014 taskDefinition.cpu"),
                arguments("cpu: 1 vCPU, memory: 1 TB", "ECS014 taskDefinition.memory"),
                arguments(
                        "requiresCompatibilities: [FARGATE], cpu: 256, memory: 512",
                        "ECS040 taskDefinition.networkMode"),
                arguments(
                        "requiresCompatibilities: [FARGATE], networkMode: host, cpu: 256, memory: 512",
                        "ECS040 taskDefinition.networkMode"),
                arguments("requiresCompatibilities: [FARGATE], networkMode: '${cfn:a.b}', cpu: 256, memory: 512", ""),
                arguments("cpu: 300", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void aTaskSizeMustExist(String members, String expected) {
        assertProblems("{ family: shop, " + members + ", " + CONTAINER + " }", null, expected);
    }

    static Stream<Arguments> containers() {
        return Stream.of(
                arguments("[{ name: a, image: i, memory: 64 }]", ""),
                arguments("[{ name: a, image: i, memoryReservation: 64 }]", ""),
                arguments("[{ name: a, image: i }]", "ECS040 taskDefinition.containerDefinitions[a]"),
                arguments(
                        "[{ name: a, image: i, memory: 64, memoryReservation: 65 }]",
                        "ECS040 taskDefinition.containerDefinitions[a].memoryReservation"),
                arguments(
                        "[{ name: a, image: i, memory: 64, essential: false }]",
                        "ECS040 taskDefinition.containerDefinitions"),
                arguments(
                        "[{ name: a, image: i, memory: 64, essential: false }, { name: b, image: i, memory: 64 }]", ""),
                arguments(
                        "[{ name: a, image: i, memory: 64 }, { name: a, image: i, memory: 64 }]",
                        "ECS018 taskDefinition.containerDefinitions[a]"),
                arguments(
                        "[{ name: a b, image: i, memory: 64 }]",
                        "ECS014 taskDefinition.containerDefinitions[a b].name"),
                arguments(
                        "[{ name: a, image: '', memory: 64 }]", "ECS017 taskDefinition.containerDefinitions[a].image"),
                arguments(
                        "[{ name: a, image: i, memory: 64, environment: [{name: X, value: a}, {name: X, value: b}] }]",
                        "ECS018 taskDefinition.containerDefinitions[a].environment[X]"),
                arguments(
                        "[{ name: a, image: i, memory: 64, environment: [{name: '', value: a}] }]",
                        "ECS017 taskDefinition.containerDefinitions[a].environment[0].name"),
                arguments(
                        "[{ name: a, image: i, memory: 64, environment: [{name: X, value: a}],"
                                + " secrets: [{name: X, valueFrom: b}] }]",
                        "ECS018 taskDefinition.containerDefinitions[a].secrets[X].name"),
                arguments(
                        "[{ name: a, image: i, memory: 64, dependsOn: [{containerName: b, condition: START}] },"
                                + " { name: b, image: i, memory: 64 }]",
                        ""),
                arguments(
                        "[{ name: a, image: i, memory: 64, dependsOn: [{containerName: b, condition: START}] }]",
                        "ECS040 taskDefinition.containerDefinitions[a].dependsOn[b].containerName"),
                arguments(
                        "[{ name: a, image: i, memory: 64, dependsOn: [{containerName: a, condition: START}] }]",
                        "ECS040 taskDefinition.containerDefinitions[a].dependsOn[a].containerName"),
                arguments(
                        "[{ name: a, image: i, memory: 64, volumesFrom: [{sourceContainer: b}] }]",
                        "ECS040 taskDefinition.containerDefinitions[a].volumesFrom[b].sourceContainer"),
                arguments(
                        "[{ name: a, image: i, memory: 64, mountPoints: [{sourceVolume: v, containerPath: /d}] }]",
                        "ECS040 taskDefinition.containerDefinitions[a].mountPoints[/d].sourceVolume"),
                arguments(
                        "[{ name: a, image: i, memory: 64, portMappings: [{protocol: udp}] }]",
                        "ECS012 taskDefinition.containerDefinitions[a].portMappings[udp]"),
                arguments(
                        "[{ name: a, image: i, memory: 64, portMappings: [{containerPort: 1, containerPortRange: 2-3}] }]",
                        "ECS040 taskDefinition.containerDefinitions[a].portMappings[1].containerPortRange"),
                arguments(
                        "[{ name: a, image: i, memory: 64, portMappings: [{containerPort: 80, hostPort: 1},"
                                + " {containerPort: 80, hostPort: 2}] }]",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void theContainersOfATaskMustFitTogether(String containers, String expected) {
        assertProblems("{ family: shop, containerDefinitions: " + containers + " }", null, expected);
    }

    static Stream<Arguments> tasks() {
        return Stream.of(
                arguments("family: a.b, " + CONTAINER, "ECS014 taskDefinition.family"),
                arguments("family: '', " + CONTAINER, "ECS017 taskDefinition.family"),
                arguments("family: a, taskRoleArn: '', " + CONTAINER, "ECS017 taskDefinition.taskRoleArn"),
                arguments(
                        "family: a, networkMode: awsvpc, containerDefinitions: [{ name: a, image: i, memory: 64,"
                                + " portMappings: [{containerPort: 80, hostPort: 8080}] }]",
                        "ECS040 taskDefinition.containerDefinitions[a].portMappings[80].hostPort"),
                arguments(
                        "family: a, networkMode: awsvpc, containerDefinitions: [{ name: a, image: i, memory: 64,"
                                + " portMappings: [{containerPort: 80, hostPort: 0}, {containerPort: 81, hostPort: 81}] }]",
                        ""),
                arguments(
                        "family: a, volumes: [{ name: v, efsVolumeConfiguration: { fileSystemId: f, rootDirectory: /x,"
                                + " authorizationConfig: { accessPointId: p } } }], " + CONTAINER,
                        "ECS040 taskDefinition.volumes[v].efsVolumeConfiguration.rootDirectory"),
                arguments(
                        "family: a, volumes: [{ name: v, efsVolumeConfiguration: { rootDirectory: / } }], " + CONTAINER,
                        "ECS012 taskDefinition.volumes[v].efsVolumeConfiguration.fileSystemId"),
                arguments(
                        "family: a, tags: [{ key: a, value: 'b*' }], " + CONTAINER,
                        "ECS014 taskDefinition.tags[a].value"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void aTaskDefinitionMustBeOneThatAwsAccepts(String members, String expected) {
        assertProblems("{ " + members + " }", null, expected);
    }

    static Stream<Arguments> services() {
        String fargate = FARGATE + "cpu: 256, memory: 512";
        return Stream.of(
                arguments(fargate, "launchType: FARGATE, " + NETWORK, ""),
                arguments(fargate, "launchType: FARGATE", "ECS040 service.networkConfiguration"),
                arguments("cpu: 256", NETWORK, "ECS040 service.networkConfiguration"),
                arguments("networkMode: '${cfn:a.b}'", "launchType: EC2", ""),
                arguments(fargate, "launchType: EC2, " + NETWORK, "ECS040 service.launchType"),
                arguments(
                        fargate,
                        "launchType: FARGATE, capacityProviderStrategy: [{capacityProvider: FARGATE}], " + NETWORK,
                        "ECS040 service.capacityProviderStrategy"),
                arguments(fargate, "capacityProviderStrategy: [{capacityProvider: FARGATE_SPOT}], " + NETWORK, ""),
                arguments(
                        fargate,
                        "launchType: FARGATE, placementStrategy: [{type: random}], " + NETWORK,
                        "ECS040 service.placementStrategy"),
                arguments(
                        fargate,
                        "launchType: FARGATE, schedulingStrategy: DAEMON, desiredCount: 1, " + NETWORK,
                        "ECS040 service.desiredCount|ECS040 service.schedulingStrategy"),
                arguments(
                        "cpu: 256",
                        "serviceRegistries: [{ registryArn: r, containerName: ap }]",
                        "ECS040 service.serviceRegistries[r].containerName"),
                arguments(
                        "cpu: 256",
                        "loadBalancers: [{ targetGroupArn: t, containerName: web, containerPort: 80 }]",
                        "ECS040 service.loadBalancers[t,web,80].containerName"),
                arguments(
                        "cpu: 256",
                        "loadBalancers: [{ targetGroupArn: t, containerName: app, containerPort: 80 }]",
                        "ECS040 service.loadBalancers[t,app,80].containerPort"),
                arguments("cpu: 256", "loadBalancers: []", ""),
                arguments("cpu: 256", "loadBalancers: '${cfn:a.b}'", ""),
                arguments(
                        "cpu: 256",
                        "deploymentController: { type: CODE_DEPLOY }",
                        "ECS016 service.deploymentController.type"),
                arguments(
                        "cpu: 256",
                        "deploymentConfiguration: { strategy: LINEAR, canaryConfiguration: { canaryPercent: 5 } }",
                        "ECS040 service.deploymentConfiguration.canaryConfiguration"),
                arguments(
                        "cpu: 256",
                        "deploymentConfiguration: { strategy: CANARY, canaryConfiguration: { canaryPercent: 5 } }",
                        ""),
                arguments(
                        "volumes: [{ name: v, configuredAtLaunch: true }]",
                        "desiredCount: 1",
                        "ECS040 taskDefinition.volumes[v].configuredAtLaunch"),
                arguments(
                        "volumes: [{ name: v }]",
                        "volumeConfigurations: [{ name: v }]",
                        "ECS040 service.volumeConfigurations[v].name"),
                arguments(
                        "volumes: [{ name: v, configuredAtLaunch: true }]", "volumeConfigurations: [{ name: v }]", ""),
                arguments(
                        "cpu: 256",
                        "capacityProviderStrategy: [{capacityProvider: a, weight: 1001}]",
                        "ECS014 service.capacityProviderStrategy[a].weight"));
    }

    @ParameterizedTest(name = "{0} / {1}")
    @MethodSource("services")
    void aServiceMustFitItsTaskDefinition(String task, String service, String expected) {
        assertProblems(
                "{ family: shop, " + task + ", " + CONTAINER + " }",
                "{ serviceName: shop, " + service + " }",
                expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noServiceName")
    void aServiceNeedsAName(String service, String expected) {
        assertProblems("{ family: shop, " + CONTAINER + " }", service, expected);
    }

    static Stream<Arguments> noServiceName() {
        return Stream.of(
                arguments("{}", "ECS012 service.serviceName"),
                arguments("{ serviceName: ~ }", "ECS012 service.serviceName"),
                arguments("{ serviceName: [a] }", "ECS011 service.serviceName"),
                arguments("{ serviceName: a.b }", "ECS014 service.serviceName"),
                arguments("{ serviceName: '${cfn:a.b}' }", ""));
    }

    private void assertProblems(String task, String service, String expected) {
        String yaml = "version: 1\nregion: eu-west-1\ntaskDefinition: " + task + "\n"
                + (service == null ? "" : "service: " + service + "\n");

        List<Problem> problems = new Descriptors(directory)
                .problems(yaml).stream().filter(Problem::stops).toList();

        List<String> found = problems.stream()
                .map(problem -> problem.id().code() + " " + problem.path())
                .toList();
        assertThat(found).containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split("\\|"));
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.position()).isPresent();
            assertThat(problem.what()).isNotBlank().doesNotEndWith(".");
            assertThat(problem.cure()).isNotBlank().doesNotEndWith(".");
        });
    }
}
