package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.deployer.corpus.ImportCheck.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people wrote and what ECS answered, imported, deployed and compared. */
@Tag("corpus")
class ImportsTest {
    private static final Map<String, WantedFile.Kind> ALL =
            kinds("task-definitions", "service-definitions", "live-task-definitions", "live-services");
    private static final Map<String, WantedFile.Kind> LIVE = kinds("live-task-definitions", "live-services");

    @TempDir
    private Path directory;

    @Test
    void whatIsImportedSaysAndDoesWhatTheFileSays() throws IOException {
        Path corpus = corpus();
        List<Result> results = new ArrayList<>();
        int files = 0;
        for (Map.Entry<String, WantedFile.Kind> folder : ALL.entrySet()) {
            for (Path path : files(corpus.resolve(folder.getKey()))) {
                files++;
                results.addAll(checked(path, folder.getValue(), (check, file) -> check.imported(file)));
            }
        }
        tell("import", files, results);
    }

    @Test
    void whatIsImportedDoesNotDifferFromTheAnswerItCameFrom() throws IOException {
        Path corpus = corpus();
        List<Result> results = new ArrayList<>();
        int files = 0;
        try (LocalAccount account = LocalAccount.instant(directory)) {
            for (Map.Entry<String, WantedFile.Kind> folder : LIVE.entrySet()) {
                for (Path path : files(corpus.resolve(folder.getKey()))) {
                    long seed = files++;
                    results.addAll(checked(path, folder.getValue(), (check, file) -> check.live(file, account, seed)));
                }
            }
        }
        tell("live", files, results);
    }

    /** What is done with one file. */
    private interface Step {
        void run(ImportCheck check, ImportedFile file) throws IOException;
    }

    private List<Result> checked(Path path, WantedFile.Kind kind, Step step) {
        ImportCheck check = new ImportCheck(directory);
        try {
            for (ImportedFile file : ImportedFile.read(path, kind)) {
                step.run(check, file);
            }
            return check.results();
        } catch (IOException | RuntimeException e) {
            List<Result> results = new ArrayList<>(check.results());
            results.add(new Result(
                    path.getParent().getFileName() + "/" + path.getFileName(),
                    e.toString().lines().limit(3).reduce("", (one, line) -> one + " " + line.strip())));
            return results;
        }
    }

    private static void tell(String key, int files, List<Result> results) {
        List<Result> failed = results.stream().filter(Result::isFailure).toList();
        List<Result> excused =
                failed.stream().filter(result -> excuse(result).isPresent()).toList();
        excused.forEach(result -> System.out.println("corpus " + key + " excused " + result.file() + " "
                + excuse(result).orElseThrow().line()));
        List<Result> failures =
                failed.stream().filter(result -> excuse(result).isEmpty()).toList();
        failures.forEach(
                result -> System.out.println("corpus " + key + " FAILED " + result.file() + " " + result.failure()));
        System.out.println("corpus " + key + ": files=" + files + " checks=" + results.size() + " failures="
                + failures.size() + " excused=" + excused.size());
        assertThat(results.size()).as("checks").isGreaterThanOrEqualTo(files).isPositive();
        assertThat(failures).as("failures").isEmpty();
        assertThat(excused.size() * 100).as("excused, of %d", results.size()).isLessThanOrEqualTo(results.size());
    }

    private static Optional<Excuse> excuse(Result result) {
        return Excuse.ALL.stream()
                .filter(excuse -> excuse.covers(result.failure()))
                .findFirst();
    }

    private static Path corpus() {
        Optional<Path> corpus = CorpusFolder.given();
        Assumptions.assumeTrue(corpus.isPresent(), "no corpus is given");
        return corpus.get();
    }

    private static Map<String, WantedFile.Kind> kinds(String... folders) {
        Map<String, WantedFile.Kind> kinds = new LinkedHashMap<>();
        for (String folder : folders) {
            boolean service = folder.contains("service");
            kinds.put(folder, service ? WantedFile.Kind.SERVICE : WantedFile.Kind.TASK_DEFINITION);
        }
        return kinds;
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
