package io.github.ecsmaven.descriptor.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Entry;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayerMergeTest {
    private final LayerMerge merge = new LayerMerge(
            FieldRules.load(),
            new Interpolator(new Descriptors(Path.of("")).property("app", "web").source()));

    static Stream<Arguments> merges() {
        return Stream.of(
                arguments("a value replaces", "region: a", "region: b", "{region: b}"),
                arguments(
                        "maps merge deeply", "tags: {a: 1, b: 2}", "tags: {b: 3, c: 4}", "{tags: {a: 1, b: 3, c: 4}}"),
                arguments(
                        "new keys come after those below",
                        "region: a\ntags: {}",
                        "cluster: c\nregion: b",
                        "{region: b, tags: {}, cluster: c}"),
                arguments(
                        "an ordered list is taken whole",
                        containers("{name: web, command: [a, b]}"),
                        containers("{name: web, command: [c]}"),
                        merged("{name: web, command: [c]}")),
                arguments(
                        "so is a set",
                        "taskDefinition: {requiresCompatibilities: [EC2, FARGATE]}",
                        "taskDefinition: {requiresCompatibilities: [FARGATE]}",
                        "{taskDefinition: {requiresCompatibilities: [FARGATE]}}"),
                arguments(
                        "a keyed list merges by key, and keeps the order below",
                        containers("{name: web, cpu: 1}, {name: log, cpu: 2}"),
                        containers("{name: new}, {name: log, memory: 3}"),
                        merged("{name: web, cpu: 1}, {name: log, cpu: 2, memory: 3}, {name: new}")),
                arguments(
                        "inside an element too",
                        containers("{name: web, environment: [{name: A, value: 1}, {name: B, value: 2}]}"),
                        containers("{name: web, environment: [{name: C, value: 4}, {name: A, value: 3}]}"),
                        merged(
                                "{name: web, environment: [{name: A, value: 3}, {name: B, value: 2}, {name: C, value: 4}]}")),
                arguments(
                        "keys are compared with their references filled in",
                        containers("{name: '${app}', cpu: 1}"),
                        containers("{name: web, memory: 2}"),
                        merged("{name: web, cpu: 1, memory: 2}")),
                arguments(
                        "look-ups in keys are compared as written",
                        containers("{name: '${ssm:/a}', cpu: 1}"),
                        containers("{name: '${ssm:/a}', memory: 2}, {name: '${ssm:/b}'}"),
                        merged("{name: ${ssm:/a}, cpu: 1, memory: 2}, {name: ${ssm:/b}}")),
                arguments(
                        "a key of several members, one at its default",
                        containers("{name: web, portMappings: [{containerPort: 53, protocol: tcp, name: a}]}"),
                        containers(
                                "{name: web, portMappings: [{containerPort: 53, name: b}, {containerPort: 53, protocol: udp}]}"),
                        merged("{name: web, portMappings: [{containerPort: 53, protocol: tcp, name: b}, "
                                + "{containerPort: 53, protocol: udp}]}")),
                arguments(
                        "elements without a key are not taken for each other",
                        containers("{image: a}"),
                        containers("{image: b}"),
                        merged("{image: a}, {image: b}")),
                arguments(
                        "what one file writes twice stays there twice, to be reported",
                        containers("{name: web, cpu: 1}"),
                        containers("{name: web, cpu: 2}, {name: web, cpu: 3}"),
                        merged("{name: web, cpu: 2}, {name: web, cpu: 3}")),
                arguments("null removes", "region: a\ncluster: b", "region: null", "{cluster: b}"),
                arguments("null removes a whole section", "service: {a: 1}\nregion: a", "service:", "{region: a}"),
                arguments(
                        "null with nothing below stays an explicit null",
                        "region: a",
                        "service: {x: ~}",
                        "{region: a, service: {x: ~}}"),
                arguments("null above null stays", "tags: {a: null}", "tags: {a: null}", "{tags: {a: null}}"),
                arguments("a value above null counts", "tags: {a: null}", "tags: {a: 1}", "{tags: {a: 1}}"),
                arguments("a quoted null is a text", "tags: {a: 1}", "tags: {a: 'null'}", "{tags: {a: null}}"),
                arguments("!replace on a map", "tags: {a: 1, b: 2}", "tags: !replace {c: 3}", "{tags: {c: 3}}"),
                arguments("!replace by nothing", "tags: {a: 1}", "tags: !replace {}", "{tags: {}}"),
                arguments(
                        "!replace on a keyed list",
                        containers("{name: web, cpu: 1}, {name: log}"),
                        "taskDefinition: {containerDefinitions: !replace [{name: web}]}",
                        merged("{name: web}")),
                arguments(
                        "!replace on one element",
                        containers("{name: web, cpu: 1}, {name: log}"),
                        containers("!replace {name: web, memory: 2}"),
                        merged("{name: web, memory: 2}, {name: log}")),
                arguments(
                        "!replace has no effect above nothing",
                        "region: a",
                        "tags: !replace {a: 1}",
                        "{region: a, tags: {a: 1}}"),
                arguments("a list above a map", "tags: {a: 1}", "tags: [b]", "{tags: [b]}"),
                arguments(
                        "a reference above a list",
                        "environments: [a]",
                        "environments: '${e}'",
                        "{environments: ${e}}"),
                arguments("nothing above", "region: a", "{}", "{region: a}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("merges")
    void mergesByTheFieldRules(String name, String below, String above, String expected) {
        assertThat(text(merge.merge(map("below.yaml", below), map("above.yaml", above))))
                .as(name)
                .isEqualTo(expected);
    }

    @Test
    void threeFilesMergeFromTheLowestUp() {
        MapNode two = merge.merge(map("a.yaml", "tags: {a: 1, b: 1}"), map("b.yaml", "tags: {a: null, c: 2}"));

        assertThat(text(merge.merge(two, map("c.yaml", "tags: {a: null, b: 3}"))))
                .isEqualTo("{tags: {b: 3, c: 2, a: null}}");
    }

    @Test
    void everyValueKeepsThePlaceWhereItWasWritten() {
        MapNode merged =
                merge.merge(map("below.yaml", "region: a\ntags: {a: 1, b: 1}"), map("above.yaml", "tags:\n  a: 2"));

        MapNode tags = (MapNode) merged.get("tags").orElseThrow();
        assertThat(Stream.of(merged.get("region"), tags.get("a"), tags.get("b"))
                        .map(node -> node.orElseThrow().position().toString()))
                .containsExactly("below.yaml:1:9", "above.yaml:2:6", "below.yaml:2:17");
    }

    private static String containers(String elements) {
        return "taskDefinition: {containerDefinitions: [" + elements + "]}";
    }

    private static String merged(String elements) {
        return "{taskDefinition: {containerDefinitions: [" + elements + "]}}";
    }

    private static MapNode map(String file, String yaml) {
        SourceDocument document = SourceDocument.read(SourceFile.of(file, yaml.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.faults()).isEmpty();
        return (MapNode) document.root().orElseThrow();
    }

    private static String text(SourceNode node) {
        if (node instanceof MapNode map) {
            return map.entries().stream()
                    .map((Entry entry) -> entry.key().text() + ": " + text(entry.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof ListNode list) {
            List<String> elements =
                    list.elements().stream().map(LayerMergeTest::text).toList();
            return "[" + String.join(", ", elements) + "]";
        }
        return ((ScalarNode) node).text();
    }
}
