package io.github.ecsmaven.descriptor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Yaml;
import io.github.ecsmaven.descriptor.rule.Canonical.ServiceContext;
import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.value.Value.Structure;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is the same to ECS. The first column names the source of the row: the section of the reference, or the rule. */
class CanonicalTest {
    private final Canonical canonical = new Canonical(FieldRules.load());

    static Stream<Arguments> sameTaskDefinitions() {
        return Stream.of(
                arguments("1.3 ephemeralStorage on EC2", "ephemeralStorage: { sizeInGiB: 100 }", "{}"),
                arguments("1.3 taskRoleArn", "taskRoleArn: ''", "{}"),
                arguments(
                        "API, sourcePath",
                        "volumes: [{ name: v, host: { sourcePath: '' } }]",
                        "volumes: [{ name: v }]"),
                arguments("R0", "volumes: [], proxyConfiguration: {}, cpu: ~", "{}"),
                arguments("R0", "volumes: [{ name: v, host: {} }]", "volumes: [{ name: v }]"),
                arguments("1.2", "taskDefinitionArn: a, revision: 3, status: ACTIVE, compatibilities: [EC2]", "{}"),
                arguments("1.2", "registeredBy: me, requiresAttributes: [{ name: a }]", "{}"),
                arguments("1.3 cpu", "cpu: '256'", "cpu: .25 vcpu"),
                arguments("1.3 cpu", "cpu: 1 vCPU", "cpu: '1024'"),
                arguments("1.3 memory", "memory: 1GB", "memory: 1024"),
                arguments("1.3 memory", "memory: 0.5 GB", "memory: '512'"),
                arguments("1.3 networkMode", "networkMode: bridge", "{}"),
                arguments(
                        "1.3 requiresCompatibilities",
                        "requiresCompatibilities: [FARGATE, EC2]",
                        "requiresCompatibilities: [EC2, FARGATE]"),
                arguments(
                        "1.3 runtimePlatform",
                        "runtimePlatform: { cpuArchitecture: X86_64 }",
                        "runtimePlatform: { operatingSystemFamily: LINUX, cpuArchitecture: X86_64 }"),
                arguments(
                        "1.3 runtimePlatform",
                        "runtimePlatform: { cpuArchitecture: ARM64 }",
                        "runtimePlatform: { operatingSystemFamily: LINUX, cpuArchitecture: ARM64 }"),
                arguments(
                        "1.3 runtimePlatform on Fargate",
                        "requiresCompatibilities: [FARGATE], runtimePlatform: { operatingSystemFamily: LINUX }",
                        "requiresCompatibilities: [FARGATE]"),
                arguments("1.3 enableFaultInjection", "enableFaultInjection: false", "{}"),
                arguments(
                        "1.3 placementConstraints",
                        "placementConstraints: [{ type: memberOf, expression: b }, { type: memberOf, expression: a }]",
                        "placementConstraints: [{ type: memberOf, expression: a }, { type: memberOf, expression: b }]"),
                arguments(
                        "1.3 proxyConfiguration",
                        "proxyConfiguration: { containerName: e, type: APPMESH, properties: [{ name: B, value: '' }, {"
                                + " name: A, value: x }] }",
                        "proxyConfiguration: { containerName: e, properties: [{ name: A, value: x }, { name: B, value:"
                                + " '' }] }"),
                arguments(
                        "1.3 volumes",
                        "volumes: [{ name: b }, { name: a, configuredAtLaunch: false }]",
                        "volumes: [{ name: a }, { name: b }]"),
                arguments(
                        "1.3 docker volumes",
                        "volumes: [{ name: v, dockerVolumeConfiguration: { scope: task, driver: local, autoprovision:"
                                + " false } }]",
                        "volumes: [{ name: v, dockerVolumeConfiguration: { driver: local } }]"),
                arguments(
                        "1.3 EFS",
                        "volumes: [{ name: v, efsVolumeConfiguration: { fileSystemId: f, rootDirectory: /,"
                                + " transitEncryption: DISABLED, transitEncryptionPort: 0, authorizationConfig: { iam:"
                                + " DISABLED } } }]",
                        "volumes: [{ name: v, efsVolumeConfiguration: { fileSystemId: f } }]"),
                arguments(
                        "1.3 EFS access point",
                        "volumes: [{ name: v, efsVolumeConfiguration: { fileSystemId: f, rootDirectory: /x,"
                                + " authorizationConfig: { accessPointId: p } } }]",
                        "volumes: [{ name: v, efsVolumeConfiguration: { fileSystemId: f, authorizationConfig: {"
                                + " accessPointId: p } } }]"),
                arguments(
                        "1.3 S3 Files",
                        "volumes: [{ name: v, s3filesVolumeConfiguration: { fileSystemArn: f, rootDirectory: / } }]",
                        "volumes: [{ name: v, s3filesVolumeConfiguration: { fileSystemArn: f } }]"),
                arguments("1.3 tags", "tags: [{ key: a, value: b }]", "{}"),
                arguments(
                        "1.4 order",
                        "containerDefinitions: [{ name: b }, { name: a }]",
                        "containerDefinitions: [{ name: a }, { name: b }]"));
    }

