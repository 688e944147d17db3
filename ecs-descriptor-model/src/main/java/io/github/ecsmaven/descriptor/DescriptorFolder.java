package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.layer.LayerFolder;
import io.github.ecsmaven.descriptor.layer.LayerSource;
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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The descriptors of one module: the files of a folder, read together, so that all their problems are told at once. */
public final class DescriptorFolder {
    private final DescriptorReader reader;
    private final Path base;
    private final Consumer<Problem> warnings;

    /**
     * @param properties what the build knows by name
     * @param base the module's folder: files inside it are named relative to it
     */
    public DescriptorFolder(PropertySource properties, Path base) {
        this(properties, base, LayerSource.none(), warning -> {});
    }

    /**
     * @param properties what the build knows by name
     * @param base the module's folder: files inside it are named relative to it, and layers may not be linked out of it
     * @param artifacts where layers outside of the module are
     * @param warnings is told what is odd and does no harm
     */
    public DescriptorFolder(PropertySource properties, Path base, LayerSource artifacts, Consumer<Problem> warnings) {
        this(properties, base, artifacts, warnings, settings -> {});
    }

    /**
     * @param properties what the build knows by name
     * @param base the module's folder: files inside it are named relative to it, and layers may not be linked out of it
     * @param artifacts where layers outside of the module are
     * @param warnings is told what is odd and does no harm
     * @param early is told of each descriptor who deploys it, before the rest of it is read
     */
    public DescriptorFolder(
            PropertySource properties,
            Path base,
            LayerSource artifacts,
            Consumer<Problem> warnings,
            Consumer<EarlySettings> early) {
        this.reader = new DescriptorReader(properties, artifacts, base, early);
        this.base = base;
        this.warnings = warnings;
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
        return readEffective(folder, choice).stream()
                .map(EffectiveDescriptor::descriptor)
                .toList();
    }

    /**
     * The descriptors, by name, with what their layers and overlays make of them.
     *
     * @throws InvalidDescriptorException as {@link #read}
     */
    public List<EffectiveDescriptor> readEffective(Path folder, Choice choice) {
        List<EffectiveDescriptor> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, Optional<EffectiveDescriptor>> byName = new TreeMap<>();
        for (Path file : files(folder, choice.descriptor())) {
            DescriptorSource source = new DescriptorSource(file, display(file), choice.environment(), choice.region());
            try {
                EffectiveDescriptor descriptor = reader.readEffective(source);
                read.add(descriptor);
                byName.put(source.name(), Optional.of(descriptor));
            } catch (InvalidDescriptorException e) {
                byName.putIfAbsent(source.name(), Optional.empty());
                problems.addAll(e.problems());
            }
        }
        problems.addAll(
                duplicates(read.stream().map(EffectiveDescriptor::descriptor).toList()));
        FolderLeftovers leftovers = new FolderLeftovers(new LayerFolder(folder, display(folder), base), byName);
        problems.addAll(leftovers.overlays(choice.descriptor() == null));
        if (!problems.isEmpty()) {
            read.forEach(each -> problems.addAll(each.descriptor().warnings()));
            throw new InvalidDescriptorException(
                    problems.stream().sorted().distinct().toList());
        }
        if (choice.descriptor() == null) {
            leftovers.layers().forEach(warnings);
        }
        return read;
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
                    .filter(file -> LayerFolder.isDescriptorFile(file.toString()))
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
