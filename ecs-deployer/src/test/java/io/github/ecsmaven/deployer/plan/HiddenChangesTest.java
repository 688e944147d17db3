package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** What other tools do not show although it changes, damage on the way, or can never remove. Sources as in {@link KnownFalseDiffsTest}. */
class HiddenChangesTest {
    private final Planner planner = new Planner(FieldRules.load());

    static Stream<Arguments> taskDefinitions() {
        return Stream.of(
                arguments("another PID mode", "ecspresso #715", "{'pidMode': 'task'}", "{}", "taskDefinition.pidMode"),
                arguments("another IPC mode", "ecspresso #716", "{}", "{'ipcMode': 'host'}", "taskDefinition.ipcMode"),
                arguments(
                        "fault injection switched on",
                        "ecspresso",
                        "{'enableFaultInjection': true}",
                        "{'enableFaultInjection': false}",
                        "taskDefinition.enableFaultInjection"),
                arguments(
                        "another accelerator",
                        "ecspresso",
                        "{'inferenceAccelerators': [{'deviceName': 'a', 'deviceType': 'y'}]}",
                        "{'inferenceAccelerators': [{'deviceName': 'a', 'deviceType': 'x'}]}",
                        "taskDefinition.inferenceAccelerators[a].deviceType"),
                arguments(
                        "a variable that becomes empty",
                        "amazon-ecs-deploy-task-definition, keep-null-value-keys",
                        "{'containerDefinitions': [{'name': 'app', 'environment': [{'name': 'A', 'value': ''}]}]}",
                        "{'containerDefinitions': [{'name': 'app', 'environment': [{'name': 'A', 'value': '1'}]}]}",
                        "taskDefinition.containerDefinitions[app].environment[A].value"),
                arguments(
                        "a proxy property that becomes empty",
                        "amazon-ecs-deploy-task-definition, keep-null-value-keys",
                        "{'proxyConfiguration': {'containerName': 'a', 'properties': [{'name': 'P', 'value': ''}]}}",
                        "{'proxyConfiguration': {'containerName': 'a', 'properties': [{'name': 'P', 'value': '1'}]}}",
                        "taskDefinition.proxyConfiguration.properties[P].value"),
                arguments(
                        "a command that is one empty word",
                        "amazon-ecs-deploy-task-definition, keep-null-value-keys",
                        "{'containerDefinitions': [{'name': 'app', 'command': ['']}]}",
                        "{'containerDefinitions': [{'name': 'app'}]}",
                        "taskDefinition.containerDefinitions[app].command"),
                arguments(
                        "files of variables in another order: the later one wins",
                        "a sorted list hides it",
                        "{'containerDefinitions': [{'name': 'app', 'environmentFiles':"
                                + " [{'value': 'b', 'type': 's3'}, {'value': 'a', 'type': 's3'}]}]}",
                        "{'containerDefinitions': [{'name': 'app', 'environmentFiles':"
                                + " [{'value': 'a', 'type': 's3'}, {'value': 'b', 'type': 's3'}]}]}",
                        "taskDefinition.containerDefinitions[app].environmentFiles"),
                arguments(
                        "a driver option spelled otherwise",
                        "ecspresso re-cases the keys",
                        "{'volumes': [{'name': 'v', 'dockerVolumeConfiguration': {'driverOpts': {'Type': 'nfs'}}}]}",
                        "{'volumes': [{'name': 'v', 'dockerVolumeConfiguration': {'driverOpts': {'Type': 'tmpfs'}}}]}",
                        "taskDefinition.volumes[v].dockerVolumeConfiguration.driverOpts.Type"));
    }

