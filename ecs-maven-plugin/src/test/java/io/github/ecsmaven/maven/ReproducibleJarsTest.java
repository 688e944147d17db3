package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * Nothing of when, where and by whom a jar was built is in it. That two builds give the same bytes is compared by {@code
 * .ci/reproducible}.
 */
class ReproducibleJarsTest {
    private static final LocalDateTime BUILT =
            LocalDateTime.ofInstant(Instant.parse(System.getProperty("project.build.outputTimestamp")), ZoneOffset.UTC);

    @Test
    void everyEntryHasTheTimeThatTheBuildFixes() throws IOException {
        for (Path file : ownJars()) {
            try (JarFile jar = new JarFile(file.toFile())) {
                assertThat(jar.stream().map(ZipEntry::getTimeLocal))
                        .as(file.getFileName().toString())
                        .isNotEmpty()
                        .allMatch(BUILT::equals);
            }
        }
    }

    @Test
    void theManifestNamesNoPersonAndNoMachine() throws IOException {
        for (Path file : ownJars()) {
            try (JarFile jar = new JarFile(file.toFile())) {
                assertThat(jar.getManifest().getMainAttributes().keySet())
                        .extracting(Object::toString)
                        .as(file.getFileName().toString())
                        .isSubsetOf("Manifest-Version", "Created-By", "Build-Jdk-Spec");
            }
        }
    }

    /** The modules that this one is built from; with {@code mvn test} they are folders and there is nothing to look at. */
    private static List<Path> ownJars() throws IOException {
        return Files.readAllLines(Path.of("target", "runtime-closure.txt")).stream()
                .map(line -> line.strip().replaceFirst(" -- module .*$", ""))
                .filter(line -> line.startsWith("io.github.ecsmaven:"))
                .map(line -> Path.of(line.substring(line.lastIndexOf(':') + 1)))
                .filter(Files::isRegularFile)
                .toList();
    }
}
