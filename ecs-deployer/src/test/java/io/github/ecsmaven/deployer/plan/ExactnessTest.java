package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** One change is one line: no more for what depends on it, and no less where something hides it. */
class ExactnessTest {
    private final Planner planner = new Planner(FieldRules.load());

    @ParameterizedTest
    @ValueSource(ints = {0, 80})
    void anotherNetworkModeIsNoDifferenceOfThePortsThatSayTheSame(int hostPort) {
        assertThat(differences(withPort("awsvpc", hostPort), withPort("bridge", hostPort)))
                .containsExactly("taskDefinition.networkMode");
        assertThat(differences(withPort("bridge", hostPort), withPort("awsvpc", hostPort)))
                .containsExactly("taskDefinition.networkMode");
    }

    @Test
    void aPortThatBecomesDynamicWithTheNetworkModeIsADifference() {
        assertThat(differences(withPort("bridge", 0), withPort("awsvpc", 80)))
                .containsExactlyInAnyOrder(
                        "taskDefinition.networkMode",
                        "taskDefinition.containerDefinitions[app].portMappings[80].hostPort");
    }

    @Test
    void anElementWithTheKeyOfAnotherIsComparedToo() {
        assertThat(differences(withVariables("1"), withVariables("1", "2")))
                .containsExactly(
                        "taskDefinition.containerDefinitions[app].environment[1].name",
                        "taskDefinition.containerDefinitions[app].environment[1].value");
        assertThat(differences(withVariables("1", "2"), withVariables("2", "1")))
                .isEmpty();
    }

    @Test
    void aNumberAndItsTextAreOne() {
        FieldRules rules = FieldRules.load();
        Value number = Value.Numeral.of(256);
        assertThat(rules.same("taskDefinition.memory", number, new Value.Text("256")))
                .isTrue();
        assertThat(rules.same("taskDefinition.memory", new Value.Text("256"), number))
                .isTrue();
        assertThat(rules.same("taskDefinition.memory", number, new Value.Text("512")))
                .isFalse();
        assertThat(rules.same("taskDefinition.memory", number, new Value.Text("much")))
                .isFalse();
    }

    @Test
    void tagsOfOthersAreListedAndThoseOfAwsAreNot() {
        var definition = Fixtures.taskDefinition(c -> c).build();
        var service = Fixtures.service(s -> {}).build();
        LiveState live = new LiveState(
                Fixtures.revision(definition),
                new LiveState.LiveService(
                        Fixtures.SERVICE,
                        LiveState.Status.ACTIVE,
                        SdkValues.from(service),
                        Fixtures.REVISION,
                        Map.of("team", "shop", "cost", "42", "aws:cloudformation:stack-name", "s", "ecs:x", "y"),
                        Set.of(),
                        null));
        DeploymentPlan plan = planner.plan(
                Fixtures.withTags(Fixtures.descriptor(definition, service), Map.of("team", "shop")),
                new LiveState(
                        new LiveState.LiveTaskDefinition(
                                Fixtures.REVISION, SdkValues.from(definition), Map.of("team", "shop")),
                        live.service()),
                Fixtures.ACCOUNT);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unmanaged())
                .containsExactly(Map.entry(KeyedPath.of("service", "tags").key("cost"), new Value.Text("42")));
    }

    @Test
    void aPinnedPlatformVersionIsListedAndTheLatestIsNot() {
        assertThat(unmanaged("1.4.0")).containsOnlyKeys(KeyedPath.of("service", "platformVersion"));
        assertThat(unmanaged("LATEST")).isEmpty();
    }

    private Map<KeyedPath, Value> unmanaged(String platformVersion) {
        var definition = Fixtures.taskDefinition(c -> c).build();
        return planner.plan(
                        Fixtures.descriptor(
                                definition, Fixtures.service(s -> {}).build()),
                        Fixtures.live(
                                definition,
                                Fixtures.service(s -> s.platformVersion(platformVersion))
                                        .build()),
                        Fixtures.ACCOUNT)
                .unmanaged();
    }

    private List<String> differences(RegisterTaskDefinitionRequest wanted, RegisterTaskDefinitionRequest live) {
        return planner
                .plan(Fixtures.descriptor(wanted, null), new LiveState(Fixtures.revision(live), null), Fixtures.ACCOUNT)
                .changes()
                .stream()
                .flatMap(change -> change.differences().leaves())
                .map(leaf -> leaf.path().toString())
                .toList();
    }

    private static RegisterTaskDefinitionRequest withPort(String networkMode, int hostPort) {
        return Fixtures.taskDefinition(container -> container.portMappings(PortMapping.builder()
                        .containerPort(80)
                        .hostPort(hostPort)
                        .build()))
                .networkMode(networkMode)
                .build();
    }

    private static RegisterTaskDefinitionRequest withVariables(String... values) {
        return Fixtures.taskDefinition(container -> container.environment(Arrays.stream(values)
                        .map(value ->
                                KeyValuePair.builder().name("A").value(value).build())
                        .toList()))
                .build();
    }
}
