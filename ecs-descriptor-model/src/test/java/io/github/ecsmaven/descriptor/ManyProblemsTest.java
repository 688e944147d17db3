package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.ProblemText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All problems are told, and in a time that grows with the file and not with its square: each of these would take minutes. */
@Timeout(30)
class ManyProblemsTest {
    @TempDir
    Path directory;

    @Test
    void eachProblemOfOneLongLineIsToldWithItsPartOfTheLine() {
        List<Problem> said = said(keys(5_000, "unknown%d: \"a value of some length that fills the line\"", ", ")
                .formatted("{ version: 1, region: eu-west-1, ", " }"));

        assertThat(said)
                .filteredOn(problem -> problem.id() == ProblemId.UNKNOWN_KEY)
                .hasSize(5_000);
        assertThat(ProblemText.of(said)).contains("There is no `unknown4999` in a descriptor");
        assertThat(ProblemText.of(said).lines()).allMatch(line -> line.length() < 400);
    }

    @Test
    void eachOfManyUnknownKeysIsToldWithWhatIsAllowed() {
        List<Problem> said =
                said(keys(20_000, "unknown%d: 1", "\n").formatted("version: 1\nregion: eu-west-1\n", "\n"));

        assertThat(said)
                .filteredOn(problem -> problem.id() == ProblemId.UNKNOWN_KEY)
                .hasSize(20_000)
                .allMatch(problem -> problem.cure().startsWith("Allowed here: "));
    }

    @Test
    void eachOfManyElementsOfTheSameNameIsTold() {
        String variables = IntStream.range(0, 20_000)
                .mapToObj(each -> "    - { name: SAME, value: x }\n")
                .collect(Collectors.joining());

        List<Problem> said = said("""
                version: 1
                region: eu-west-1
                taskDefinition:
                  containerDefinitions:
                  - name: app
                    environment:
                """ + variables);

        assertThat(said)
                .filteredOn(problem -> problem.id() == ProblemId.DUPLICATE_ELEMENT)
                .hasSize(19_999);
    }

    @Test
    void aLineThatBeginsLikeATokenAgainAndAgainIsQuoted() {
        String line = "tokens: \"" + "eyJ0-a".repeat(300_000) + ".eyJ\"";

        List<Problem> said = said("version: 1\nregion: eu-west-1\n" + line);

        assertThat(said)
                .filteredOn(problem -> problem.id() == ProblemId.UNKNOWN_KEY)
                .singleElement()
                .satisfies(problem -> assertThat(problem.quote()).isEqualTo(line));
    }

    /** A text with a place before and one behind the keys. */
    private static String keys(int count, String form, String between) {
        return "%s" + IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(between)) + "%s";
    }

    private List<Problem> said(String yaml) {
        return new Descriptors(directory).said(yaml);
    }
}
