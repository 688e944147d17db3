package io.github.ecsmaven.descriptor.imported;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPageTest {
    private static final Path PAGE = Path.of("..", "docs", "import.md");
    private static final Pattern FILE =
            Pattern.compile("<!-- import: (\\S+) -->\\R```json\\R(.*?)\\R```", Pattern.DOTALL);
    private static final Pattern IMPORTED =
            Pattern.compile("<!-- imported -->\\R```yaml\\R(.*?)\\R```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void theFilesOnThePageBecomeTheDescriptorOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        List<Path> files = new ArrayList<>();
        for (MatchResult file : FILE.matcher(page).results().toList()) {
            files.add(Files.writeString(directory.resolve(file.group(1)), file.group(2)));
        }
        String expected = IMPORTED.matcher(page)
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();

        ImportedDescriptor imported = new FileImport(FieldRules.load())
                .read(new FileImport.Source(files, directory, null), Importer.Target.unknown());

        assertThat(files).hasSize(2);
        assertThat(imported.text().strip()).isEqualTo(expected);
    }
}
