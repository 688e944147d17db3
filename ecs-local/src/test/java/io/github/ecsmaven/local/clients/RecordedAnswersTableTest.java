package io.github.ecsmaven.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table is what its generator makes of the recordings that it names. */
@Tag("corpus")
class RecordedAnswersTableTest {
    @Test
    void theTableIsWhatItsGeneratorMakesOfTheRecordings() throws IOException {
        String given = System.getProperty("corpus", "");
        Assumptions.assumeFalse(given.isBlank(), "no corpus given");
        // Relative to where Maven was started, not to this module.
        Path corpus = Path.of(System.getProperty("corpus.base", "")).resolve(given);
        Assumptions.assumeTrue(Files.isDirectory(corpus.resolve("recorded")), "no recordings there");
        String committed = Tables.text("recorded-answers.tsv");
        boolean sameEdition =
                committed.startsWith(ReduceRecordedAnswers.editionLine(ReduceRecordedAnswers.files(corpus)));
        Assumptions.assumeTrue(sameEdition, "the table was made from another edition of the recordings");

        assertThat(ReduceRecordedAnswers.tableOf(corpus)).isEqualTo(committed);
    }
}
