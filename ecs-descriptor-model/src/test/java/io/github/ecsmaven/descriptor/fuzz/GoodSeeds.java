package io.github.ecsmaven.descriptor.fuzz;

import io.github.ecsmaven.descriptor.DescriptorFolder;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The seeds as they are, read for each of their environments. */
final class GoodSeeds {
    private final Path folder;

    GoodSeeds(Path folder) {
        this.folder = folder;
    }

    List<Problem> problems() throws IOException {
        List<Problem> problems = new ArrayList<>();
        int number = 0;
        for (Seed seed : Seed.all()) {
            Path own = Files.createDirectory(folder.resolve("seed" + number++));
            for (Map.Entry<String, String> file : seed.files().entrySet()) {
                Path path = own.resolve(file.getKey());
                Files.createDirectories(path.resolve(".."));
                Files.writeString(path, file.getValue());
            }
            List<String> environments = seed.environments().isEmpty() ? List.of("any") : seed.environments();
            for (String environment : environments) {
                try {
                    new DescriptorFolder(Seed.properties(own), own)
                            .read(own, new DescriptorFolder.Choice(null, environment, null));
                } catch (InvalidDescriptorException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        return problems;
    }
}
