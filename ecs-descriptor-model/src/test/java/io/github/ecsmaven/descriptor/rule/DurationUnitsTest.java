package io.github.ecsmaven.descriptor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecsmaven.descriptor.DescriptorShape;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationUnitsTest {
    /** Numbers that are named like a length of time. */
    private static final Pattern NAMED_LIKE_ONE = Pattern.compile(
            ".*(Seconds|InMinutes|[Cc]ooldown|Timeout|timeout|interval|startPeriod|AttemptPeriod|Days|BufferTime)$");

    private final DurationUnits units = DurationUnits.builtIn();

    @ParameterizedTest
    @CsvSource({
        "service.healthCheckGracePeriodSeconds, PT30S, 30",
        "service.healthCheckGracePeriodSeconds, PT1M30S, 90",
        "service.deploymentConfiguration.bakeTimeInMinutes, PT1H, 60",
        "logGroups[].retentionInDays, P30D, 30",
        "logGroups[].retentionInDays, PT48H, 2"
    })
    void aDurationStandsForANumberOfTheFieldsUnits(String path, String text, long amount) {
        assertThat(units.amount(path, text)).contains(Value.Numeral.of(amount));
    }

    @ParameterizedTest
    @CsvSource({
        "service.deploymentConfiguration.bakeTimeInMinutes, PT90S",
        "service.healthCheckGracePeriodSeconds, PT0.5S",
        "service.healthCheckGracePeriodSeconds, P",
        "service.healthCheckGracePeriodSeconds, 30",
        "service.healthCheckGracePeriodSeconds, PT9999999999999999999H",
        "service.desiredCount, PT30S"
    })
    void whatIsNoWholeNumberOfUnitsStandsForNothing(String path, String text) {
        assertThat(units.amount(path, text)).isEmpty();
    }

    @Test
    void everyNumberThatIsNamedLikeALengthOfTimeHasAUnitAndNothingElse() {
        Set<String> numbers = new TreeSet<>();
        collect("", DescriptorShape.root(), numbers);

        assertThat(numbers).containsAll(units.paths());
        assertThat(numbers)
                .filteredOn(path -> NAMED_LIKE_ONE.matcher(path).matches())
                .hasSameElementsAs(units.paths());
    }

    @Test
    void aRowWithoutAUnitIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> DurationUnits.parse(List.of("service.desiredCount")))
                .withMessageContaining("not 2 columns");
    }

    private static void collect(String path, Shape shape, Set<String> numbers) {
        if (shape instanceof StructureShape structure) {
            structure
                    .members()
                    .forEach((name, member) ->
                            collect(path.isEmpty() ? name : path + "." + name, member.shape(), numbers));
        } else if (shape instanceof Shape.ListShape list) {
            collect(path + "[]", list.element(), numbers);
        } else if (shape instanceof Shape.MapShape map) {
            collect(path + "[]", map.value(), numbers);
        } else if (shape instanceof Shape.ScalarShape scalar
                && (scalar.kind() == Shape.Kind.INTEGER || scalar.kind() == Shape.Kind.LONG)) {
            numbers.add(path);
        }
    }
}
