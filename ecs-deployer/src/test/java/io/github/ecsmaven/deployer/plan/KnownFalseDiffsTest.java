package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What other tools show as a change although nothing has changed, do not show although something has, or show for ever.
 * The source is the issue in their tracker: {@code ecspresso} without a number was found by reading its code,
 * {@code terraform} is terraform-provider-aws, {@code cloudformation} its coverage roadmap.
 */
class KnownFalseDiffsTest {
    private final Planner planner = new Planner(FieldRules.load());

    static Stream<Arguments> containers() {
        return Stream.of(
                arguments("an essential container says so", "ecspresso", "{}", "{'essential': true}"),
                arguments("no CPU is 0", "terraform, container definitions", "{}", "{'cpu': 0}"),
                arguments(
                        "a port's protocol is TCP",
                        "ecspresso",
                        "{'portMappings': [{'containerPort': 80}]}",
                        "{'portMappings': [{'containerPort': 80, 'hostPort': 80, 'protocol': 'tcp'}]}"),
                arguments(
                        "the host port is the container's in awsvpc mode",
                        "terraform #3401",
                        "{'portMappings': [{'containerPort': 80, 'hostPort': 0}]}",
                        "{'portMappings': [{'containerPort': 80, 'hostPort': 80}]}"),
                arguments(
                        "port mappings come back in another order",
                        "terraform, container definitions",
                        "{'portMappings': [{'containerPort': 8080}, {'containerPort': 443}, {'containerPort': 80}]}",
                        "{'portMappings': [{'containerPort': 443}, {'containerPort': 8080}, {'containerPort': 80}]}"),
                arguments(
                        "a health check's interval, timeout and retries are filled in",
                        "ecspresso; terraform #38872",
                        "{'healthCheck': {'command': ['CMD', 'true']}}",
                        "{'healthCheck': {'command': ['CMD', 'true'], 'interval': 30, 'timeout': 5, 'retries': 3}}"),
                arguments(
                        "lists come back empty",
                        "terraform #46132",
                        "{}",
                        "{'mountPoints': [], 'volumesFrom': [], 'systemControls': [], 'environment': [],"
                                + " 'portMappings': []}"),
                arguments("an empty command is none", "terraform #47436", "{'command': []}", "{}"),
                arguments(
                        "variables come back in another order",
                        "terraform #3035, #14052",
                        "{'environment': [{'name': 'ZEBRA', 'value': '1'}, {'name': 'ALPHA', 'value': ''}]}",
                        "{'environment': [{'name': 'ALPHA', 'value': ''}, {'name': 'ZEBRA', 'value': '1'}]}"),
                arguments(
                        "secrets come back in another order",
                        "terraform #35792",
                        "{'secrets': [{'name': 'B', 'valueFrom': '/b'}, {'name': 'A', 'valueFrom': '/a'}]}",
                        "{'secrets': [{'name': 'A', 'valueFrom': '/a'}, {'name': 'B', 'valueFrom': '/b'}]}"),
                arguments(
                        "an element that holds nothing is none",
                        "terraform #38870",
                        "{'environment': [{}], 'links': ['a']}",
                        "{'links': ['a']}"),
                arguments(
                        "ulimits have no order",
                        "ecspresso",
                        "{'ulimits': [{'name': 'nofile', 'softLimit': 1}, {'name': 'core', 'softLimit': 2}]}",
                        "{'ulimits': [{'name': 'core', 'softLimit': 2}, {'name': 'nofile', 'softLimit': 1}]}"),
                arguments(
                        "kernel parameters have no order",
                        "ecspresso",
                        "{'systemControls': [{'namespace': 'b', 'value': '1'}, {'namespace': 'a', 'value': '2'}]}",
                        "{'systemControls': [{'namespace': 'a', 'value': '2'}, {'namespace': 'b', 'value': '1'}]}"),
                arguments(
                        "dependencies have no order",
                        "ecspresso",
                        "{'dependsOn': [{'containerName': 'b', 'condition': 'START'},"
                                + " {'containerName': 'a', 'condition': 'HEALTHY'}]}",
                        "{'dependsOn': [{'containerName': 'a', 'condition': 'HEALTHY'},"
                                + " {'containerName': 'b', 'condition': 'START'}]}"),
                arguments(
                        "extra hosts have no order",
                        "ecspresso",
                        "{'extraHosts': [{'hostname': 'b', 'ipAddress': '1'}, {'hostname': 'a', 'ipAddress': '2'}]}",
                        "{'extraHosts': [{'hostname': 'a', 'ipAddress': '2'}, {'hostname': 'b', 'ipAddress': '1'}]}"),
                arguments(
                        "a log driver's secrets have no order",
                        "ecspresso",
                        "{'logConfiguration': {'logDriver': 'splunk', 'secretOptions':"
                                + " [{'name': 'b', 'valueFrom': 'y'}, {'name': 'a', 'valueFrom': 'x'}]}}",
                        "{'logConfiguration': {'logDriver': 'splunk', 'secretOptions':"
                                + " [{'name': 'a', 'valueFrom': 'x'}, {'name': 'b', 'valueFrom': 'y'}]}}"),
                arguments(
                        "Linux parameters come back with empty lists",
                        "cdk-real-drift, recorded",
                        "{'linuxParameters': {'capabilities': {'drop': ['ALL']}}}",
                        "{'linuxParameters': {'capabilities': {'drop': ['ALL'], 'add': []}, 'devices': [], 'tmpfs':"
                                + " []}}"));
    }

