package io.github.ecsmaven.descriptor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceLineTest {
    @Test
    void theCaretStandsBelowTheColumn() {
        assertThat(around("a: b", 4)).isEqualTo(new SourceLine("a: b", "   ^"));
        assertThat(around("", 1)).isEqualTo(new SourceLine("", "^"));
        assertThat(around("ab", 9)).isEqualTo(new SourceLine("ab", "  ^"));
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(around("東x", 2).caret()).isEqualTo("  ^");
        assertThat(around("🚀x", 2).caret()).isEqualTo("  ^");
        assertThat(around("e\u0301x", 3).caret()).isEqualTo(" ^");
    }

    @Test
    void aTabStaysATab() {
        assertThat(around("\tx: y", 2).caret()).isEqualTo("\t^");
    }

    @Test
    void aLongLineIsShownAroundTheColumn() {
        String line = "a".repeat(200) + "X" + "b".repeat(200);

        SourceLine shown = around(line, 201);

        assertThat(shown.text()).hasSize(122).startsWith("…a").endsWith("b…");
        assertThat(shown.text().charAt(shown.caret().length() - 1)).isEqualTo('X');
        assertThat(around(line, 1).text()).startsWith("aaa").endsWith("a…");
        assertThat(around(line, 401).text()).startsWith("…b").endsWith("bbb");
    }

    @Test
    void thePlacesOfALineMayBeAskedForInAnyOrder() {
        SourceLine.Finder lines = new SourceLine.Finder();
        String line = "🚀".repeat(150) + "X" + "東".repeat(150);

        for (int column : new int[] {1, 2, 60, 61, 151, 300, 302, 151, 400, 7}) {
            assertThat(lines.around(line, column)).as("column %s", column).isEqualTo(around(line, column));
        }
        assertThat(lines.around("other", 3)).isEqualTo(around("other", 3));
    }

    @Test
    void whatWouldMoveTheCursorOrTurnTheTextIsReplaced() {
        assertThat(around("a\u001b[31mb\u202e", 1).text()).isEqualTo("a\uFFFD[31mb\uFFFD");
        assertThat(SourceLine.plain("a\nb\tc\u0007")).isEqualTo("a b c\uFFFD");
    }

    private static SourceLine around(String line, int column) {
        return new SourceLine.Finder().around(line, column);
    }
}
