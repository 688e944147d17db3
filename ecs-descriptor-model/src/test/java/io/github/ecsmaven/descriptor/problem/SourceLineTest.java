package io.github.ecsmaven.descriptor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceLineTest {
    @Test
    void theCaretStandsBelowTheColumn() {
        assertThat(SourceLine.around("a: b", 4)).isEqualTo(new SourceLine("a: b", "   ^"));
        assertThat(SourceLine.around("", 1)).isEqualTo(new SourceLine("", "^"));
        assertThat(SourceLine.around("ab", 9)).isEqualTo(new SourceLine("ab", "  ^"));
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(SourceLine.around("東x", 2).caret()).isEqualTo("  ^");
        assertThat(SourceLine.around("🚀x", 2).caret()).isEqualTo("  ^");
        assertThat(SourceLine.around("e\u0301x", 3).caret()).isEqualTo(" ^");
    }

    @Test
    void aTabStaysATab() {
        assertThat(SourceLine.around("\tx: y", 2).caret()).isEqualTo("\t^");
    }

    @Test
    void aLongLineIsShownAroundTheColumn() {
        String line = "a".repeat(200) + "X" + "b".repeat(200);

        SourceLine shown = SourceLine.around(line, 201);

        assertThat(shown.text()).hasSize(122).startsWith("…a").endsWith("b…");
        assertThat(shown.text().charAt(shown.caret().length() - 1)).isEqualTo('X');
        assertThat(SourceLine.around(line, 1).text()).startsWith("aaa").endsWith("a…");
        assertThat(SourceLine.around(line, 401).text()).startsWith("…b").endsWith("bbb");
    }

    @Test
    void whatWouldMoveTheCursorOrTurnTheTextIsReplaced() {
        assertThat(SourceLine.around("a\u001b[31mb\u202e", 1).text()).isEqualTo("a\uFFFD[31mb\uFFFD");
        assertThat(SourceLine.plain("a\nb\tc\u0007")).isEqualTo("a b c\uFFFD");
    }
}