    static Stream<Arguments> taskDefinitions() {
        return Stream.of(
                arguments(
                        "a volume has an empty host",
                        "ecspresso",
                        "{'volumes': [{'name': 'v'}]}",
                        "{'volumes': [{'name': 'v', 'host': {}, 'configuredAtLaunch': false}], 'placementConstraints':"
                                + " []}"),
                arguments(
                        "a volume is not configured at launch",
                        "terraform #38153, #40853",
                        "{'volumes': [{'name': 'v'}]}",
                        "{'volumes': [{'name': 'v', 'configuredAtLaunch': false}]}"),
                arguments(
                        "a file system is mounted from its root",
                        "ecspresso; cloudformation #1283",
                        "{'volumes': [{'name': 'v', 'efsVolumeConfiguration': {'fileSystemId': 'fs-1'}}]}",
                        "{'volumes': [{'name': 'v', 'efsVolumeConfiguration': {'fileSystemId': 'fs-1',"
                                + " 'rootDirectory': '/', 'transitEncryption': 'DISABLED'}}]}"),
                arguments(
                        "an access point decides over the root directory",
                        "terraform #26880",
                        "{'volumes': [{'name': 'v', 'efsVolumeConfiguration': {'fileSystemId': 'fs-1',"
                                + " 'authorizationConfig': {'accessPointId': 'fsap-1'}, 'rootDirectory': '/data'}}]}",
                        "{'volumes': [{'name': 'v', 'efsVolumeConfiguration': {'fileSystemId': 'fs-1',"
                                + " 'authorizationConfig': {'accessPointId': 'fsap-1'}, 'rootDirectory': '/'}}]}"),
                arguments("fault injection is off", "ecspresso", "{}", "{'enableFaultInjection': false}"),
                arguments(
                        "half a platform is completed",
                        "cloudformation #1467",
                        "{'runtimePlatform': {'cpuArchitecture': 'X86_64'}}",
                        "{'runtimePlatform': {'cpuArchitecture': 'X86_64', 'operatingSystemFamily': 'LINUX'}}"),
                arguments(
                        "placement constraints come back empty",
                        "cloudformation #2153",
                        "{}",
                        "{'placementConstraints': []}"),
                arguments(
                        "compatibilities come back sorted",
                        "cdk-real-drift, recorded",
                        "{'requiresCompatibilities': ['FARGATE', 'EC2']}",
                        "{'requiresCompatibilities': ['EC2', 'FARGATE']}"),
                arguments(
                        "sizes are converted",
                        "ecspresso: GB in capital letters alone",
                        "{'cpu': '.5 vcpu', 'memory': '1 gb'}",
                        "{'cpu': '512', 'memory': '1024'}"),
                arguments(
                        "containers come back in another order",
                        "terraform #36029",
                        "{'containerDefinitions': [{'name': 'app', 'image': 'a'}, {'name': 'agent', 'image': 'b'}]}",
                        "{'containerDefinitions': [{'name': 'agent', 'image': 'b'}, {'name': 'app', 'image': 'a'}]}"),
                arguments(
                        "a bridge's host port is dynamic",
                        "ecspresso",
                        "{'networkMode': 'bridge', 'containerDefinitions':"
                                + " [{'name': 'app', 'portMappings': [{'containerPort': 80}]}]}",
                        "{'networkMode': 'bridge', 'containerDefinitions':"
                                + " [{'name': 'app', 'portMappings': [{'containerPort': 80, 'hostPort': 0}]}]}"));
    }

