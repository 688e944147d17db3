package io.github.ecsmaven.descriptor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.source.SourceFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCatalogueTest {
    private static final Path CATALOGUE = Path.of("..", "docs", "problems.md");

    @Test
    void everyProblemHasASectionAndEverySectionAProblem() throws IOException {
        List<String> sections = Files.readAllLines(CATALOGUE).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(Arrays.stream(ProblemId.values())
                        .map(id -> id.code() + " " + id)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(ProblemId.class)
    void everySectionHasAnExampleAndACure(ProblemId id) throws IOException {
        String section = Stream.of(Files.readString(CATALOGUE).split("\n## "))
                .filter(text -> text.startsWith(id.code()))
                .findFirst()
                .orElseThrow();

        assertThat(section).contains("Cure: ");
        assertThat(section.contains("```") || section.contains("Example: ")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SourceFault.Kind.class)
    void everyFaultOfAFileIsAProblem(SourceFault.Kind kind) {
        assertThat(ProblemId.valueOf(kind.name())).isNotNull();
    }
}
