package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.deployer.corpus.RoundTrip.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people wrote, deployed to ecs-local and compared with what came back. */
@Tag("corpus")
class RoundTripsTest {
    @TempDir
    private Path directory;

    @Test
    void whatPeopleWroteComesBackWithoutADifference() throws IOException {
        Optional<Path> corpus = CorpusFolder.given();
        Assumptions.assumeTrue(corpus.isPresent(), "no corpus is given");
        List<Outcome> outcomes = new ArrayList<>();
        try (LocalAccount account = LocalAccount.instant(directory)) {
            RoundTrip roundTrip = new RoundTrip(account);
            for (Path file : files(corpus.get().resolve("task-definitions"))) {
                outcomes.add(roundTrip.of(file, WantedFile.Kind.TASK_DEFINITION));
            }
            for (Path file : files(corpus.get().resolve("service-definitions"))) {
                outcomes.add(roundTrip.of(file, WantedFile.Kind.SERVICE));
            }
        }
        outcomes.forEach(outcome -> outcome.lines().forEach(System.out::println));
        long failures = outcomes.stream().filter(Outcome::isFailure).count();
        System.out.println("corpus round-trips: files=" + outcomes.size() + " checks=" + outcomes.size() + " failures="
                + failures + " excused=0");
        System.out.println("corpus classes: accepted=" + count(outcomes, RoundTrip.Class.ACCEPTED) + " refused="
                + count(outcomes, RoundTrip.Class.REFUSED) + " template=" + count(outcomes, RoundTrip.Class.TEMPLATE));
        long accepted = count(outcomes, RoundTrip.Class.ACCEPTED);
        long passed = outcomes.stream()
                .filter(outcome -> outcome.kind() == RoundTrip.Class.ACCEPTED && !outcome.isFailure())
                .count();
        assertThat(outcomes).as("files").isNotEmpty();
        assertThat(passed * 100).as("accepted files that come back unchanged").isGreaterThanOrEqualTo(accepted * 80);
    }

    private static long count(List<Outcome> outcomes, RoundTrip.Class kind) {
        return outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
