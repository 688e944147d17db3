package io.github.ecsmaven.local.junit;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An ecs-local together with the directory that was made for it. */
final class TemporaryEcsLocal implements AutoCloseable {
    private final EcsLocal ecsLocal;
    private final Path directory;
    private final SigningKeyFile key;

    private TemporaryEcsLocal(EcsLocal ecsLocal, Path directory, SigningKeyFile key) {
        this.ecsLocal = ecsLocal;
        this.directory = directory;
        this.key = key;
    }

    /** @param key of an earlier one, if there was any */
    static TemporaryEcsLocal start(EcsLocalConfiguration configuration, @Nullable SigningKeyFile key) {
        Path directory;
        try {
            directory = Files.createTempDirectory("ecs-local");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            if (key != null) {
                key.write(directory);
            }
            EcsLocalSettings settings = configuration.configure(EcsLocalSettings.defaults(directory));
            EcsLocal ecsLocal = EcsLocal.start(settings);
            return new TemporaryEcsLocal(ecsLocal, directory, SigningKeyFile.read(settings.stateDirectory()));
        } catch (RuntimeException e) {
            delete(directory);
            throw e;
        }
    }

    EcsLocal ecsLocal() {
        return ecsLocal;
    }

    SigningKeyFile key() {
        return key;
    }

    /** The directory goes even where the server has been closed by the test. */
    @Override
    public void close() {
        ecsLocal.close();
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
