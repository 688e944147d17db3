package io.github.ecsmaven.descriptor.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people see, word by word: {@code golden-problems.txt} holds descriptors and what is said about each. After a change
 * that is meant, {@code -Dgolden.write} writes the file anew; read what changed.
 */
class GoldenProblemsTest {
    private static final Path FILE = Path.of(
            "src", "test", "resources", "io", "github", "ecsmaven", "descriptor", "problem", "golden-problems.txt");
    private static final String CASE = "==== ";
    private static final String SAID = "---- said\n";

    @TempDir
    private Path directory;

    record Golden(String name, String yaml, String said) {}

    static List<Golden> goldens() throws IOException {
        List<Golden> goldens = new ArrayList<>();
        for (String part : Files.readString(FILE).split("(?m)^" + CASE)) {
            if (!part.isBlank()) {
                int line = part.indexOf('\n');
                int said = part.indexOf(SAID);
                goldens.add(new Golden(
                        part.substring(0, line),
                        part.substring(line + 1, said),
                        part.substring(said + SAID.length()).stripTrailing()));
            }
        }
        return goldens;
    }

    static Stream<Arguments> cases() throws IOException {
        return goldens().stream().map(each -> arguments(each.name(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatIsSaidIs(String name, Golden golden) {
        assertThat(said(golden.yaml())).isEqualTo(golden.said());
    }

    @Test
    void thereAreEnoughOfThemAndTheyCanBeWrittenAnew() throws IOException {
        List<Golden> goldens = goldens();
        assertThat(goldens).hasSizeGreaterThanOrEqualTo(25);
        if (System.getProperty("golden.write") != null) {
            StringBuilder text = new StringBuilder();
            goldens.forEach(golden -> text.append(CASE)
                    .append(golden.name())
                    .append('\n')
                    .append(golden.yaml())
                    .append(SAID)
                    .append(said(golden.yaml()))
                    .append("\n\n"));
            Files.writeString(FILE, text.toString().stripTrailing() + "\n");
        }
    }

    private String said(String yaml) {
        List<Problem> said = new Descriptors(directory).said(yaml);
        return said.isEmpty() ? "nothing" : ProblemText.of(said);
    }
}
