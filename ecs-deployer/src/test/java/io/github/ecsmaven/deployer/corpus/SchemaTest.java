package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.schema.DescriptorSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema takes what the reader takes of what people wrote, and refuses what it can refuse. */
@Tag("corpus")
class SchemaTest {
    /** What is a matter of one place alone, so that a schema can state it. */
    private static final Set<ProblemId> STATABLE = Set.of(
            ProblemId.UNKNOWN_KEY,
            ProblemId.WRONG_TYPE,
            ProblemId.MISSING_FIELD,
            ProblemId.RESERVED_KEY,
            ProblemId.INVALID_VALUE);

    @TempDir
    private Path directory;

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DescriptorSchema.json(), InputFormat.JSON);
    private final List<String> failures = new ArrayList<>();

    @Test
    void theSchemaAgreesWithTheReaderAboutWhatPeopleWrote() throws IOException {
        Optional<Path> corpus = CorpusFolder.given();
        Assumptions.assumeTrue(corpus.isPresent(), "no corpus is given");
        int files = 0;
        try (LocalAccount account = LocalAccount.instant(directory)) {
            for (WantedFile.Kind kind : WantedFile.Kind.values()) {
                Path folder = corpus.get()
                        .resolve(kind == WantedFile.Kind.SERVICE ? "service-definitions" : "task-definitions");
                for (Path path : files(folder)) {
                    WantedFile file = WantedFile.read(path, kind);
                    if (!file.isTemplate()) {
                        compare(account, file);
                        files++;
                    }
                }
            }
        }
        failures.forEach(System.out::println);
        System.out.println(
                "corpus schema: files=" + files + " checks=" + files + " failures=" + failures.size() + " excused=0");
        assertThat(files).isPositive();
        assertThat(failures).isEmpty();
    }

    private void compare(LocalAccount account, WantedFile file) throws IOException {
        String text = file.descriptor(LocalAccount.REGION, LocalAccount.CLUSTER, LocalAccount.ROLE);
        List<com.networknt.schema.Error> faults = schema.validate(text, InputFormat.JSON);
        String name = "corpus schema FAILED " + file.path().getFileName() + " ";
        try {
            account.read(file.baseName(), text);
            faults.forEach(fault -> failures.add(name + "taken by the reader: " + fault));
        } catch (InvalidDescriptorException e) {
            List<Problem> statable = e.problems().stream()
                    .filter(problem -> STATABLE.contains(problem.id()))
                    .toList();
            if (faults.isEmpty()) {
                statable.forEach(problem -> failures.add(name + "refused by the reader: " + problem.what()));
            }
        }
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
