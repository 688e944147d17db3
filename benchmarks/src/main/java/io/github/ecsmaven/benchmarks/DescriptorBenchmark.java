package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorReader;
import io.github.ecsmaven.descriptor.DescriptorSource;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A descriptor as large as ECS's largest task definition (64 KiB: 10 containers, 750 variables) over three layers, read from
 * files. Run with {@code -prof gc} it tells the bytes that one reading takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DescriptorBenchmark {
    private static final int CONTAINERS = 10;
    private static final int VARIABLES = 75;

    private final DescriptorReader reader = new DescriptorReader(new Properties());
    private Path folder = Path.of("");
    private DescriptorSource large = DescriptorSource.of(folder);

    /** The build knows one property. */
    private static final class Properties implements PropertySource {
        @Override
        public Optional<String> value(String name) {
            return name.equals("project.version") ? Optional.of("1.4.1") : Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of("project.version");
        }
    }

    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("descriptor-benchmark");
        Path layers = Files.createDirectory(folder.resolve("layers"));
        Files.writeString(layers.resolve("platform.yaml"), """
                version: 1
                region: eu-west-1
                tags: { team: platform }
                """);
        Files.writeString(layers.resolve("fargate.yaml"), """
                version: 1
                extends: [layers/platform.yaml]
                taskDefinition: { requiresCompatibilities: [FARGATE], networkMode: awsvpc, cpu: 4096, memory: 8 GB }
                """);
        Files.writeString(layers.resolve("service.yaml"), """
                version: 1
                extends: [layers/fargate.yaml]
                service:
                  launchType: FARGATE
                  desiredCount: 2
                  networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-0123abcd] } }
                """);
        StringBuilder text = new StringBuilder("version: 1\nextends: [layers/service.yaml]\n")
                .append("service: { serviceName: large }\ntaskDefinition:\n  family: large\n  containerDefinitions:\n");
        for (int container = 0; container < CONTAINERS; container++) {
            text.append("    - name: container").append(container).append("\n      image: large:${project.version}\n");
            text.append("      environment:\n");
            for (int variable = 0; variable < VARIABLES; variable++) {
                text.append("        - { name: VARIABLE_")
                        .append(variable)
                        .append(", value: \"")
                        .append("abcdefgh ".repeat(5))
                        .append("\" }\n");
            }
        }
        large = DescriptorSource.of(Files.writeString(folder.resolve("large.yaml"), text));
    }

    @TearDown
    public void remove() throws IOException {
        for (String file :
                new String[] {"large.yaml", "layers/platform.yaml", "layers/fargate.yaml", "layers/service.yaml"}) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder.resolve("layers"));
        Files.delete(folder);
    }

    /** Files to a validated descriptor. */
    @Benchmark
    public DeploymentDescriptor read() {
        return reader.read(large);
    }
}
