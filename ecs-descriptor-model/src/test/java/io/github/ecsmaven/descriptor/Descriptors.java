package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads descriptors from text, as a user's file would be read. */
public final class Descriptors {
    private final Path directory;
    private final Map<String, String> properties = new TreeMap<>();
    private String environment;
    private String region;

    public Descriptors(Path directory) {
        this.directory = directory;
    }

    public Descriptors property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    public Descriptors environment(String name) {
        environment = name;
        return this;
    }

    public Descriptors region(String name) {
        region = name;
        return this;
    }

    public DeploymentDescriptor read(String yaml) {
        return read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    public DeploymentDescriptor read(byte[] content) {
        try {
            Path file = Files.write(directory.resolve("shop.yaml"), content);
            return new DescriptorReader(source()).read(new DescriptorSource(file, "shop.yaml", environment, region));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is said about a descriptor, warnings included. */
    public List<Problem> said(String yaml) {
        try {
            return read(yaml).warnings();
        } catch (InvalidDescriptorException e) {
            return e.problems();
        }
    }

    /** The problems of a descriptor, warnings beside them; none where it is fine. */
    public List<Problem> problems(String yaml) {
        return problems(yaml.getBytes(StandardCharsets.UTF_8));
    }

    public List<Problem> problems(byte[] content) {
        try {
            read(content);
            return List.of();
        } catch (InvalidDescriptorException e) {
            return e.problems();
        }
    }

    /** A problem as {@code ECS010 3:5 taskDefinition.famly}. */
    public static String line(Problem problem) {
        String place = problem.position()
                .map(where -> where.line() + ":" + where.column())
                .orElse("-");
        return (problem.id().code() + " " + place + " " + problem.path()).strip();
    }

    public PropertySource source() {
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