    static Stream<Arguments> services() {
        return Stream.of(
                arguments(
                        "a platform version comes back where capacity providers are used",
                        "ecspresso",
                        "{'capacityProviderStrategy': [{'capacityProvider': 'FARGATE_SPOT', 'weight': 1}]}",
                        "{'capacityProviderStrategy': [{'capacityProvider': 'FARGATE_SPOT', 'weight': 1, 'base': 0}],"
                                + " 'platformVersion': 'LATEST'}"),
                arguments(
                        "capacity providers have no order",
                        "ecspresso",
                        "{'capacityProviderStrategy': [{'capacityProvider': 'b'}, {'capacityProvider': 'a'}]}",
                        "{'capacityProviderStrategy': [{'capacityProvider': 'a'}, {'capacityProvider': 'b'}]}"),
                arguments(
                        "the cluster's capacity providers are copied to the service",
                        "terraform #44776, #29143, #11351; pulumi-aws #5903",
                        "{'desiredCount': 1}",
                        "{'desiredCount': 1, 'capacityProviderStrategy': [{'capacityProvider': 'FARGATE', 'weight':"
                                + " 1}]}"),
                arguments("no grace period is 0", "ecspresso", "{}", "{'healthCheckGracePeriodSeconds': 0}"),
                arguments("no tags are propagated", "ecspresso", "{}", "{'propagateTags': 'NONE'}"),
                arguments(
                        "a default that is declared and left out by the server",
                        "ecspresso",
                        "{'healthCheckGracePeriodSeconds': 0, 'propagateTags': 'NONE', 'enableExecuteCommand': false}",
                        "{}"),
                arguments(
                        "auto scaling has moved the count",
                        "ecspresso #274, #276",
                        "{'launchType': 'FARGATE'}",
                        "{'launchType': 'FARGATE', 'desiredCount': 7}"),
                arguments(
                        "a daemon's count is the number of its instances",
                        "cdk-real-drift, recorded",
                        "{'schedulingStrategy': 'DAEMON', 'desiredCount': 1}",
                        "{'schedulingStrategy': 'DAEMON', 'desiredCount': 3}"),
                arguments(
                        "a daemon deploys with 100 and 0 percent",
                        "cdk-real-drift, recorded",
                        "{'schedulingStrategy': 'DAEMON', 'deploymentConfiguration': {'strategy': 'ROLLING'}}",
                        "{'schedulingStrategy': 'DAEMON', 'deploymentConfiguration':"
                                + " {'maximumPercent': 100, 'minimumHealthyPercent': 0}}"),
                arguments(
                        "strategy, bake time and percentages are filled in",
                        "ecspresso #861, #894, #895",
                        "{'deploymentConfiguration': {'deploymentCircuitBreaker': {'enable': true, 'rollback': true}}}",
                        "{'deploymentConfiguration': {'deploymentCircuitBreaker': {'enable': true, 'rollback': true},"
                                + " 'strategy': 'ROLLING', 'bakeTimeInMinutes': 0, 'maximumPercent': 200,"
                                + " 'minimumHealthyPercent': 100}}"),
                arguments(
                        "the circuit breaker has grown members",
                        "ecspresso #1082; cdk-real-drift #653",
                        "{'deploymentConfiguration': {'deploymentCircuitBreaker': {'enable': true, 'rollback': true}}}",
                        "{'deploymentConfiguration': {'deploymentCircuitBreaker': {'enable': true, 'rollback': true,"
                                + " 'resetOnHealthyTask': true,"
                                + " 'thresholdConfiguration': {'type': 'BOUNDED_PERCENT', 'value': 50}}}}"),
                arguments(
                        "a hook's target type and timeout are filled in",
                        "ecspresso #1082",
                        hooks("{'hookTargetArn': 'f', 'roleArn': 'r', 'lifecycleStages': ['PRE_SCALE_UP']}"),
                        hooks("{'hookTargetArn': 'f', 'roleArn': 'r', 'lifecycleStages': ['PRE_SCALE_UP'],"
                                + " 'targetType': 'AWS_LAMBDA',"
                                + " 'timeoutConfiguration': {'timeoutInMinutes': 1440, 'action': 'ROLLBACK'}}")),
                arguments(
                        "hooks have no order",
                        "ecspresso",
                        hooks("{'hookTargetArn': 'b', 'lifecycleStages': ['A', 'B']}, {'hookTargetArn': 'a'}"),
                        hooks("{'hookTargetArn': 'a'}, {'hookTargetArn': 'b', 'lifecycleStages': ['B', 'A']}")),
                arguments(
                        "early success is completed",
                        "ecspresso #1082",
                        "{'deploymentConfiguration': {'earlySuccessCriteria': {'enable': true}}}",
                        "{'deploymentConfiguration': {'earlySuccessCriteria': {'enable': true, 'healthyPercent': 100,"
                                + " 'sourceServiceRevisionCleanup': 'BLOCKING'}}}"),
                arguments(
                        "alarms come back switched off, and have no order",
                        "ecspresso",
                        "{'deploymentConfiguration': {'alarms': {'alarmNames': ['b', 'a'], 'enable': true}}}",
                        "{'deploymentConfiguration': {'alarms':"
                                + " {'alarmNames': ['a', 'b'], 'enable': true, 'rollback': false}}}"),
                arguments(
                        "availability zone rebalancing is AWS's choice",
                        "ecspresso #778; terraform #44117",
                        "{}",
                        "{'availabilityZoneRebalancing': 'ENABLED'}"),
                arguments(
                        "the controller is ECS",
                        "cloudformation #1259",
                        "{'deploymentController': {'type': 'ECS'}}",
                        "{}"),
                arguments(
                        "CodeDeploy swaps the target groups",
                        "ecspresso #936, #943",
                        "{'deploymentController': {'type': 'CODE_DEPLOY'}, 'loadBalancers':"
                                + " [{'targetGroupArn': 'blue', 'containerName': 'app', 'containerPort': 80}]}",
                        "{'deploymentController': {'type': 'CODE_DEPLOY'}, 'loadBalancers':"
                                + " [{'targetGroupArn': 'green', 'containerName': 'app', 'containerPort': 80}]}"),
                arguments(
                        "load balancers have no order",
                        "ecspresso",
                        "{'loadBalancers': [{'targetGroupArn': 'b', 'containerName': 'app', 'containerPort': 8080},"
                                + " {'targetGroupArn': 'a', 'containerName': 'app', 'containerPort': 80}]}",
                        "{'loadBalancers': [{'targetGroupArn': 'a', 'containerName': 'app', 'containerPort': 80},"
                                + " {'targetGroupArn': 'b', 'containerName': 'app', 'containerPort': 8080}]}"),
                arguments(
                        "registries have no order",
                        "ecspresso",
                        "{'serviceRegistries': [{'registryArn': 'b', 'port': 0}, {'registryArn': 'a'}]}",
                        "{'serviceRegistries': [{'registryArn': 'a'}, {'registryArn': 'b'}]}"),
                arguments(
                        "no public address is the default, and subnets have no order",
                        "ecspresso; pipecd",
                        "{'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['b', 'a']}}}",
                        "{'networkConfiguration': {'awsvpcConfiguration':"
                                + " {'subnets': ['a', 'b'], 'securityGroups': [], 'assignPublicIp': 'DISABLED'}}}"),
                arguments(
                        "the namespace comes from the cluster",
                        "ecspresso #745",
                        "{'serviceConnectConfiguration': {'enabled': true, 'services': [{'portName': 'web'}]}}",
                        "{'serviceConnectConfiguration': {'enabled': true, 'namespace': 'ns', 'services':"
                                + " [{'portName': 'web', 'discoveryName': 'web'}]}}"),
                arguments(
                        "an EBS volume has the file system xfs",
                        "cdk-real-drift, recorded",
                        "{'volumeConfigurations': [{'name': 'v', 'managedEBSVolume': {'roleArn': 'r'}}]}",
                        "{'volumeConfigurations': [{'name': 'v', 'managedEBSVolume':"
                                + " {'roleArn': 'r', 'filesystemType': 'xfs'}}]}"),
                arguments(
                        "the role is the service-linked one",
                        "cdk-real-drift, recorded",
                        "{}",
                        "{'role':"
                                + " 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'}"),
                arguments(
                        "what was removed is gone, and stays no difference",
                        "ecspresso: a permanent diff",
                        "{'placementConstraints': [], 'placementStrategy': [], 'serviceRegistries': [],"
                                + " 'capacityProviderStrategy': [], 'healthCheckGracePeriodSeconds': 0}",
                        "{'placementConstraints': [], 'placementStrategy': []}"));
    }

