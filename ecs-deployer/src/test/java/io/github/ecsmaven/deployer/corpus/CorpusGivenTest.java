package io.github.ecsmaven.deployer.corpus;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Says once for the whole build, this module's checks and the others', that there was nothing to check. */
@Tag("corpus")
class CorpusGivenTest {
    @Test
    void aFolderThatIsGivenIsACorpusAndOneThatIsNotIsSaidSo() {
        if (CorpusFolder.given().isEmpty()) {
            System.out.println("corpus: not given, skipped");
        }
    }
}
