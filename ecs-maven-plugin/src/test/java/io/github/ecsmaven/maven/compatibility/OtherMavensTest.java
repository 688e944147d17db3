package io.github.ecsmaven.maven.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counts what the invoker projects of {@code -Pmavens} came to, once all of them have run. */
@Tag("mavens")
class OtherMavensTest {
    private static final String JDK_25 = "jdk25";
    private static final List<String> MAVENS = List.of("build-maven", "maven-3", "maven-4");

    private final Path reports = Path.of(System.getProperty("mavens.reports"));

    @Test
    void everyInvokerProjectPassesWithEachMavenAndOnTheNewestJdk() throws IOException {
        Optional<String> withoutJdk25 = reasonAgainstJdk25();
        List<String> runners = new ArrayList<>(MAVENS);
        if (withoutJdk25.isEmpty()) {
            runners.add(JDK_25);
        }

        List<InvokerReport> runs = new ArrayList<>();
        for (String runner : runners) {
            runs.addAll(InvokerReport.readAll(runner, reports.resolve(runner).resolve("reports")));
        }

        withoutJdk25.ifPresent(reason -> System.out.println("jdk25: SKIPPED " + reason));
        System.out.println("mavens: runs=" + runs.size() + " failures="
                + runs.stream().filter(InvokerReport::failed).count());
        assertThat(runs).filteredOn(InvokerReport::failed).isEmpty();
        assertThat(runners)
                .allSatisfy(runner -> assertThat(runs)
                        .as("runs with %s", runner)
                        .extracting(InvokerReport::runner)
                        .contains(runner));
    }

    /** Why nothing ran on JDK 25; empty when it did. */
    private static Optional<String> reasonAgainstJdk25() throws IOException {
        String home = System.getenv("JAVA25_HOME");
        if (home == null || home.isBlank()) {
            return Optional.of("JAVA25_HOME is not set");
        }
        Path release = Path.of(home, "release");
        if (!Files.isExecutable(Path.of(home, "bin", "java")) || !Files.isRegularFile(release)) {
            return Optional.of("JAVA25_HOME does not point to a JDK");
        }
        Properties facts = new Properties();
        try (var text = Files.newBufferedReader(release)) {
            facts.load(text);
        }
        String version = facts.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.equals("25") || version.startsWith("25.")
                ? Optional.empty()
                : Optional.of("JAVA25_HOME points to JDK " + version);
    }
}
