package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.identity.Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWidthTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -, 120", "-, 100, 93", "-, wide, 120", "-, 0, 120", "160, 100, 160", "160, -, 160"})
    void theParameterCountsThenTheTerminalWithoutWhatMavenPrintsBeforeEachLine(
            String given, String columns, int width) {
        assertThat(TerminalWidth.of(given, new Environment(name -> name.equals("COLUMNS") ? columns : null)))
                .isEqualTo(width);
    }
}
