package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.descriptor.DescriptorFolder.Choice;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.layer.LayerArtifact;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A module on disk with descriptors, layers, overlays, and artifacts beside it. */
public final class Project {
    private final Path base;
    private final Map<String, String> properties = new TreeMap<>();
    private final List<LayerArtifact> artifacts = new ArrayList<>();
    public final List<Problem> warnings = new ArrayList<>();
    private String environment;
    private String chosen;

    public Project(Path base) {
        this.base = base;
    }

    /** A file below src/main/ecs. */
    public Project file(String path, String text) {
        try {
            Path file = ecs().resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path ecs() {
        return base.resolve("src/main/ecs");
    }

    /** A jar with one file more, under com.acme. */
    public Project jar(String artifactId, Map<String, String> files) {
        Path jar = base.resolve(artifactId + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return artifact(artifactId, jar);
    }

    public Project artifact(String artifactId, Path file) {
        artifacts.add(new LayerArtifact("com.acme", artifactId, "1.2", file));
        return this;
    }

    public Project property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    public Project environment(String name) {
        environment = name;
        return this;
    }

    /** {@code -Decs.descriptor=NAME}. */
    public Project only(String name) {
        chosen = name;
        return this;
    }

    public List<EffectiveDescriptor> all() {
        return new DescriptorFolder(source(), base, () -> artifacts, warnings::add)
                .readEffective(ecs(), new Choice(chosen, environment, null));
    }

    public EffectiveDescriptor effective() {
        return all().get(0);
    }

    public DeploymentDescriptor read() {
        return effective().descriptor();
    }

    /** The problems, none where all is fine. */
    public List<Problem> problems() {
        try {
            all();
            return List.of();
        } catch (InvalidDescriptorException e) {
            return e.problems();
        }
    }

    /** The problems as {@code ECS050 shop.yaml:2:12}, files below src/main/ecs without that. */
    public List<String> places() {
        return problems().stream().map(Project::place).toList();
    }

    public static String place(Problem problem) {
        return problem.id().code() + " "
                + problem.position()
                        .map(where -> where.toString().replace("src/main/ecs/", ""))
                        .orElse("-");
    }

    /** The whole report. */
    public String report() {
        StringBuilder text = new StringBuilder();
        assertThatThrownBy(this::all)
                .isInstanceOfSatisfying(InvalidDescriptorException.class, e -> text.append(e.getMessage()));
        return text.toString();
    }

    private PropertySource source() {
        return new PropertySource() {
            @Override
            public Optional<String> value(String name) {
                return Optional.ofNullable(properties.get(name));
            }

            @Override
            public Set<String> names() {
                return properties.keySet();
            }
        };
    }
}
