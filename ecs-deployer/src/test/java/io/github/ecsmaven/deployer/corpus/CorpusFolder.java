package io.github.ecsmaven.deployer.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The folder of recorded documents: {@code -Dcorpus=DIR}, relative to where Maven was started. */
public final class CorpusFolder {
    private CorpusFolder() {}

    /**
     * The folder; empty when none was given.
     *
     * @throws IllegalStateException when one was given that is no corpus
     */
    public static Optional<Path> given() {
        return given(System::getProperty);
    }

    static Optional<Path> given(UnaryOperator<String> properties) {
        String name = properties.apply("corpus");
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        String base = properties.apply("corpus.base");
        Path folder = Path.of(base == null ? "" : base).resolve(name).normalize();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("-Dcorpus=" + name + ": " + folder + " is not a folder");
        }
        if (!Files.isRegularFile(folder.resolve("index.tsv"))) {
            throw new IllegalStateException("-Dcorpus=" + name + ": " + folder + " has no index.tsv");
        }
        return Optional.of(folder);
    }
}
