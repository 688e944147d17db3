package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ecsmaven.deployer.plan.Fixtures;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.facts.ServiceFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/** The check of mutations is itself one that fails when a difference is missed. */
class MutationCheckTest {
    private final Samples samples = new Samples(ServiceFacts.load("ecs"));
    private final Value.Structure task = SdkValues.from(Fixtures.taskDefinition(container -> container
                    .command("run", "fast")
                    .dockerLabels(Map.of("team", "shop"))
                    .environment(KeyValuePair.builder().name("A").value("1").build())
                    .portMappings(PortMapping.builder()
                            .containerPort(80)
                            .hostPort(80)
                            .protocol("tcp")
                            .build()))
            .build());
    private final Value.Structure service = SdkValues.from(Fixtures.service(wanted -> wanted.desiredCount(2)
                    .schedulingStrategy("REPLICA")
                    .deploymentConfiguration(configuration -> configuration.maximumPercent(150)))
            .build());

    @Test
    void nothingIsMissedAndNothingElseIsNamed() {
        MutationCheck check = new MutationCheck(samples, UnaryOperator.identity());
        check.check(new Recorded(task, null));
        check.check(new Recorded(task, service));
        assertThat(check.findings()).hasSizeGreaterThan(500).noneMatch(MutationCheck.Finding::isFailure);
        assertThat(descriptions(check))
                .contains(
                        "unchanged",
                        "changed taskDefinition.containerDefinitions[app].environment[A].value (live)",
                        "removed taskDefinition.containerDefinitions[app].command[1] (in the descriptor)",
                        "added taskDefinition.containerDefinitions[app].dockerLabels.Key.two (live, least descriptor)",
                        "added taskDefinition.containerDefinitions[sample] (live)",
                        "changed service.launchType (in the descriptor)",
                        "removed service.deploymentConfiguration.maximumPercent (live)");
    }

    @Test
    void aDifferenceThatIsNotNamedIsFound() {
        MutationCheck check = new MutationCheck(
                samples, descriptor -> Fixtures.ignoring(descriptor, "taskDefinition.containerDefinitions[app].image"));
        check.check(new Recorded(task, null));
        assertThat(check.findings().stream().filter(MutationCheck.Finding::isFailure))
                .extracting(MutationCheck.Finding::what, MutationCheck.Finding::failure)
                .contains(tuple("changed taskDefinition.containerDefinitions[app].image (live)", "missed"));
    }

    @Test
    void aDifferenceThatIsNamedAndIsNoneIsFound() {
        MutationCheck check = new MutationCheck(samples, MutationCheckTest::withAnotherFamily);
        check.check(new Recorded(task, null));
        assertThat(check.findings())
                .filteredOn(finding -> !finding.what().contains("taskDefinition.family"))
                .allMatch(MutationCheck.Finding::isFailure);
        assertThat(check.findings().get(0).failure())
                .isEqualTo("nothing is changed, yet named: [taskDefinition.family]");
    }

    private static DeploymentDescriptor withAnotherFamily(DeploymentDescriptor descriptor) {
        Map<String, Value> members =
                new LinkedHashMap<>(descriptor.taskDefinition().members());
        members.put("family", new Value.Text("another"));
        return Fixtures.descriptor(new Value.Structure(members), (Value.Structure) null);
    }

    private static List<String> descriptions(MutationCheck check) {
        return check.findings().stream().map(MutationCheck.Finding::what).toList();
    }
}