    static Stream<Arguments> sameContainers() {
        return Stream.of(
                arguments(
                        "R0",
                        "bridge",
                        "environment: [], mountPoints: [], volumesFrom: [], systemControls: [], dockerLabels: {}",
                        "user: ''"),
                arguments(
                        "R0",
                        "bridge",
                        "linuxParameters: { capabilities: { add: [], drop: [] }, devices: [], tmpfs: [] }",
                        "user: ''"),
                arguments("1.4 sizes", "bridge", "cpu: 0, memory: 0, memoryReservation: 0", "user: ''"),
                arguments("1.4 essential", "bridge", "essential: true", "user: ''"),
                arguments(
                        "1.4 flags",
                        "bridge",
                        "privileged: false, interactive: false, pseudoTerminal: false, readonlyRootFilesystem: false,"
                                + " disableNetworking: false",
                        "user: ''"),
                arguments("1.4 texts", "bridge", "hostname: '', user: '', workingDirectory: ''", "{}"),
                arguments(
                        "1.4 ports",
                        "awsvpc",
                        "portMappings: [{ containerPort: 80, hostPort: 80, protocol: tcp }]",
                        "portMappings: [{ containerPort: 80 }]"),
                arguments(
                        "1.4 ports",
                        "awsvpc",
                        "portMappings: [{ containerPort: 80, hostPort: 0 }]",
                        "portMappings: [{ containerPort: 80 }]"),
                arguments(
                        "1.4 ports",
                        "host",
                        "portMappings: [{ containerPort: 80, hostPort: 80 }]",
                        "portMappings: [{ containerPort: 80 }]"),
                arguments(
                        "1.4 ports",
                        "bridge",
                        "portMappings: [{ containerPort: 80, hostPort: 0 }]",
                        "portMappings: [{ containerPort: 80 }]"),
                arguments(
                        "1.4 ports",
                        "none",
                        "portMappings: [{ containerPort: 80, hostPort: 0 }]",
                        "portMappings: [{ containerPort: 80 }]"),
                arguments(
                        "1.4 port ranges",
                        "bridge",
                        "portMappings: [{ containerPortRange: 1-2, hostPort: 7 }]",
                        "portMappings: [{ containerPortRange: 1-2 }]"),
                arguments(
                        "1.4 port order",
                        "awsvpc",
                        "portMappings: [{ containerPort: 443 }, { containerPort: 80 }, { containerPort: 80, protocol:"
                                + " udp }]",
                        "portMappings: [{ containerPort: 80, protocol: udp }, { containerPort: 80 }, { containerPort:"
                                + " 443 }]"),
                arguments(
                        "1.4 environment",
                        "bridge",
                        "environment: [{ name: Z, value: a }, { name: A, value: '' }]",
                        "environment: [{ name: A, value: '' }, { name: Z, value: a }]"),
                arguments(
                        "1.4 secrets",
                        "bridge",
                        "secrets: [{ name: Z, valueFrom: a }, { name: A, valueFrom: b }]",
                        "secrets: [{ name: A, valueFrom: b }, { name: Z, valueFrom: a }]"),
                arguments(
                        "1.4 mounts",
                        "bridge",
                        "mountPoints: [{ containerPath: /b, sourceVolume: v, readOnly: false }, { containerPath: /a,"
                                + " sourceVolume: v }]",
                        "mountPoints: [{ containerPath: /a, sourceVolume: v }, { containerPath: /b, sourceVolume: v"
                                + " }]"),
                arguments(
                        "1.4 volumesFrom",
                        "bridge",
                        "volumesFrom: [{ sourceContainer: b, readOnly: false }, { sourceContainer: a }]",
                        "volumesFrom: [{ sourceContainer: a }, { sourceContainer: b }]"),
                arguments("1.4 links", "bridge", "links: [b, a]", "links: [a, b]"),
                arguments(
                        "1.4 systemControls",
                        "bridge",
                        "systemControls: [{ namespace: b, value: 1 }, { namespace: a, value: 2 }]",
                        "systemControls: [{ namespace: a, value: 2 }, { namespace: b, value: 1 }]"),
                arguments(
                        "1.4 dependsOn",
                        "bridge",
                        "dependsOn: [{ containerName: b, condition: START }, { containerName: a, condition: START }]",
                        "dependsOn: [{ containerName: a, condition: START }, { containerName: b, condition: START }]"),
                arguments(
                        "1.4 ulimits",
                        "bridge",
                        "ulimits: [{ name: nproc, softLimit: 1 }, { name: core, softLimit: 2 }]",
                        "ulimits: [{ name: core, softLimit: 2 }, { name: nproc, softLimit: 1 }]"),
                arguments(
                        "1.4 extraHosts",
                        "bridge",
                        "extraHosts: [{ hostname: b, ipAddress: c }, { hostname: a, ipAddress: d }]",
                        "extraHosts: [{ hostname: a, ipAddress: d }, { hostname: b, ipAddress: c }]"),
                arguments(
                        "1.4 capabilities",
                        "bridge",
                        "linuxParameters: { capabilities: { add: [B, A], drop: [D, C] } }",
                        "linuxParameters: { capabilities: { add: [A, B], drop: [C, D] } }"),
                arguments(
                        "1.4 devices",
                        "bridge",
                        "linuxParameters: { devices: [{ hostPath: /a, permissions: [mknod, write, read] }] }",
                        "linuxParameters: { devices: [{ hostPath: /a }] }"),
                arguments("1.4 init", "bridge", "linuxParameters: { initProcessEnabled: false }", "user: ''"),
                arguments(
                        "1.4 healthCheck",
                        "bridge",
                        "healthCheck: { command: [a], interval: 30, timeout: 5, retries: 3, startPeriod: 0 }",
                        "healthCheck: { command: [a] }"),
                arguments(
                        "1.4 secretOptions",
                        "bridge",
                        "logConfiguration: { logDriver: awslogs, secretOptions: [] }",
                        "logConfiguration: { logDriver: awslogs }"),
                arguments(
                        "1.4 restartPolicy",
                        "bridge",
                        "restartPolicy: { enabled: true, restartAttemptPeriod: 300, ignoredExitCodes: [2, 1] }",
                        "restartPolicy: { enabled: true, ignoredExitCodes: [1, 2] }"),
                arguments(
                        "1.4 resources",
                        "bridge",
                        "resourceRequirements: [{ type: InferenceAccelerator, value: a }, { type: GPU, value: '1' }]",
                        "resourceRequirements: [{ type: GPU, value: '1' }, { type: InferenceAccelerator, value: a }]"),
                arguments("1.4 versionConsistency", "bridge", "versionConsistency: enabled", "user: ''"));
    }

