package io.github.ecsmaven.descriptor.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WithoutDefaultsTest {
    private static final Value.Text NAME = new Value.Text("orders");

    private final FieldRules rules = FieldRules.load();
    private final WithoutDefaults least = new WithoutDefaults(rules, path -> false);

    @Test
    void whatIsLeftHasTheSameCanonicalForm() {
        Value.Structure service = structure(
                "serviceName",
                NAME,
                "schedulingStrategy",
                new Value.Text("REPLICA"),
                "serviceArn",
                new Value.Text("arn:aws:ecs:eu-west-1:111122223333:service/a/b"),
                "desiredCount",
                Value.Numeral.of(2),
                "loadBalancers",
                new Value.Sequence(List.of()),
                "deploymentConfiguration",
                structure("maximumPercent", Value.Numeral.of(200), "minimumHealthyPercent", Value.Numeral.of(50)));
        Value.Structure kept = least.service(service);
        assertThat(kept)
                .isEqualTo(structure(
                        "serviceName", NAME,
                        "desiredCount", Value.Numeral.of(2),
                        "deploymentConfiguration", structure("minimumHealthyPercent", Value.Numeral.of(50))));
        Canonical canonical = new Canonical(rules);
        assertThat(canonical.canonicalService(kept, new Canonical.ServiceContext(kept)))
                .isEqualTo(canonical.canonicalService(service, new Canonical.ServiceContext(service)));
    }

    @Test
    void whetherAMemberIsADefaultDependsOnWhatIsAroundIt() {
        Value.Structure percent =
                structure("maximumPercent", Value.Numeral.of(100), "minimumHealthyPercent", Value.Numeral.of(0));
        assertThat(least.service(
                        structure("schedulingStrategy", new Value.Text("DAEMON"), "deploymentConfiguration", percent)))
                .isEqualTo(structure("schedulingStrategy", new Value.Text("DAEMON")));
        assertThat(least.service(structure("deploymentConfiguration", percent)))
                .isEqualTo(structure("deploymentConfiguration", percent));
    }

    @Test
    void whatMustBeWrittenIsKeptWhereverItsStructureIs() {
        Set<String> required = Set.of("taskDefinition.containerDefinitions[].healthCheck.retries");
        Value.Structure task = structure(
                "containerDefinitions",
                new Value.Sequence(List.of(structure(
                        "name",
                        NAME,
                        "healthCheck",
                        structure(
                                "command", new Value.Sequence(List.of(new Value.Text("CMD"))),
                                "interval", Value.Numeral.of(30),
                                "retries", Value.Numeral.of(3))))));
        assertThat(new WithoutDefaults(rules, required::contains).taskDefinition(task))
                .hasToString(structure(
                                "containerDefinitions",
                                new Value.Sequence(List.of(structure(
                                        "name",
                                        NAME,
                                        "healthCheck",
                                        structure(
                                                "command",
                                                new Value.Sequence(List.of(new Value.Text("CMD"))),
                                                "retries",
                                                Value.Numeral.of(3))))))
                        .toString());
    }

    /** A Docker volume with nothing but defaults is still not a bind mount. */
    @Test
    void whatCountsByBeingThereIsKeptWithItsDefaults() {
        Value.Structure docker = structure("scope", new Value.Text("task"), "driver", new Value.Text("local"));
        Value.Structure task = structure(
                "volumes", new Value.Sequence(List.of(structure("name", NAME, "dockerVolumeConfiguration", docker))));
        assertThat(least.taskDefinition(task)).isEqualTo(task);
    }

    @Test
    void whatHoldsNothingButNothingIsLeftOut() {
        Value.Structure nothing = structure(
                "volumes", new Value.Sequence(List.of(structure(), new Value.Cleared())),
                "containerDefinitions",
                        new Value.Sequence(List.of(structure(
                                "dockerLabels", new Value.Mapping(Map.of()),
                                "user", new Value.Text(""),
                                "linuxParameters", structure("initProcessEnabled", new Value.Flag(false))))));
        assertThat(least.taskDefinition(nothing)).isEqualTo(Value.Structure.empty());
    }

    private static Value.Structure structure(Object... members) {
        Map<String, Value> map = new java.util.LinkedHashMap<>();
        for (int index = 0; index < members.length; index += 2) {
            map.put((String) members[index], (Value) members[index + 1]);
        }
        return new Value.Structure(map);
    }
}
