package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.corpus.MutationCheck.Finding;
import io.github.ecsmaven.facts.ServiceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ECS answered, with one difference at a time: none is missed, and none is named that is not there. */
@Tag("corpus")
class MutationsTest {
    private final Samples samples = new Samples(ServiceFacts.load("ecs"));

    @Test
    void eachDifferenceThatIsMadeIsNamedAndNoOther() throws IOException {
        Optional<Path> corpus = CorpusFolder.given();
        Assumptions.assumeTrue(corpus.isPresent(), "no corpus is given");
        List<Path> files = files(corpus.get().resolve("live-task-definitions"));
        int taskDefinitions = files.size();
        files.addAll(files(corpus.get().resolve("live-services")));
        int checks = 0;
        List<String> failures = new ArrayList<>();
        List<String> excused = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            Path file = files.get(index);
            String name = file.getParent().getFileName() + "/" + file.getFileName();
            List<Finding> findings =
                    findings(file, index < taskDefinitions ? WantedFile.Kind.TASK_DEFINITION : WantedFile.Kind.SERVICE);
            checks += findings.size();
            for (Finding finding : findings) {
                if (finding.isFailure()) {
                    failures.add(name + " " + finding.what() + ": " + finding.failure());
                } else if (finding.excuse() != null) {
                    EqualValues.Row row = Objects.requireNonNull(finding.excuse());
                    excused.add(name + " " + finding.what() + ": " + row.source());
                }
            }
        }
        excused.forEach(line -> System.out.println("corpus mutations excused " + line));
        failures.forEach(line -> System.out.println("corpus mutations FAILED " + line));
        System.out.println("corpus mutations: files=" + files.size() + " checks=" + checks + " failures="
                + failures.size() + " excused=" + excused.size());
        assertThat(checks).as("checks").isGreaterThanOrEqualTo(files.size()).isPositive();
        assertThat(failures).as("failures").isEmpty();
        assertThat(excused.size() * 100).as("excused, of %d", checks).isLessThanOrEqualTo(checks);
    }

    /** An answer that holds nothing is read, and that is all there is to check. */
    private List<Finding> findings(Path file, WantedFile.Kind kind) {
        MutationCheck check = new MutationCheck(samples, UnaryOperator.identity());
        try {
            List<Recorded> all = Recorded.in(file, kind);
            all.forEach(check::check);
            return all.isEmpty() ? List.of(new Finding("holds nothing", "", null)) : check.findings();
        } catch (IOException | RuntimeException e) {
            List<Finding> findings = new ArrayList<>(check.findings());
            findings.add(new Finding(
                    "cannot be checked", e.toString().lines().findFirst().orElse(""), null));
            return findings;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ArrayList<>();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList());
        }
    }
}