    static Stream<Arguments> otherContainers() {
        return Stream.of(
                arguments(
                        "1.4 ports",
                        "bridge",
                        "portMappings: [{ containerPort: 80, hostPort: 80 }]",
                        "portMappings: [{ containerPort: 80 }]"),
                arguments(
                        "1.4 environmentFiles",
                        "bridge",
                        "environmentFiles: [{ value: a, type: s3 }, { value: b, type: s3 }]",
                        "environmentFiles: [{ value: b, type: s3 }, { value: a, type: s3 }]"),
                arguments("1.4 command", "bridge", "command: [a, b]", "command: [b, a]"),
                arguments("R0a", "bridge", "command: ['']", "command: []"),
                arguments(
                        "R0a",
                        "bridge",
                        "environment: [{ name: A, value: '' }]",
                        "environment: [{ name: A, value: b }]"),
                arguments("R0a", "bridge", "dockerLabels: { a: '' }", "dockerLabels: {}"),
                arguments(
                        "R0e",
                        "bridge",
                        "logConfiguration: { logDriver: awslogs, options: { Mode: a } }",
                        "logConfiguration: { logDriver: awslogs, options: { mode: a } }"),
                arguments(
                        "1.4 healthCheck",
                        "bridge",
                        "healthCheck: { command: [a], interval: 31 }",
                        "healthCheck: { command: [a] }"),
                arguments("1.4 essential", "bridge", "essential: false", "essential: true"),
                arguments("1.4 stopTimeout", "bridge", "stopTimeout: 30", "user: ''"),
                arguments("1.4 restartPolicy", "bridge", "restartPolicy: { enabled: false }", "user: ''"),
                arguments("1.4 image", "bridge", "image: a:1", "image: A:1"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("sameTaskDefinitions")
    void theseTaskDefinitionsAreTheSame(String row, String one, String other) {
        assertThat(task(one)).isEqualTo(task(other));
    }

    @ParameterizedTest(name = "{0} ({1}): {2}")
    @MethodSource("sameContainers")
    void theseContainersAreTheSame(String row, String networkMode, String one, String other) {
        assertThat(container(networkMode, one)).isEqualTo(container(networkMode, other));
    }

    @ParameterizedTest(name = "{0} ({1}): {2}")
    @MethodSource("otherContainers")
    void theseContainersDiffer(String row, String networkMode, String one, String other) {
        assertThat(container(networkMode, one)).isNotEqualTo(container(networkMode, other));
    }

    static Stream<Arguments> otherTaskDefinitions() {
        return Stream.of(
                arguments("1.3 runtimePlatform on EC2", "runtimePlatform: { cpuArchitecture: X86_64 }", "{}"),
                arguments(
                        "1.3 docker volumes",
                        "volumes: [{ name: v, dockerVolumeConfiguration: { scope: task } }]",
                        "volumes: [{ name: v }]"),
                arguments("1.3 networkMode", "networkMode: awsvpc", "{}"),
                arguments(
                        "1.3 ephemeralStorage",
                        "requiresCompatibilities: [FARGATE], ephemeralStorage: { sizeInGiB: 20 }",
                        "requiresCompatibilities: [FARGATE]"),
                arguments(
                        "1.3 driverOpts",
                        "volumes: [{ name: v, dockerVolumeConfiguration: { driverOpts: { A: b } } }]",
                        "volumes: [{ name: v, dockerVolumeConfiguration: { driverOpts: { a: b } } }]"),
                arguments("1.3 memory", "memory: 1 GB", "memory: 1000"),
                arguments("1.3 memory", "memory: 1 TB", "memory: 1024"),
                arguments(
                        "1.3 Windows",
                        "runtimePlatform: { operatingSystemFamily: WINDOWS_SERVER_2022_CORE }, networkMode: bridge",
                        "runtimePlatform: { operatingSystemFamily: WINDOWS_SERVER_2022_CORE }"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("otherTaskDefinitions")
    void theseTaskDefinitionsDiffer(String row, String one, String other) {
        assertThat(task(one)).isNotEqualTo(task(other));
    }

    static Stream<Arguments> sameServices() {
        return Stream.of(
                arguments("1.2", "serviceArn: a, status: ACTIVE, runningCount: 1, events: [], roleArn: r", "{}"),
                arguments("1.5 platformVersion", "platformVersion: LATEST", "{}"),
                arguments("1.5 schedulingStrategy", "schedulingStrategy: REPLICA", "{}"),
                arguments("1.5 deploymentController", "deploymentController: { type: ECS }", "{}"),
                arguments(
                        "1.5 REPLICA",
                        "deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100, strategy:"
                                + " ROLLING, bakeTimeInMinutes: 0, deploymentCircuitBreaker: { enable: false, rollback:"
                                + " false, resetOnHealthyTask: true, thresholdConfiguration: { type: BOUNDED_PERCENT,"
                                + " value: 50 } }, alarms: { alarmNames: [], enable: false, rollback: false } }",
                        "{}"),
                arguments(
                        "1.5 DAEMON",
                        "schedulingStrategy: DAEMON, deploymentConfiguration: { maximumPercent: 100,"
                                + " minimumHealthyPercent: 0 }",
                        "schedulingStrategy: DAEMON"),
                arguments(
                        "1.5 linear",
                        "deploymentConfiguration: { strategy: LINEAR, linearConfiguration: { stepPercent: 10.0,"
                                + " stepBakeTimeInMinutes: 6 } }",
                        "deploymentConfiguration: { strategy: LINEAR }"),
                arguments(
                        "1.5 canary",
                        "deploymentConfiguration: { strategy: CANARY, canaryConfiguration: { canaryPercent: 5.0,"
                                + " canaryBakeTimeInMinutes: 10 } }",
                        "deploymentConfiguration: { strategy: CANARY }"),
                arguments(
                        "1.5 hooks",
                        "deploymentConfiguration: { lifecycleHooks: [{ hookTargetArn: b, lifecycleStages: [Y, X],"
                                + " targetType: AWS_LAMBDA, timeoutConfiguration: { timeoutInMinutes: 1440, action:"
                                + " ROLLBACK } }, { hookTargetArn: a, lifecycleStages: [X] }] }",
                        "deploymentConfiguration: { lifecycleHooks: [{ hookTargetArn: a, lifecycleStages: [X] }, {"
                                + " hookTargetArn: b, lifecycleStages: [X, Y] }] }"),
                arguments(
                        "1.5 hookDetails",
                        "deploymentConfiguration: { lifecycleHooks: [{ hookTargetArn: b, hookDetails: '{\"a\": [1.0,"
                                + " true, null, \"x\"], \"b\": {}}' }] }",
                        "deploymentConfiguration: { lifecycleHooks: [{ hookTargetArn: b, hookDetails:"
                                + " '{\"b\":{},\"a\":[1,true,null,\"x\"]}' }] }"),
                arguments(
                        "1.5 network",
                        "networkConfiguration: { awsvpcConfiguration: { subnets: [b, a], securityGroups: [],"
                                + " assignPublicIp: DISABLED } }",
                        "networkConfiguration: { awsvpcConfiguration: { subnets: [a, b] } }"),
                arguments(
                        "1.5 grace period",
                        "healthCheckGracePeriodSeconds: 0, enableECSManagedTags: false, enableExecuteCommand: false,"
                                + " propagateTags: NONE, availabilityZoneRebalancing: DISABLED",
                        "{}"),
                arguments(
                        "1.5 providers",
                        "capacityProviderStrategy: [{ capacityProvider: b, weight: 0, base: 0 }, { capacityProvider:"
                                + " a, weight: 1 }]",
                        "capacityProviderStrategy: [{ capacityProvider: a, weight: 1 }, { capacityProvider: b }]"),
                arguments(
                        "1.5 placementStrategy",
                        "placementStrategy: [{ type: spread, field: host }, { type: binpack, field: cpu }]",
                        "placementStrategy: [{ type: spread, field: instanceId }, { type: binpack, field: CPU }]"),
                arguments(
                        "1.5 loadBalancers",
                        "loadBalancers: [{ targetGroupArn: t, containerName: a, containerPort: 8080 }, {"
                                + " targetGroupArn: t, containerName: a, containerPort: 80 }]",
                        "loadBalancers: [{ targetGroupArn: t, containerName: a, containerPort: 80 }, { targetGroupArn:"
                                + " t, containerName: a, containerPort: 8080 }]"),
                arguments(
                        "1.5 CODE_DEPLOY",
                        "deploymentController: { type: CODE_DEPLOY }, loadBalancers: [{ targetGroupArn: blue,"
                                + " containerName: a }]",
                        "deploymentController: { type: CODE_DEPLOY }, loadBalancers: [{ targetGroupArn: green,"
                                + " containerName: a }]"),
                arguments(
                        "1.5 serviceRegistries",
                        "serviceRegistries: [{ registryArn: r, port: 0, containerPort: 0 }]",
                        "serviceRegistries: [{ registryArn: r }]"),
                arguments(
                        "1.5 Service Connect",
                        "serviceConnectConfiguration: { enabled: true, services: [{ portName: http, discoveryName:"
                                + " http }], accessLogConfiguration: { format: TEXT, includeQueryParameters: DISABLED } }",
                        "serviceConnectConfiguration: { enabled: true, services: [{ portName: http }],"
                                + " accessLogConfiguration: { format: TEXT } }"),
                arguments(
                        "1.5 volumes",
                        "volumeConfigurations: [{ name: v, managedEBSVolume: { roleArn: r, filesystemType: xfs,"
                                + " tagSpecifications: [{ resourceType: volume, propagateTags: NONE }] } }]",
                        "volumeConfigurations: [{ name: v, managedEBSVolume: { roleArn: r, tagSpecifications: [{"
                                + " resourceType: volume }] } }]"),
                arguments(
                        "1.5 Lattice",
                        "vpcLatticeConfigurations: [{ targetGroupArn: b, portName: p }, { targetGroupArn: a, portName:"
                                + " p }]",
                        "vpcLatticeConfigurations: [{ targetGroupArn: a, portName: p }, { targetGroupArn: b, portName:"
                                + " p }]"),
                arguments("1.5 tags", "tags: [{ key: a, value: b }]", "{}"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("sameServices")
    void theseServicesAreTheSame(String row, String one, String other) {
        assertThat(service(one)).isEqualTo(service(other));
    }

    static Stream<Arguments> otherServices() {
        return Stream.of(
                arguments(
                        "1.5 placementStrategy is ordered",
                        "placementStrategy: [{ type: spread, field: a }, { type: binpack, field: b }]",
                        "placementStrategy: [{ type: binpack, field: b }, { type: spread, field: a }]"),
                arguments("1.5 grace period", "healthCheckGracePeriodSeconds: 1", "{}"),
                arguments("1.5 platformVersion", "platformVersion: 1.4.0", "platformVersion: LATEST"),
                arguments(
                        "1.5 DAEMON",
                        "deploymentConfiguration: { maximumPercent: 100 }",
                        "deploymentConfiguration: { maximumPercent: 200 }"),
                arguments(
                        "1.5 breaker",
                        "deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } }",
                        "{}"),
                arguments(
                        "1.5 loadBalancers",
                        "loadBalancers: [{ targetGroupArn: a }]",
                        "loadBalancers: [{ targetGroupArn: b }]"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("otherServices")
    void theseServicesDiffer(String row, String one, String other) {
        assertThat(service(one)).isNotEqualTo(service(other));
    }

    @Test
    void theContextTellsWhatAPartOfAServiceDoesNotSay() {
        Structure part = Yaml.service("deploymentConfiguration: { maximumPercent: 100, minimumHealthyPercent: 0 }");
        Structure daemon = Yaml.service("schedulingStrategy: DAEMON");

        assertThat(canonical.canonicalService(part, new ServiceContext(daemon))).isEqualTo(Structure.empty());
        assertThat(canonical.canonicalService(part, ServiceContext.unknown())).isEqualTo(part);
    }

    @Test
    void whatIsADefaultInTheSurroundingsOfTheWantedTaskDefinitionIsOne() {
        Structure wanted = Yaml.task(
                "networkMode: awsvpc, containerDefinitions: [{ name: a," + " portMappings: [{ containerPort: 80 }] }]");
        Structure live = Yaml.task("networkMode: bridge, containerDefinitions: [{ name: a,"
                + " portMappings: [{ containerPort: 80, hostPort: 80 }] }]");

        assertThat(canonical.canonicalTaskDefinition(live, wanted).members().get("containerDefinitions"))
                .isEqualTo(canonical.canonicalTaskDefinition(wanted).members().get("containerDefinitions"));
        assertThat(canonical.canonicalTaskDefinition(live, wanted).members()).doesNotContainKey("networkMode");
    }

    @Test
    void aDocumentOfTheUsersOwnKeepsItsNulls() {
        Value.Mapping document =
                new Value.Mapping(Map.of("a", new Value.Cleared(), "b", new Value.Sequence(List.of())));
        assertThat(hookWith(document)).isNotEqualTo(hookWith(new Value.Mapping(Map.of("c", new Value.Flag(true)))));
        assertThat(hookWith(document)).isEqualTo(hookWith(new Value.Text("{\"b\": [], \"a\": null}")));
        assertThat(hookWith(new Value.Mapping(Map.of()))).isEqualTo(hookWith(new Value.Cleared()));
        assertThat(hookWith(new Value.Text("{}"))).isEqualTo(hookWith(new Value.Cleared()));
    }

    private Structure hookWith(Value details) {
        Value hook = new Structure(Map.of("hookTargetArn", new Value.Text("a"), "hookDetails", details));
        Structure configuration = new Structure(Map.of("lifecycleHooks", new Value.Sequence(List.of(hook))));
        return canonical.canonicalService(
                new Structure(Map.of("deploymentConfiguration", configuration)), ServiceContext.unknown());
    }

    @Test
    void tagsAreTheUsersOwn() {
        Structure task = Yaml.bind(
                EcsShapes.registerTaskDefinition(),
                "taskDefinition",
                "tags: [{ key: b, value: c }, { key: aws:cloudformation:stack-id, value: x }, { key: a }]");

        assertThat(Canonical.tags(task)).containsExactly(Map.entry("a", ""), Map.entry("b", "c"));
        assertThat(Canonical.tags(Structure.empty())).isEmpty();
    }

    @Test
    void aCanonicalFormIsItsOwnCanonicalForm() {
        Structure once = task("networkMode: awsvpc, runtimePlatform: { operatingSystemFamily: LINUX },"
                + " volumes: [{ name: v, dockerVolumeConfiguration: { driver: local } }], containerDefinitions:"
                + " [{ name: a, portMappings: [{ containerPort: 80, hostPort: 80 }], cpu: 0, command: [b, a] }]");

        assertThat(canonical.canonicalTaskDefinition(once)).isEqualTo(once);
    }

    private Structure task(String members) {
        return canonical.canonicalTaskDefinition(Yaml.task(members));
    }

    private Structure container(String networkMode, String members) {
        String own = members.equals("{}") ? "" : ", " + members;
        return task("networkMode: " + networkMode + ", containerDefinitions: [{ name: a" + own + " }]");
    }

    private Structure service(String members) {
        return canonical.canonicalService(Yaml.service(members), ServiceContext.unknown());
    }
}
