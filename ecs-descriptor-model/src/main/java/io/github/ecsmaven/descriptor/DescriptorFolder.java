package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The descriptors of one module: the files of a folder, read together, so that all their problems are told at once. */
public final class DescriptorFolder {
    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

    private final DescriptorReader reader;
    private final Path base;

    /**
     * @param properties what the build knows by name
     * @param base the module's folder: files inside it are named relative to it
     */
    public DescriptorFolder(PropertySource properties, Path base) {
        this.reader = new DescriptorReader(properties);
        this.base = base;
    }

    /**
     * What was chosen from outside.
     *
     * @param descriptor the path of one file, or the name of one in the folder; null: all in the folder
     * @param environment null: none
     * @param region for descriptors that name none; null: none
     */
    public record Choice(
            @Nullable String descriptor,
            @Nullable String environment,
            @Nullable String region) {}

    /**
     * The descriptors, by name.
     *
     * @throws InvalidDescriptorException with every problem of every file; also where there is no descriptor, or two deploy
     *     the same service
     */
    public List<DeploymentDescriptor> read(Path folder, Choice choice) {
        List<DeploymentDescriptor> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(folder, choice.descriptor())) {
            overlay(folder, file, choice.environment()).ifPresent(problems::add);
            try {
                read.add(reader.read(new DescriptorSource(file, display(file), choice.environment(), choice.region())));
            } catch (InvalidDescriptorException e) {
                problems.addAll(e.problems());
            }
        }
        problems.addAll(duplicates(read));
        if (!problems.isEmpty()) {
            read.forEach(descriptor -> problems.addAll(descriptor.warnings()));
            throw new InvalidDescriptorException(problems);
        }
        return read;
    }

    /** A file that somebody wrote to count must not be passed over in silence. */
    private Optional<Problem> overlay(Path folder, Path file, @Nullable String environment) {
        if (environment == null) {
            return Optional.empty();
        }
        Path overlay = folder.resolve("environments").resolve(environment).resolve(file.getFileName());
        return Files.exists(overlay)
                ? Optional.of(new Problem(
                        ProblemId.NOT_SUPPORTED_YET,
                        null,
                        KeyedPath.root(),
                        "The overlay " + display(overlay) + " is not read: overlays are not supported yet",
                        "Use ${ecs.environment} in the descriptor, or a descriptor for each environment",
                        null))
                : Optional.empty();
    }

    private List<Path> files(Path folder, @Nullable String chosen) {
        if (chosen != null) {
            return List.of(chosen(folder, chosen));
        }
        List<Path> files = inside(folder);
        if (files.isEmpty()) {
            throw none(
                    "There is no deployment descriptor in " + display(folder),
                    "Add " + display(folder) + "/NAME.yaml; in a module that deploys nothing set ecs.skip to true");
        }
        return files;
    }

    private Path chosen(Path folder, String chosen) {
        Path asPath = base.resolve(chosen);
        if (Files.isRegularFile(asPath)) {
            return asPath;
        }
        return inside(folder).stream()
                .filter(file -> DescriptorSource.of(file).name().equals(chosen))
                .findFirst()
                .orElseThrow(() -> none(
                        "There is no descriptor " + chosen + " in " + display(folder),
                        "Name one of " + names(folder) + ", or a path"));
    }

    private String names(Path folder) {
        return String.join(
                ", ",
                inside(folder).stream()
                        .map(file -> DescriptorSource.of(file).name())
                        .toList());
    }

    private static List<Path> inside(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> EXTENSIONS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw none("The folder " + folder + " cannot be read: " + e, "Check its permissions");
        }
    }

    private static List<Problem> duplicates(List<DeploymentDescriptor> read) {
        Map<String, DeploymentDescriptor> seen = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (DeploymentDescriptor descriptor : read) {
            if (descriptor
                            .wantedService()
                            .orElse(Value.Structure.empty())
                            .members()
                            .get("serviceName")
                    instanceof Value.Text name) {
                String service = name.text() + " in cluster " + descriptor.cluster() + ", " + descriptor.region();
                DeploymentDescriptor first = seen.putIfAbsent(service, descriptor);
                if (first != null) {
                    KeyedPath path = KeyedPath.of("service", "serviceName");
                    problems.add(new Problem(
                            ProblemId.DUPLICATE_SERVICE,
                            descriptor.sources().of(path).orElse(null),
                            path,
                            "The service " + service + " is deployed by another descriptor too: "
                                    + first.sources()
                                            .of(path)
                                            .map(Object::toString)
                                            .orElse(first.name()),
                            "Give one of them another serviceName, or delete it",
                            null));
                }
            }
        }
        return problems;
    }

    private static InvalidDescriptorException none(String what, String cure) {
        return new InvalidDescriptorException(
                List.of(new Problem(ProblemId.NO_DESCRIPTOR, null, KeyedPath.root(), what, cure, null)));
    }

    private String display(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path from = base.toAbsolutePath().normalize();
        return absolute.startsWith(from) ? from.relativize(absolute).toString() : path.toString();
    }
}
