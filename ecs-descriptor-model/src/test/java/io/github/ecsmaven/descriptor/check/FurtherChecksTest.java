package io.github.ecsmaven.descriptor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said without AWS, warnings included, about task definitions and services written short. */
class FurtherChecksTest {
    private static final String FARGATE =
            "requiresCompatibilities: [FARGATE], networkMode: awsvpc, cpu: 256, memory: 512";
    private static final String CONTAINER = "taskDefinition.containerDefinitions[a]";

    @TempDir
    private Path directory;

    static Stream<Arguments> containers() {
        String b = " }, { name: b, image: i, memory: 64";
        return Stream.of(
                arguments("dependsOn: [{ containerName: b, condition: START }]" + b, ""),
                arguments(
                        "dependsOn: [{ containerName: b, condition: START }]" + b
                                + ", dependsOn: [{ containerName: a, condition: START }]",
                        "ECS043 " + CONTAINER + ".dependsOn[b].containerName"),
                arguments(
                        "dependsOn: [{ containerName: b, condition: START }]" + b
                                + ", dependsOn: [{ containerName: c, condition: START }] }, { name: c, image: i,"
                                + " memory: 64, dependsOn: [{ containerName: b, condition: START }]",
                        "ECS043 taskDefinition.containerDefinitions[b].dependsOn[c].containerName"),
                arguments(
                        "dependsOn: [{ containerName: b, condition: SUCCESS }]" + b,
                        "ECS040 " + CONTAINER + ".dependsOn[b].condition"),
                arguments("dependsOn: [{ containerName: b, condition: COMPLETE }]" + b + ", essential: false", ""),
                arguments(
                        "dependsOn: [{ containerName: b, condition: HEALTHY }]" + b,
                        "ECS047 " + CONTAINER + ".dependsOn[b].condition"),
                arguments("image: 'a b'", "ECS006|ECS014 " + CONTAINER + ".image"),
                arguments("healthCheck: { command: [CMD, curl] }", ""),
                arguments("healthCheck: { command: [curl, -f] }", "ECS047 " + CONTAINER + ".healthCheck.command"),
                arguments("healthCheck: { command: ['${cfn:a.b}'] }", ""),
                arguments(
                        "portMappings: [{ containerPort: 70000 }]",
                        "ECS014 " + CONTAINER + ".portMappings[70000].containerPort"),
                arguments(
                        "portMappings: [{ containerPort: 80, hostPort: -1 }]",
                        "ECS014 " + CONTAINER + ".portMappings[80].hostPort"),
                arguments(
                        "portMappings: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81, hostPort: 80 }]",
                        "ECS047 " + CONTAINER + ".portMappings[81].hostPort"),
                arguments(
                        "portMappings: [{ containerPort: 80, hostPort: 80 }, { containerPort: 80, hostPort: 80,"
                                + " protocol: udp }]",
                        ""),
                arguments(
                        "portMappings: [{ containerPort: 80, name: p }, { containerPort: 81, name: p }]",
                        "ECS047 " + CONTAINER + ".portMappings[81].name"),
                arguments(
                        "logConfiguration: { logDriver: awslogs, options: { awslogs-group: g } }",
                        "ECS046 " + CONTAINER + ".logConfiguration.options.awslogs-region"),
                arguments(
                        "logConfiguration: { logDriver: awslogs }",
                        "ECS046 " + CONTAINER + ".logConfiguration.options.awslogs-region|ECS046 " + CONTAINER
                                + ".logConfiguration.options.awslogs-group"),
                arguments(
                        "logConfiguration: { logDriver: awslogs, options: { awslogs-group: g, awslogs-region:"
                                + " '${cfn:a.b}' } }",
                        ""),
                arguments(
                        "secrets: [{ name: A, valueFrom: 'my secret!' }]",
                        "ECS041 " + CONTAINER + ".secrets[A].valueFrom"),
                arguments(
                        "secrets: [{ name: A, valueFrom: /shop/db }, { name: B, valueFrom:"
                                + " 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::' }]",
                        ""),
                arguments("command: [sync, AKIAIOSFODNN7EXAMPLE]", "ECS041 " + CONTAINER + ".command"),
                arguments(
                        "dockerLabels: { a: 'postgres://shop:swordfish@db/shop' }",
                        "ECS041 " + CONTAINER + ".dockerLabels.a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void aContainer(String members, String expected) {
        String yaml = descriptor(
                "containerDefinitions: [{ name: a, " + (members.startsWith("image") ? "" : "image: i, ")
                        + "memory: 64, " + members + " }]",
                null);

        assertThat(said(yaml)).containsExactlyInAnyOrder(lines(expected.replace("ECS006|", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DB_PASSWORD; swordfish",
                "github_token; abc",
                "API_KEY; 0123456789",
                "clientSecret; x",
                "stripeApiKey; x",
                "SSH; '-----BEGIN OPENSSH PRIVATE KEY-----'",
                "JWT; eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
                "URL; 'https://user:pass@example.com/'",
                "X; ghp_0123456789abcdefghijABCDEFGHIJ012345"
            })
    void aVariableThatLooksLikeASecretIsAWarningWithoutItsValue(String name, String value) {
        List<Problem> said = new Descriptors(directory).said(environment(name, value));

        assertThat(said).singleElement().satisfies(warning -> {
            assertThat(warning.id().code()).isEqualTo("ECS041");
            assertThat(warning.stops()).isFalse();
            assertThat(warning.quote()).isNull();
            assertThat(warning.what() + warning.cure()).doesNotContain(value);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DB_PASSWORD_FILE; /run/secrets/db",
                "DB_PASSWORD; ''",
                "DB_PASSWORD; /run/secrets/db",
                "DB_PASSWORD; '$${DB}'",
                "DB_SECRET; 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db'",
                "USE_TOKEN; true",
                "PUBLIC_KEY; abc",
                "MONKEY; abc",
                "TOKEN_URL; abc",
                "AUTH_TOKEN; 'https://auth.example.com/token'",
                "DB_PASSWORD; '${ssm:/shop/db}'"
            })
    void aVariableThatDoesNotIsNoWarning(String name, String value) {
        assertThat(said(environment(name, value))).isEmpty();
    }

    static Stream<Arguments> fargate() {
        String task = "taskDefinition.";
        return Stream.of(
                arguments(
                        "placementConstraints: [{ type: memberOf, expression: a }]",
                        "",
                        "ECS044 taskDefinition.placementConstraints"),
                arguments("pidMode: host", "", "ECS044 taskDefinition.pidMode"),
                arguments("pidMode: task", "", ""),
                arguments("ipcMode: host", "", "ECS044 taskDefinition.ipcMode"),
                arguments(
                        "volumes: [{ name: v, host: { sourcePath: /a } }]",
                        "mountPoints: [{ sourceVolume: v, containerPath: /v }]",
                        "ECS044 taskDefinition.volumes[v].host.sourcePath"),
                arguments(
                        "volumes: [{ name: v, dockerVolumeConfiguration: { driver: local } }]",
                        "mountPoints: [{ sourceVolume: v, containerPath: /v }]",
                        "ECS044 taskDefinition.volumes[v].dockerVolumeConfiguration"),
                arguments(
                        "volumes: [{ name: v, host: {} }]",
                        "mountPoints: [{ sourceVolume: v, containerPath: /v }]",
                        ""),
                arguments("", "privileged: true", "ECS044 " + CONTAINER + ".privileged"),
                arguments("", "privileged: false", ""),
                arguments("", "stopTimeout: 121", "ECS044 " + CONTAINER + ".stopTimeout"),
                arguments("", "linuxParameters: { initProcessEnabled: true }", ""),
                arguments(
                        "",
                        "linuxParameters: { devices: [{ hostPath: /dev/a }] }",
                        "ECS044 " + CONTAINER + ".linuxParameters.devices"),
                arguments(
                        "",
                        "resourceRequirements: [{ type: GPU, value: '1' }]",
                        "ECS044 " + CONTAINER + ".resourceRequirements[GPU].type"),
                arguments("", "links: [b]", "ECS047 " + CONTAINER + ".links"),
                arguments(
                        "",
                        "logConfiguration: { logDriver: awslogs, options: { awslogs-group: g, awslogs-region: r,"
                                + " awslogs-stream-prefix: p } }",
                        "ECS040 taskDefinition.executionRoleArn"),
                arguments(
                        "executionRoleArn: r",
                        "logConfiguration: { logDriver: awslogs, options: { awslogs-group: g,"
                                + " awslogs-region: r } }",
                        "ECS047 " + CONTAINER + ".logConfiguration.options"),
                arguments(
                        "",
                        "logConfiguration: { logDriver: syslog }",
                        "ECS047 " + CONTAINER + ".logConfiguration.logDriver"),
                arguments(
                        "ephemeralStorage: { sizeInGiB: 20 }", "", "ECS014 taskDefinition.ephemeralStorage.sizeInGiB"),
                arguments("", "cpu: 257", "ECS040 " + task + "cpu"),
                arguments("", "memory: 513", "ECS040 " + task + "memory"),
                arguments("volumes: [{ name: v }]", "", "ECS042 taskDefinition.volumes[v]"),
                arguments("tags: [{ key: 'aws:a', value: b }]", "", "ECS014 taskDefinition.tags[aws:a].key"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("fargate")
    void aTaskForFargate(String task, String container, String expected) {
        String yaml = descriptor(
                FARGATE + (task.isEmpty() ? "" : ", " + task) + ", containerDefinitions: [{ name: a, image: i"
                        + (container.isEmpty() ? "" : ", " + container) + " }]",
                null);

        assertThat(said(yaml)).containsExactlyInAnyOrder(lines(expected));
    }

    static Stream<Arguments> services() {
        String subnets =
                String.join(", ", IntStream.range(0, 17).mapToObj(i -> "s" + i).toList());
        return Stream.of(
                arguments("serviceConnectConfiguration: { enabled: true, services: [{ portName: web }] }", ""),
                arguments(
                        "serviceConnectConfiguration: { enabled: true, services: [{ portName: wbe }] }",
                        "ECS040 service.serviceConnectConfiguration.services[wbe].portName"),
                arguments(
                        "vpcLatticeConfigurations: [{ roleArn: r, targetGroupArn: t, portName: api }]",
                        "ECS040 service.vpcLatticeConfigurations[t,api].portName"),
                arguments("healthCheckGracePeriodSeconds: 5", "ECS047 service.healthCheckGracePeriodSeconds"),
                arguments("healthCheckGracePeriodSeconds: 0", ""),
                arguments(
                        "deploymentConfiguration: { minimumHealthyPercent: 101 }",
                        "ECS014 service.deploymentConfiguration.minimumHealthyPercent"),
                arguments(
                        "deploymentConfiguration: { maximumPercent: 100, minimumHealthyPercent: 100 }",
                        "ECS040 service.deploymentConfiguration.maximumPercent"),
                arguments(
                        "deploymentConfiguration: { strategy: CANARY, canaryConfiguration: { canaryPercent: 0.01 } }",
                        "ECS014 service.deploymentConfiguration.canaryConfiguration.canaryPercent"),
                arguments(
                        "networkConfiguration: { awsvpcConfiguration: { subnets: [] } }",
                        "ECS040 service.networkConfiguration|ECS040 service.networkConfiguration.awsvpcConfiguration.subnets"),
                arguments(
                        "networkConfiguration: { awsvpcConfiguration: { subnets: [" + subnets + "] } }",
                        "ECS040 service.networkConfiguration|ECS045 service.networkConfiguration.awsvpcConfiguration.subnets"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void aService(String members, String expected) {
        String yaml = descriptor(
                "containerDefinitions: [{ name: a, image: i, memory: 64, portMappings: [{ containerPort: 80, name: web }] }]",
                members);

        assertThat(said(yaml)).containsExactlyInAnyOrder(lines(expected));
    }

    @Test
    void elevenContainersAreTooMany() {
        String containers = String.join(
                ", ",
                IntStream.range(0, 11)
                        .mapToObj(i -> "{ name: c" + i + ", image: i, memory: 4 }")
                        .toList());

        assertThat(said(descriptor("containerDefinitions: [" + containers + "]", null)))
                .containsExactly("ECS045 taskDefinition.containerDefinitions");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_000, 66_000})
    void aTaskDefinitionHasAtMost64KiB(int length) {
        String yaml = descriptor(
                "containerDefinitions: [{ name: a, image: i, memory: 64, command: ['" + "x".repeat(length) + "'] }]",
                null);

        assertThat(said(yaml)).hasSize(length > 65_536 ? 1 : 0).allMatch("ECS045 taskDefinition"::equals);
    }

    private static String environment(String name, String value) {
        return descriptor(
                "containerDefinitions: [{ name: a, image: i, memory: 64, environment: [{ name: " + name + ", value: '"
                        + value + "' }] }]",
                null);
    }

    private static String descriptor(String task, String service) {
        return "version: 1\nregion: eu-west-1\ntaskDefinition: { family: shop, " + task + " }\n"
                + (service == null ? "" : "service: { serviceName: shop, " + service + " }\n");
    }

    private static String[] lines(String expected) {
        return expected.isEmpty() ? new String[0] : expected.split("\\|");
    }

    private List<String> said(String yaml) {
        return new Descriptors(directory)
                .said(yaml).stream()
                        .map(problem -> problem.id().code() + " " + problem.path())
                        .toList();
    }
}
