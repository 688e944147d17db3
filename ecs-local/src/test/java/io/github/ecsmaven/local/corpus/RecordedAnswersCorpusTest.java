package io.github.ecsmaven.local.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ECS answered elsewhere is what ecs-local answers. */
@Tag("corpus")
class RecordedAnswersCorpusTest {
    @Test
    void everyRecordedAnswerIsAnsweredByEcsLocalToo() throws IOException {
        Path corpus = corpus();
        RecordedAnswers local = new RecordedAnswers(new LocalServer());
        local.check(corpus);

        local.failures().forEach(failure -> System.out.println("corpus server failed " + failure));
        local.later()
                .forEach((row, times) -> System.out.printf(
                        "corpus server not compared %s in %d older answers: shown since %s (%s)%n",
                        row.path(), times, row.since(), row.source()));
        local.excused().forEach(excuse -> System.out.println("corpus server excused " + excuse));
        System.out.printf(
                "corpus server: files=%d checks=%d failures=%d excused=%d%n",
                local.files(),
                local.checks(),
                local.failures().size(),
                local.excused().size());
        assertThat(local.failures()).isEmpty();
        assertThat(local.excused().size() * 100).isLessThanOrEqualTo(local.checks());
    }

    @Test
    void aServerThatEchoesWouldBeFoundOut() throws IOException {
        RecordedAnswers echo = new RecordedAnswers(new EchoServer());
        echo.check(corpus());

        int found = echo.failedFiles(RecordedAnswers.Form.WITHOUT_DEFAULTS);
        System.out.printf("corpus server would find an echo out by %d of %d files%n", found, echo.files());
        assertThat(found * 2).isGreaterThan(echo.files());
    }

    private static Path corpus() {
        String given = System.getProperty("corpus", "");
        Assumptions.assumeFalse(given.isBlank(), "no corpus given");
        // Relative to where Maven was started, not to this module.
        Path corpus = Path.of(System.getProperty("corpus.base", "")).resolve(given);
        assertThat(corpus.resolve("index.tsv")).isRegularFile();
        assertThat(Files.isDirectory(corpus)).isTrue();
        return corpus;
    }
}
