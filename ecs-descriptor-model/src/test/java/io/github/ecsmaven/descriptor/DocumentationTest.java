package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.rule.DurationUnits;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
    private static final Path DESCRIPTOR_PAGE = Path.of("..", "docs", "descriptor.md");
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern DESCRIPTOR =
            Pattern.compile("<!-- descriptor -->\\R```yaml\\R(.*?)\\R```", Pattern.DOTALL);
    private static final Pattern LAYER =
            Pattern.compile("<!-- layer: (\\S+) -->\\R```yaml\\R(.*?)\\R```", Pattern.DOTALL);
    private static final Pattern EFFECTIVE =
            Pattern.compile("<!-- effective -->\\R```yaml\\R(.*?)\\R```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.\\[\\]]+)` \\|");
    /** The members of these are the API's, not the descriptor's own. */
    private static final Set<String> OF_THE_API = Set.of("taskDefinition", "service", "autoScaling");

    @TempDir
    private Path directory;

    static Stream<Arguments> descriptors() throws IOException {
        List<Arguments> found = new ArrayList<>();
        for (Path page : List.of(README, DESCRIPTOR_PAGE)) {
            List<String> yaml = DESCRIPTOR
                    .matcher(Files.readString(page))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
            assertThat(yaml).as("descriptors in %s", page).isNotEmpty();
            yaml.forEach(each -> found.add(arguments(page.getFileName().toString(), each)));
        }
        return found.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("descriptors")
    void everyDescriptorOnAPageIsValid(String page, String yaml) {
        Descriptors build = new Descriptors(directory)
                .environment("staging")
                .property("project.version", "1.5.0")
                .property("private.subnets", "subnet-0a1b2c3d,subnet-4e5f6a7b");

        assertThat(build.problems(yaml)).as(page).isEmpty();
    }

    @Test
    void theFilesOnThePageOfLayersComeToWhatIsSaid() throws IOException {
        String page = Files.readString(DESCRIPTOR_PAGE);
        Project project = new Project(directory).environment("production");
        List<MatchResult> files = LAYER.matcher(page).results().toList();
        assertThat(files).hasSize(3);
        files.forEach(file -> project.file(file.group(1), file.group(2)));
        String effective = EFFECTIVE
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();

        Value.Structure members = project.effective().members();

        Project single = new Project(directory.resolve("single"))
                .environment("production")
                .file("checkout.yaml", effective);
        assertThat(members).isEqualTo(single.effective().members());
        // Equal maps may differ in order; what is printed must not.
        assertThat(members).hasToString(single.effective().members().toString());
    }

    @Test
    void theTableOfKeysHasEveryKeyThatIsReadAndNoOther() throws IOException {
        assertThat(rowsBelow("<!-- keys -->"))
                .containsExactlyInAnyOrderElementsOf(keys(Member.Usable.class::isInstance));
    }

    @Test
    void theTableOfDurationsHasEveryMemberThatTakesOneAndNoOther() throws IOException {
        assertThat(rowsBelow("<!-- durations -->"))
                .containsExactlyInAnyOrderElementsOf(DurationUnits.builtIn().paths());
    }

    private static List<String> rowsBelow(String mark) throws IOException {
        String page = Files.readString(DESCRIPTOR_PAGE);
        String table = page.substring(page.indexOf(mark) + mark.length() + 1).split("\n\n", 2)[0];
        return ROW.matcher(table)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
    }

    private static List<String> keys(Predicate<Member.Standing> wanted) {
        List<String> keys = new ArrayList<>();
        collect("", DescriptorShape.root(), wanted, keys);
        return keys;
    }

    private static void collect(
            String prefix, StructureShape shape, Predicate<Member.Standing> wanted, List<String> keys) {
        for (Member member : shape.members().values()) {
            String key = prefix + member.name();
            if (wanted.test(member.standing())) {
                keys.add(key);
            }
            if (!OF_THE_API.contains(key)) {
                inside(key, shape, member.shape(), wanted, keys);
            }
        }
    }

    /** Of a structure of the API its members are keys of the descriptor, their own members are not. */
    private static void inside(
            String key, StructureShape owner, Shape shape, Predicate<Member.Standing> wanted, List<String> keys) {
        if (shape instanceof Shape.ListShape list) {
            inside(key + "[]", owner, list.element(), wanted, keys);
        } else if (shape instanceof Shape.MapShape map) {
            inside(key + "[]", owner, map.value(), wanted, keys);
        } else if (shape instanceof StructureShape inner && !(isOfTheApi(owner) && isOfTheApi(inner))) {
            collect(key + ".", inner, wanted, keys);
        }
    }

    private static boolean isOfTheApi(StructureShape shape) {
        return Character.isUpperCase(shape.name().charAt(0));
    }
}
