package io.github.ecsmaven.descriptor.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.value.Value.Flag;
import io.github.ecsmaven.descriptor.value.Value.Numeral;
import io.github.ecsmaven.descriptor.value.Value.Sequence;
import io.github.ecsmaven.descriptor.value.Value.Structure;
import io.github.ecsmaven.descriptor.value.Value.Text;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class SdkValuesTest {
    @Test
    void whatWasNeverSetIsAbsentAndWhatWasSetToEmptyIsEmpty() {
        TaskDefinition task = TaskDefinition.builder()
                .family("shop")
                .volumes(List.of())
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .cpu(0)
                        .essential(true)
                        .dockerLabels(Map.of())
                        .build())
                .build();

        assertThat(SdkValues.from(task))
                .isEqualTo(new Structure(Map.of(
                        "family",
                        new Text("shop"),
                        "volumes",
                        new Sequence(List.of()),
                        "containerDefinitions",
                        new Sequence(List.of(new Structure(Map.of(
                                "name",
                                new Text("app"),
                                "cpu",
                                Numeral.of(0),
                                "essential",
                                new Flag(true),
                                "dockerLabels",
                                new Value.Mapping(Map.of()))))))));
    }

    @Test
    void anEnumMemberThatTheSdkDoesNotKnowIsKept() {
        Service service = Service.builder().launchType("LUNAR").build();

        assertThat(SdkValues.from(service).members()).containsEntry("launchType", new Text("LUNAR"));
    }

    @Test
    void anExplicitlyEmptyListIsSent() {
        Structure wanted = new Structure(Map.of("loadBalancers", new Sequence(List.of())));

        assertThat(SdkValues.to(wanted, CreateServiceRequest.builder()).hasLoadBalancers())
                .isTrue();
        assertThat(SdkValues.to(Structure.empty(), CreateServiceRequest.builder())
                        .hasLoadBalancers())
                .isFalse();
    }

    static Stream<Arguments> notSendable() {
        Value unresolved = new Value.Unresolved(new Reference("cfn", "a.b"));
        return Stream.of(
                arguments(Map.of("serviceName", new Value.Cleared()), "serviceName"),
                arguments(Map.of("serviceName", unresolved), "serviceName"),
                arguments(Map.of("serviceName", Numeral.of(1)), "serviceName"),
                arguments(Map.of("frobnicate", new Text("a")), "frobnicate: there is no such member"),
                arguments(Map.of("desiredCount", Numeral.of(1L << 40)), "desiredCount: 1099511627776 does not fit"),
                arguments(Map.of("loadBalancers", new Text("a")), "loadBalancers"),
                arguments(
                        Map.of(
                                "networkConfiguration",
                                new Structure(Map.of(
                                        "awsvpcConfiguration",
                                        new Structure(Map.of("subnets", new Sequence(List.of(unresolved))))))),
                        "networkConfiguration.awsvpcConfiguration.subnets[0]"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("notSendable")
    void whatCannotBeSentIsRefusedWithItsPath(Map<String, Value> members, String message) {
        assertThatThrownBy(() -> SdkValues.to(new Structure(members), CreateServiceRequest.builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
