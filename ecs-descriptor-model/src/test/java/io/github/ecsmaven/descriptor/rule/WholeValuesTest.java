package io.github.ecsmaven.descriptor.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeValuesTest {
    private static final KeyedPath CONFIGURATION = KeyedPath.of("service", "deploymentConfiguration");
    private static final Value.Structure PLAIN = Value.Structure.empty();

    private final WholeValues wholes = new WholeValues(FieldRules.load());

    @Test
    void aCircuitBreakerIsCompletedDownToItsThreshold() {
        Value completed = wholes.complete(
                CONFIGURATION.member("deploymentCircuitBreaker"), structure("enable", new Value.Flag(true)), PLAIN);
        assertThat(completed)
                .isEqualTo(structure(
                        "enable",
                        new Value.Flag(true),
                        "rollback",
                        new Value.Flag(false),
                        "resetOnHealthyTask",
                        new Value.Flag(true),
                        "thresholdConfiguration",
                        structure("type", new Value.Text("BOUNDED_PERCENT"), "value", Value.Numeral.of(50))));
    }

    @Test
    void aThresholdOfAnotherTypeGetsNoPercentage() {
        Value completed = wholes.complete(
                CONFIGURATION.member("deploymentCircuitBreaker"),
                structure("thresholdConfiguration", structure("type", new Value.Text("COUNT"))),
                PLAIN);
        assertThat(((Value.Structure) completed).members().get("thresholdConfiguration"))
                .isEqualTo(structure("type", new Value.Text("COUNT")));
    }

    @Test
    void theTimeoutOfAHookIsCompletedAndTheHookItselfIsNot() {
        Value.Structure hook = structure(
                "hookTargetArn",
                new Value.Text("arn:hook"),
                "timeoutConfiguration",
                structure("timeoutInMinutes", Value.Numeral.of(5)));
        Value completed =
                wholes.complete(CONFIGURATION.member("lifecycleHooks"), new Value.Sequence(List.of(hook)), PLAIN);
        assertThat(((Value.Sequence) completed).elements())
                .containsExactly(structure(
                        "hookTargetArn",
                        new Value.Text("arn:hook"),
                        "timeoutConfiguration",
                        structure("timeoutInMinutes", Value.Numeral.of(5), "action", new Value.Text("ROLLBACK"))));
    }

    @Test
    void stepsAreCompletedWhereTheStrategyHasThem() {
        Value.Structure linear = structure("deploymentConfiguration", structure("strategy", new Value.Text("LINEAR")));
        KeyedPath path = CONFIGURATION.member("linearConfiguration");
        Value.Structure given = structure("stepPercent", Value.Numeral.of(44));
        assertThat(wholes.complete(path, given, linear))
                .isEqualTo(
                        structure("stepPercent", Value.Numeral.of(44), "stepBakeTimeInMinutes", Value.Numeral.of(6)));
        assertThat(wholes.complete(path, given, PLAIN)).isEqualTo(given);
        assertThat(wholes.defaults(path, PLAIN)).isEmpty();
    }

    @Test
    void whatIsMergedIsLeftAsItIs() {
        Value.Structure given = structure("awsvpcConfiguration", structure("subnets", new Value.Sequence(List.of())));
        assertThat(wholes.complete(KeyedPath.of("service", "networkConfiguration"), given, PLAIN))
                .isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({
        "maximumPercent, REPLICA, 200",
        "maximumPercent, DAEMON, 100",
        "minimumHealthyPercent, REPLICA, 100",
        "minimumHealthyPercent, DAEMON, 0",
        "bakeTimeInMinutes, REPLICA, 0",
    })
    void aDefaultDependsOnTheSchedulingOfTheService(String child, String scheduling, long expected) {
        assertThat(wholes.defaults(
                        CONFIGURATION.member(child), structure("schedulingStrategy", new Value.Text(scheduling))))
                .contains(Value.Numeral.of(expected));
    }

    private static Value.Structure structure(Object... namesAndValues) {
        Map<String, Value> members = new java.util.LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            members.put((String) namesAndValues[index], (Value) namesAndValues[index + 1]);
        }
        return new Value.Structure(members);
    }
}
