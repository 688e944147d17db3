package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMojoTest {
    @TempDir
    private Path directory;

    @Test
    void theSchemaIsWrittenBelowTargetAndItsPlaceIsPrinted() throws Exception {
        TestModule module = new TestModule(directory);

        module.typed(new SchemaMojo(), Map.of()).execute();

        assertThat(directory.resolve("target/ecs/ecs-descriptor.schema.json"))
                .content()
                .contains("https://json-schema.org/draft/2020-12/schema");
        assertThat(module.log.infos).contains("schema written to target/ecs/ecs-descriptor.schema.json");
    }

    @Test
    void aFileThatIsNamedIsTakenFromTheModule() throws Exception {
        new TestModule(directory)
                .typed(new SchemaMojo(), Map.of("output", "editor/ecs.json"))
                .execute();

        assertThat(directory.resolve("editor/ecs.json")).isNotEmptyFile();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTold() throws Exception {
        Files.writeString(directory.resolve("editor"), "a file where a folder is wanted");

        assertThatThrownBy(() -> new TestModule(directory)
                        .typed(new SchemaMojo(), Map.of("output", "editor/ecs.json"))
                        .execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("-Decs.output=FILE");
    }
}