    private static String hooks(String hooks) {
        return "{'deploymentConfiguration': {'lifecycleHooks': [" + hooks + "]}}";
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("containers")
    void ofAContainerThisIsNoChange(String sentence, String source, String wanted, String live) {
        assertThat(differences(task(container(wanted)), task(container(live)))).isEmpty();
        assertThat(differences(task(container(live)), task(container(wanted)))).isEmpty();
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("taskDefinitions")
    void ofATaskDefinitionThisIsNoChange(String sentence, String source, String wanted, String live) {
        assertThat(differences(task(wanted), task(live))).isEmpty();
        assertThat(differences(task(live), task(wanted))).isEmpty();
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("services")
    void ofAServiceThisIsNoChange(String sentence, String source, String wanted, String live) {
        DeploymentPlan plan = plan(task("{}"), service(wanted), task("{}"), service(live));
        assertThat(paths(plan)).isEmpty();
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.refusals()).isEmpty();
    }

    /** Source: ecs-deploy (fabfuel), diff. */
    @Test
    void whatOnlyTheServerKnowsIsNoChange() {
        Value.Structure live = bound(
                "{'family': 'orders', 'revision': 7, 'status': 'ACTIVE', 'compatibilities': ['EC2',"
                        + " 'MANAGED_INSTANCES'], 'requiresAttributes': [{'name': 'ecs.capability.task-eni'}],"
                        + " 'registeredBy': 'somebody'}",
                TaskDefinition.builder());
        assertThat(differences(task("{}"), live)).isEmpty();
    }

    private List<String> differences(Value.Structure wanted, Value.Structure live) {
        return paths(plan(wanted, null, live, null));
    }

    private DeploymentPlan plan(
            Value.Structure wanted, Value.Structure wantedService, Value.Structure live, Value.Structure liveService) {
        LiveState state = new LiveState(
                new LiveState.LiveTaskDefinition(Fixtures.REVISION, live, Map.of()),
                liveService == null
                        ? null
                        : new LiveState.LiveService(
                                Fixtures.SERVICE,
                                LiveState.Status.ACTIVE,
                                liveService,
                                Fixtures.REVISION,
                                Map.of(),
                                Set.of(),
                                null));
        return planner.plan(Fixtures.descriptor(wanted, wantedService), state, Fixtures.ACCOUNT);
    }

    private static List<String> paths(DeploymentPlan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.differences().leaves())
                .map(leaf -> leaf.path().toString())
                .toList();
    }

    private static String container(String members) {
        return "{'networkMode': 'awsvpc', 'containerDefinitions': [" + members + "]}";
    }

    private static Value.Structure task(String json) {
        Value.Structure members = bound(json, RegisterTaskDefinitionRequest.builder());
        return with(members, "family", "orders");
    }

    private static Value.Structure service(String json) {
        return with(bound(json, CreateServiceRequest.builder()), "serviceName", "orders");
    }

    private static Value.Structure with(Value.Structure structure, String name, String text) {
        Map<String, Value> members = new LinkedHashMap<>(structure.members());
        members.put(name, new Value.Text(text));
        return new Value.Structure(members);
    }

    private static Value.Structure bound(String json, SdkPojo builder) {
        return SdkValues.from(ShapeJson.read(JsonNode.parser().parse(json.replace('\'', '"')), builder));
    }
}