    static Stream<Arguments> services() {
        return Stream.of(
                arguments(
                        "placement strategies in another order",
                        "ecspresso sorts them",
                        "{'placementStrategy': [{'type': 'spread', 'field': 'instanceId'},"
                                + " {'type': 'binpack', 'field': 'MEMORY'}]}",
                        "{'placementStrategy': [{'type': 'binpack', 'field': 'memory'},"
                                + " {'type': 'spread', 'field': 'host'}]}",
                        "service.placementStrategy"),
                arguments(
                        "another launch type",
                        "ecspresso ignores it",
                        "{'launchType': 'EC2'}",
                        "{'launchType': 'FARGATE'}",
                        "service.launchType"),
                arguments(
                        "another scheduling strategy",
                        "ecspresso ignores it",
                        "{'schedulingStrategy': 'DAEMON'}",
                        "{'schedulingStrategy': 'REPLICA'}",
                        "service.schedulingStrategy"),
                arguments(
                        "another deployment controller",
                        "ecspresso ignores it",
                        "{'deploymentController': {'type': 'EXTERNAL'}}",
                        "{'deploymentController': {'type': 'ECS'}}",
                        "service.deploymentController"),
                arguments(
                        "another role",
                        "ecspresso ignores it",
                        "{'role': 'arn:aws:iam::111122223333:role/a'}",
                        "{'role': 'arn:aws:iam::111122223333:role/b'}",
                        "service.role"),
                arguments(
                        "a default changed by somebody",
                        "folded whatever it is",
                        "{'deploymentConfiguration': {'maximumPercent': 200}}",
                        "{'deploymentConfiguration': {'maximumPercent': 150}}",
                        "service.deploymentConfiguration.maximumPercent"));
    }

    static Stream<Arguments> removals() {
        return Stream.of(
                arguments("placementConstraints", "[]", "[{'type': 'distinctInstance'}]"),
                arguments("placementStrategy", "[]", "[{'type': 'random'}]"),
                arguments("serviceRegistries", "[]", "[{'registryArn': 'a'}]"),
                arguments("capacityProviderStrategy", "[]", "[{'capacityProvider': 'a'}]"),
                arguments("loadBalancers", "[]", "[{'targetGroupArn': 'a', 'containerName': 'app'}]"),
                arguments("healthCheckGracePeriodSeconds", "0", "30"));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("taskDefinitions")
    void ofATaskDefinitionThisIsAChange(String sentence, String source, String wanted, String live, String path) {
        DeploymentPlan plan = planner.plan(
                Fixtures.descriptor(task(wanted), (Value.Structure) null),
                Fixtures.live(
                        request(live, taskBuilder()),
                        CreateServiceRequest.builder().build()),
                Fixtures.ACCOUNT);
        assertThat(paths(plan)).isNotEmpty().allMatch(named -> named.startsWith(path));
        var register = (Action.RegisterTaskDefinition) plan.actions().get(0);
        assertThat(register.request()).as("as it was written").isEqualTo(task(wanted));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("services")
    void ofAServiceThisIsAChange(String sentence, String source, String wanted, String live, String path) {
        assertThat(paths(plan(wanted, live))).isNotEmpty().allMatch(named -> named.startsWith(path));
    }

    /** Elsewhere nothing happens and the difference stays for ever. Source: ecspresso, #1082 for one case. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("removals")
    void whatIsRemovedIsSentAsThatWhichRemovesIt(String member, String sentinel, String live) {
        DeploymentPlan plan = plan("{'" + member + "': " + sentinel + "}", "{'" + member + "': " + live + "}");
        assertThat(paths(plan)).isNotEmpty().allMatch(path -> path.startsWith("service." + member));
        var update = (Action.UpdateService) plan.actions().get(0);
        assertThat(update.request()).isEqualTo(service("{'" + member + "': " + sentinel + "}"));
    }

    private DeploymentPlan plan(String wanted, String live) {
        SdkPojo definition = request("{}", taskBuilder());
        return planner.plan(
                Fixtures.descriptor(SdkValues.from(definition), named(service(wanted))),
                Fixtures.live(definition, request(live, CreateServiceRequest.builder())),
                Fixtures.ACCOUNT);
    }

    private static List<String> paths(DeploymentPlan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.differences().leaves())
                .map(leaf -> leaf.path().toString())
                .toList();
    }

    private static Value.Structure named(Value.Structure service) {
        return Requests.with(service, "serviceName", new Value.Text("orders"));
    }

    private static RegisterTaskDefinitionRequest.Builder taskBuilder() {
        return RegisterTaskDefinitionRequest.builder().family("orders");
    }

    private static Value.Structure task(String json) {
        return SdkValues.from(request(json, taskBuilder()));
    }

    private static Value.Structure service(String json) {
        return SdkValues.from(request(json, CreateServiceRequest.builder()));
    }

    private static SdkPojo request(String json, SdkPojo builder) {
        return ShapeJson.read(JsonNode.parser().parse(json.replace('\'', '"')), builder);
    }
}
