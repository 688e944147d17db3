package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.maven.ClosureBudget.Jar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin stays small to download: closure-budget.txt is what its runtime class path may hold. */
class ClosureBudgetTest {
    private static final ClosureBudget BUDGET = ClosureBudget.parse(
            List.of("# a comment", "", "total 150", "org.a:a 100 parses it", "org.b:b 50 writes it"));

    @Test
    void theRuntimeClassPathKeepsToTheBudget() throws IOException {
        ClosureBudget budget = ClosureBudget.parse(Files.readAllLines(Path.of("..", "closure-budget.txt")));
        List<Jar> closure = ClosureBudget.closure(Files.readAllLines(Path.of("target", "runtime-closure.txt")));

        assertThat(closure).isNotEmpty();
        assertThat(budget.complaints(closure)).isEmpty();
    }

    @Test
    void aJarMayGrowByFivePercent() {
        assertThat(BUDGET.complaints(List.of(jar("org.a:a", 105), jar("org.b:b", 50))))
                .isEmpty();
    }

    @Test
    void aJarThatGrewMoreIsNamedWithItsNewLine() {
        assertThat(BUDGET.complaints(List.of(jar("org.a:a", 106), jar("org.b:b", 50))))
                .containsExactly("larger than its 100 KiB; write in closure-budget.txt: org.a:a 106 parses it");
    }

    @Test
    void aJarWithoutALineIsNamedWithTheLineToWrite() {
        assertThat(BUDGET.complaints(List.of(jar("org.a:a", 100), jar("org.b:b", 50), jar("org.c:c", 7))))
                .containsExactly("new in the plugin's closure; add to closure-budget.txt: org.c:c 7 WHY IT IS WANTED");
    }

    @Test
    void aLineWithoutAJarIsNamed() {
        assertThat(BUDGET.complaints(List.of(jar("org.a:a", 100))))
                .containsExactly("no longer in the closure; delete from closure-budget.txt: org.b:b");
    }

    @Test
    void theLinesMayNotSumUpToMoreThanTheTotal() {
        ClosureBudget budget =
                ClosureBudget.parse(List.of("total 149", "org.a:a 100 parses it", "org.b:b 50 writes it"));

        assertThat(budget.complaints(List.of(jar("org.a:a", 100), jar("org.b:b", 50))))
                .containsExactly("the lines sum up to 150 KiB, the total is 149 KiB; drop a dependency, or raise the"
                        + " total in closure-budget.txt to: total 150");
    }

    @Test
    void aFolderOfTheReactorHasNoSizeYet() {
        assertThat(BUDGET.complaints(List.of(jar("org.a:a", 100), new Jar("org.b:b", OptionalLong.empty()))))
                .isEmpty();
    }

    @Test
    void aListingIsReadWithModuleNamesAndWithout() throws IOException {
        assertThat(ClosureBudget.closure(List.of(
                        "",
                        "The following files have been resolved:",
                        "   org.a:a:jar:1.0:compile:/nowhere/a.jar -- module org.a [auto]",
                        "   org.b:b:jar:linux:1.0:runtime:/nowhere/b.jar")))
                .extracting(Jar::coordinates)
                .containsExactly("org.a:a", "org.b:b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.a:a 100", "org.a:a"})
    void aLineWithoutAReasonIsRefused(String line) {
        assertThatThrownBy(() -> ClosureBudget.parse(List.of("total 1", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }

    private static Jar jar(String coordinates, long kibibytes) {
        return new Jar(coordinates, OptionalLong.of(kibibytes * 1024));
    }
}
