package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.LocalAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every member of UpdateService, declared and then no longer, on each kind of service that can have it. */
@Tag("corpus")
class MergeTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsNoLongerDeclaredGoesBackToItsDefaultAndNothingElseMoves() {
        Assumptions.assumeTrue(CorpusFolder.given().isPresent(), "no corpus is given");
        List<String> failures = new ArrayList<>();
        int checks = 0;
        try (LocalAccount account = LocalAccount.instant(directory)) {
            for (MergeTrial trial : MergeTrial.all()) {
                for (MergeTrial.Kind kind : trial.kinds().stream().sorted().toList()) {
                    MergeCheck.Outcome outcome = new MergeCheck(account, trial, kind).run();
                    checks += outcome.checks();
                    failures.addAll(outcome.failures());
                }
            }
        }
        long files =
                MergeTrial.all().stream().map(MergeTrial::member).distinct().count();
        failures.forEach(System.out::println);
        System.out.println(
                "corpus merge: files=" + files + " checks=" + checks + " failures=" + failures.size() + " excused=0");
        assertThat(failures).isEmpty();
    }
}
