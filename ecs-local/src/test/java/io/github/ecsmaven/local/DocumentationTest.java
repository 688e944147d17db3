package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.ecs.EcsService;
import io.github.ecsmaven.local.ecs.EcsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "ecs-local.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (read|write) \\|$");

    @Test
    void everyOperationOfEcsIsInTheTableWithItsAccessAndNoOther() throws IOException {
        List<String> documented = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(DocumentationTest::row)
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(new EcsService(EcsSettings.defaults())
                        .operations().stream()
                                .map(operation -> operation.name() + " "
                                        + operation.access().name().toLowerCase(Locale.ROOT))
                                .toList());
    }

    private static String row(MatchResult found) {
        return found.group(1) + " " + found.group(2);
    }
}
