package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dcorpus}: absent, relative, absolute and wrong. */
class CorpusFolderTest {
    @TempDir
    private Path folder;

    @Test
    void noneIsGivenByDefaultOrByABlank() {
        assertThat(CorpusFolder.given(Map.<String, String>of()::get)).isEmpty();
        assertThat(CorpusFolder.given(Map.of("corpus", "", "corpus.base", "/")::get))
                .isEmpty();
    }

    @Test
    void aRelativeFolderIsTakenFromWhereMavenWasStarted() throws IOException {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        Files.createFile(corpus.resolve("index.tsv"));
        Path start = Files.createDirectory(folder.resolve("project"));

        assertThat(CorpusFolder.given(Map.of("corpus", "../corpus", "corpus.base", start.toString())::get))
                .hasValue(corpus);
    }

    @Test
    void anAbsoluteFolderIsTakenAsItIs() throws IOException {
        Files.createFile(folder.resolve("index.tsv"));

        assertThat(CorpusFolder.given(Map.of("corpus", folder.toString(), "corpus.base", "/elsewhere")::get))
                .hasValue(folder);
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> CorpusFolder.given(Map.of("corpus", "gone", "corpus.base", folder.toString())::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-Dcorpus=gone")
                .hasMessageContaining("is not a folder");
    }

    @Test
    void anEmptyFolderIsRefusedForTheIndexThatItLacks() {
        assertThatThrownBy(() -> CorpusFolder.given(Map.of("corpus", folder.toString())::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no index.tsv");
    }
}
