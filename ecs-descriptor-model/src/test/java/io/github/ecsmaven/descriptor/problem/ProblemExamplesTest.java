package io.github.ecsmaven.descriptor.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/problems.md, each put into a descriptor that is otherwise in order. */
class ProblemExamplesTest {
    private static final Path CATALOGUE = Path.of("..", "docs", "problems.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (ECS\\d+) (.*?)(?=^## |\\z)");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\\R(.*?)^```");
    private static final String CONTAINERS =
            "  containerDefinitions:\n    - { name: app, image: nginx, memory: 128 }\n";

    @TempDir
    private Path directory;

    static Stream<Arguments> examples() throws IOException {
        List<Arguments> examples = new ArrayList<>();
        Matcher section = SECTION.matcher(Files.readString(CATALOGUE));
        while (section.find()) {
            Matcher example = EXAMPLE.matcher(section.group(2));
            while (example.find()) {
                examples.add(arguments(section.group(1), example.group(1)));
            }
        }
        assertThat(examples).hasSizeGreaterThan(20);
        return examples.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("examples")
    void anExampleReportsItsCodeAndNoOther(String code, String example) {
        assertThat(found(descriptor(example)))
                .as(descriptor(example))
                .isNotEmpty()
                .extracting(problem -> problem.id().code())
                .containsOnly(code);
    }

    @Test
    void whatTheExamplesArePutIntoIsInOrder() {
        assertThat(found(descriptor("taskDefinition:\n"))).isEmpty();
        assertThat(found(descriptor("service:\n"))).isEmpty();
    }

    private List<Problem> found(String yaml) {
        return new Descriptors(directory).said(yaml);
    }

    private static String descriptor(String example) {
        String first = example.lines().findFirst().orElseThrow();
        String body = example.substring(first.length() + 1);
        String head = "version: 1\n" + (first.startsWith("region:") ? "" : "region: eu-west-1\n");
        String task = head + "taskDefinition:\n  family: shop\n";
        if (first.startsWith("version:")) {
            return example;
        }
        return switch (first) {
            case "taskDefinition:" -> task + CONTAINERS + body;
            case "containerDefinitions:" -> task + example.indent(2);
            case "service:" -> task + CONTAINERS + "service:\n  serviceName: shop\n" + body;
            default -> task + CONTAINERS + example;
        };
    }
}
