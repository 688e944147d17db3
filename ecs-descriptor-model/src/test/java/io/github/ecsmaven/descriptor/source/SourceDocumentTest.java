package io.github.ecsmaven.descriptor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Style;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceDocumentTest {
    @Test
    void nodesKnowWhereTheyBeginAndHowTheyWereWritten() {
        MapNode root = (MapNode) read("a: 1\nb:\n  - x\n  - 'y'\n").root().orElseThrow();

        assertThat(root.position()).hasToString("f.yaml:1:1");
        assertThat(root.entries()).extracting(entry -> entry.key().text()).containsExactly("a", "b");
        assertThat(root.entries().get(1).key().position()).hasToString("f.yaml:2:1");
        assertThat(root.get("a")).contains(new ScalarNode(new SourcePosition("f.yaml", 1, 4), "1", Style.PLAIN));
        ListNode list = (ListNode) root.get("b").orElseThrow();
        assertThat(list.elements())
                .containsExactly(
                        new ScalarNode(new SourcePosition("f.yaml", 3, 5), "x", Style.PLAIN),
                        new ScalarNode(new SourcePosition("f.yaml", 4, 5), "y", Style.QUOTED));
    }

    @Test
    void linesAreCountedFromOne() {
        SourceDocument document = read("a: 1\r\nb: 2\rc: 3\n");

        assertThat(document.file()).isEqualTo("f.yaml");
        assertThat(document.line(0)).isEmpty();
        assertThat(document.line(1)).contains("a: 1");
        assertThat(document.line(3)).contains("c: 3");
        assertThat(document.line(9)).isEmpty();
    }

    @Test
    void bracesThatAreWrittenAsAnEscapeAreNoTemplate() {
        SourceDocument escaped = read("a: \"\\x7b{ .Name }}\" # not {{ this }}\nb: c\n");
        MapNode root = (MapNode) escaped.root().orElseThrow();

        assertThat(escaped.faults()).isEmpty();
        assertThat(root.get("a"))
                .hasValueSatisfying(
                        node -> assertThat(((ScalarNode) node).text()).isEqualTo("{{ .Name }}"));
        assertThat(read("a: \"\\x7b{\"\nb: x{{y\n").faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.position()).hasToString("f.yaml:2:5"));
    }

    static Stream<Arguments> tabs() {
        return Stream.of(
                arguments("{\n\t\"a\":\t1,\n\t\"b\": [\n\t\t1,\t2\n\t]\n}\n"),
                arguments("\t{\n\t\"a\": 1,\n\t\"b\": [1, 2] }"),
                arguments("{\n\t \"a\": 1,\n \t\t \"b\": 2 \t}"),
                arguments("{\n\t\"a\": [\n\t\t{\n\t\t\t\"b\": 1\n\t\t },\n\t\t {\n\t\t}\n\t]\n}"),
                arguments("x: {\n\t\"a\": 1,\n\t\"b\": [\n\t\t1,\n\t\t2\n\t]\n}\n"),
                arguments(
                        "x: {\"k\": \"v\",\n\t# it's a comment {\n\t\"a\": 1}\ny: [\n\t'it''s {', plain\ttext\n\t]\n"),
                arguments("a:\t1\nb:\t[1,\t2]\n"));
    }

    @ParameterizedTest
    @MethodSource("tabs")
    void tabsBetweenThePartsOfJsonAreSpaces(String text) {
        assertThat(read(text).faults()).isEmpty();
        assertThat(read(text).root()).isPresent();
    }

    @Test
    void tabsInsideOfTextAreKept() {
        MapNode root = (MapNode) read("{\n\t\"a\": \"x\ty\",\n\t'b': 'x\ty',\n\tc: x\ty\n}")
                .root()
                .orElseThrow();

        assertThat(root.entries())
                .extracting(entry -> ((ScalarNode) entry.value()).text())
                .containsExactly("x\ty", "x\ty", "x\ty");
        assertThat(root.entries().get(1).key().position()).hasToString("f.yaml:3:2");
    }

    @ParameterizedTest
    @MethodSource("blockTabs")
    void tabsThatIndentABlockAreAFault(String text, String place) {
        assertThat(read(text).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(SourceFault.Kind.NOT_YAML);
            assertThat(fault.position()).hasToString("f.yaml:" + place);
            assertThat(fault.cure()).isEqualTo("Indent with spaces");
        });
    }

    static Stream<Arguments> blockTabs() {
        return Stream.of(
                arguments("a:\n\tb: 1\n", "2:1"),
                arguments("a: {b: c}\n\td: 1\n", "2:1"),
                arguments("a:\n  b: 1\n\tc: 1\n", "3:1"),
                arguments("\ta: 1\n", "1:1"));
    }

    @Test
    void escapesOfJsonAreRead() {
        MapNode root = (MapNode)
                read("{\"a\": \"x\\/y \\u00fc \\ud83d\\ude80\"}").root().orElseThrow();

        MapNode line = (MapNode)
                read("{\"a\": [\"b\\/c\", \"d\\/\\/e\"], \"f\": 1}").root().orElseThrow();
        assertThat(line.entries().get(1).key().position()).hasToString("f.yaml:1:27");
        assertThat(((ScalarNode) root.get("a").orElseThrow()).text()).isEqualTo("x/y \u00fc \uD83D\uDE80");
    }

    private static SourceDocument read(String text) {
        return SourceDocument.read(SourceFile.of("f.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }
}
