package io.github.ecsmaven.descriptor.fuzz;

import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of one good folder of descriptors, by their path inside it.
 *
 * @param environments those that its descriptors declare
 */
record Seed(Map<String, String> files, List<String> environments) {
    Seed {
        files = new TreeMap<>(files);
        environments = List.copyOf(environments);
    }

    static List<Seed> all() {
        return List.of(
                of("fargate", List.of("staging", "production")),
                of("instances", List.of()),
                of("layered", List.of("staging", "production")));
    }

    /** What the seeds refer to. */
    static PropertySource properties(Path folder) {
        return new Descriptors(folder)
                .property("project.version", "1.0.0")
                .property("private.subnets", "subnet-0123abcd, subnet-4567ef01")
                .source();
    }

    /** Every line of every seed, for lines that come from elsewhere. */
    static List<String> lines(List<Seed> seeds) {
        return seeds.stream()
                .flatMap(seed -> seed.files().values().stream())
                .flatMap(String::lines)
                .toList();
    }

    private static Seed of(String name, List<String> environments) {
        URL folder = Seed.class.getResource(name);
        if (folder == null) {
            throw new IllegalStateException("There is no seed " + name);
        }
        Map<String, String> files = new TreeMap<>();
        try {
            Path root = Path.of(folder.toURI());
            try (Stream<Path> found = Files.walk(root)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return new Seed(files, environments);
    }
}
