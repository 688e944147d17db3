package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.data.AccountData;
import io.github.ecsmaven.local.iam.IamService;
import io.github.ecsmaven.local.iam.IamState;
import io.github.ecsmaven.local.wire.AwsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "ecs-local.md");
    private static final Pattern TABLE = Pattern.compile("(?m)^<!-- operations of ([\\w-]+) -->\\n((?:\\|.*\\n)+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (read|write) \\|$");
    private static final Pattern DATA = Pattern.compile("(?s)#### The data file\\n.*?```json\\n(.*?)```");

    static Stream<AwsService> services() {
        return Stream.concat(
                PlayedServices.of(EcsLocalSettings.defaults(Path.of("unused"))).stream(),
                Stream.of(new IamService(new IamState("000000000000"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void everyOperationOfAServiceIsInItsTableWithItsAccessAndNoOther(String name) throws IOException {
        String table = tables().filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst()
                .orElse("");
        List<String> documented = ROW.matcher(table)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
        List<String> played = services()
                .filter(service -> service.name().equals(name))
                .flatMap(service -> service.operations().stream())
                .map(operation ->
                        operation.name() + " " + operation.access().name().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(played);
    }

    static Stream<String> names() {
        return services().map(AwsService::name);
    }

    @Test
    void everyTableIsOfAServiceThatIsPlayed() throws IOException {
        assertThat(tables().map(found -> found.group(1))).containsExactlyInAnyOrderElementsOf(names().toList());
    }

    @Test
    void theDataFileOfThePageCanBeRead(@TempDir Path directory) throws IOException {
        Matcher example = DATA.matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        AccountData data = AccountData.read(Files.writeString(directory.resolve("data.json"), example.group(1)));

        assertThat(data.stacks()).hasSize(1);
        assertThat(data.parameters()).hasSize(2);
        assertThat(data.secrets()).hasSize(1);
        assertThat(data.repositories()).hasSize(1);
        assertThat(data.images()).hasSize(1);
    }

    private static Stream<MatchResult> tables() throws IOException {
        return TABLE.matcher(Files.readString(PAGE)).results();
    }
}
