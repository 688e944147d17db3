package io.github.ecsmaven.descriptor.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorWriterTest {
    private static final StructureShape SHAPE = StructureShape.of(
            "a document",
            new Member("taskDefinition", EcsShapes.registerTaskDefinition()),
            new Member("service", EcsShapes.createService()),
            new Member("texts", new Shape.MapShape(Shape.text())),
            new Member("lists", new Shape.ListShape(Shape.texts())),
            new Member("at", new Shape.ScalarShape(Shape.Kind.INSTANT)),
            new Member("any", new Shape.ScalarShape(Shape.Kind.DOCUMENT)));

    private final FieldRules rules = FieldRules.load();

    @Test
    void membersComeInTheOrderInWhichPeopleLookForThem() {
        String yaml = "taskDefinition: {volumes: [{host: {sourcePath: /srv}, name: data}], memory: 1024, cpu: 256,"
                + " containerDefinitions: [{essential: true, secrets: [{valueFrom: s, name: A}], image: web:1,"
                + " portMappings: [{containerPort: 8080}], name: app}], family: shop},"
                + " service: {tags: [{value: b, key: a}], desiredCount: 2, serviceName: shop}";

        assertThat(write(read("{" + yaml + "}"))).isEqualTo("""
            taskDefinition:
              family: shop
              cpu: '256'
              memory: '1024'
              containerDefinitions:
                - name: app
                  image: web:1
                  essential: true
                  portMappings: [{containerPort: 8080}]
                  secrets: [{name: A, valueFrom: s}]
              volumes:
                - name: data
                  host: {sourcePath: /srv}
            service:
              serviceName: shop
              desiredCount: 2
              tags: [{key: a, value: b}]
            """);
    }

    @Test
    void shortListsAndSmallMapsStandInOneLine() {
        String yaml =
                "{any: {short: [sh, -c, echo], long: [%1$s, %1$s, %1$s], empty: {}, none: [], small: {a: 1, b: true},"
                        + " large: {a: 1, b: 2, c: 3, d: 4}, elements: [{a: 1}, {a: 2}], nested: {a: {b: 1}}}}";

        assertThat(write(read(yaml.formatted("a-rather-long-text-of-a-list")))).isEqualTo("""
            any:
              short: [sh, -c, echo]
              long:
                - a-rather-long-text-of-a-list
                - a-rather-long-text-of-a-list
                - a-rather-long-text-of-a-list
              empty: {}
              none: []
              small: {a: 1, b: true}
              large:
                a: 1
                b: 2
                c: 3
                d: 4
              elements:
                - {a: 1}
                - {a: 2}
              nested:
                a: {b: 1}
            """);
    }

    @Test
    void textsOfSeveralLinesAreBlocks() {
        assertThat(write(texts("k", "set -e\n  exec java $JAVA_OPTS\n"))).isEqualTo("""
            texts:
              k: |
                set -e
                  exec java $JAVA_OPTS
            """);
        assertThat(write(texts("k", "one\n\ntwo"))).isEqualTo("texts:\n  k: |-\n    one\n\n    two\n");
        assertThat(write(texts("k", "trailing \nspace"))).isEqualTo("texts:\n  k: \"trailing \\nspace\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "No",
                "on",
                "y",
                "true",
                "null",
                "~",
                "",
                "012",
                "0o17",
                "0x1F",
                "12:30",
                "1:30:00",
                "1e3",
                "1.",
                ".5",
                "1_000",
                "+1",
                ".inf",
                ".NaN",
                "2026-01-31",
                "=",
                "<<",
                "512",
                "- a",
                "a: b",
                "a #b",
                " a",
                "a ",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a`",
                "?",
                "a:"
            })
    void whatAReaderWouldTakeForSomethingElseIsQuoted(String text) {
        assertThat(write(texts("k", text))).isEqualTo("texts: {k: '" + text + "'}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "1.2.3",
                "10.0.0.1",
                "nginx:1.27",
                "arn:aws:iam::111122223333:role/r",
                "a#b",
                "1GB",
                "e3",
                "a-b",
                "it's",
                "curl -f http://localhost/ || exit 1",
                "/ecs/shop",
                "-Xmx1g",
                "漢字",
                "😀",
                "$HOME"
            })
    void whatEveryReaderTakesForATextHasNoQuotes(String text) {
        Value.Structure document = new Value.Structure(Map.of("any", new Value.Text(text)));

        assertThat(write(document)).isEqualTo("any: " + text + "\n");
        assertThat(read(write(document))).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource({"${HOME},$${HOME}", "a $${b},a $$${b}", "$$,$$", "$x,$x"})
    void referencesThatAreTextsAreEscaped(String text, String written) {
        String yaml = write(texts("k", text));

        assertThat(yaml).contains(written);
        assertThat(read(yaml)).isEqualTo(texts("k", text));
    }

    @Test
    void lookUpsStayReferences() {
        Value.Unresolved lookup = new Value.Unresolved(
                List.of(new Reference("ssm", "/a"), new Reference("cfn", "s.O")), "${x}-${ssm:/a}-${y}${cfn:s.O}");
        Value.Structure document = new Value.Structure(Map.of("any", lookup));

        String yaml = write(document);

        assertThat(yaml).isEqualTo("any: $${x}-${ssm:/a}-$${y}${cfn:s.O}\n");
        assertThat(read(yaml)).isEqualTo(document);
    }

    @Test
    void bracesOfATemplateOfTheirOwnAreEscaped() {
        assertThat(write(texts("{{k}}", "{{ .Name }}{{{"))).isEqualTo("""
            texts: {"\\x7b{k}}": "\\x7b{ .Name }}\\x7b\\x7b{"}
            """);
    }

    @Test
    void explicitNullsAndTimesAreWrittenPlain() {
        assertThat(write(read("{at: 2026-01-31T12:00:00Z, any: null}"))).isEqualTo("""
            at: 2026-01-31T12:00:00Z
            any: null
            """);
    }

    @Test
    void commentsStandWhereTheyBelong() {
        Value.Structure document =
                read("{taskDefinition: {family: shop, cpu: 1, containerDefinitions: [{name: app, image: i,"
                        + " portMappings: [{containerPort: 80}], command: [a]}, {name: log}]},"
                        + " service: {networkConfiguration: {awsvpcConfiguration: {subnets: [s-1, s-2]}}}}");
        KeyedPath task = KeyedPath.of("taskDefinition");
        KeyedPath app = task.member("containerDefinitions").key("app");
        KeyedPath network = KeyedPath.of("service", "networkConfiguration");
        Comments comments = Comments.none()
                .above(KeyedPath.root(), "Made by a test", "", "and read\u2028by it")
                .above(task, "the task")
                .beside(task.member("family"), "shop.yaml:3")
                .above(app, "the app")
                .above(app.member("image"), "two\nlines")
                .beside(app.member("portMappings"), "all of them")
                .beside(app.member("command").index(0), "first")
                .beside(task.member("containerDefinitions").key("log"), "log.yaml:1")
                .beside(task.member("containerDefinitions"), "a list")
                .beside(network, "a map")
                .beside(KeyedPath.of("nowhere"), "not written")
                .end("cluster: other");

        String yaml = new DescriptorWriter(rules).write(document, comments);

        assertThat(yaml).isEqualTo("""
            # Made by a test
            #
            # and read by it
            # the task
            taskDefinition:
              family: shop # shop.yaml:3
              cpu: '1'
              # a list
              containerDefinitions:
                - # the app
                  name: app
                  # two
                  # lines
                  image: i
                  command:
                    - a # first
                  portMappings: [{containerPort: 80}] # all of them
                - # log.yaml:1
                  name: log
            service:
              networkConfiguration: # a map
                awsvpcConfiguration:
                  subnets: [s-1, s-2]
            # cluster: other
            """);
        assertThat(read(yaml)).isEqualTo(document);
    }

    static Stream<Arguments> seeds() {
        return Stream.of(arguments(1L), arguments(20260131L), arguments(-7L));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenReadsBackAsTheSameValue(long seed) {
        RandomValues values = new RandomValues(seed);
        for (int i = 0; i < 700; i++) {
            Value.Structure document = values.structure(SHAPE, 0);
            String yaml = write(document);

            assertThat(read(yaml))
                    .as("seed %d, document %d:\n%s", seed, i, yaml)
                    .isEqualTo(document);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void commentsNeverChangeTheValue(long seed) {
        RandomValues values = new RandomValues(seed);
        for (int i = 0; i < 300; i++) {
            Value.Structure document = values.structure(SHAPE, 0);
            Comments comments = new RandomComments(seed + i, rules).on(document);
            String yaml = new DescriptorWriter(rules).write(document, comments);

            assertThat(read(yaml))
                    .as("seed %d, document %d:\n%s", seed, i, yaml)
                    .isEqualTo(document);
        }
    }

    private String write(Value.Structure document) {
        return new DescriptorWriter(rules).write(document, Comments.none());
    }

    private static Value.Structure texts(String key, String text) {
        return new Value.Structure(Map.of("texts", new Value.Mapping(Map.of(key, new Value.Text(text)))));
    }

    private Value.Structure read(String yaml) {
        SourceDocument document =
                SourceDocument.read(SourceFile.of("test.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        if (yaml.equals("{}\n")) {
            return Value.Structure.empty();
        }
        assertThat(document.faults()).as(yaml).isEmpty();
        Problems problems = new Problems(position -> Optional.empty());
        Interpolator interpolator = new Interpolator(new Descriptors(Path.of("")).source());
        Optional<Value> bound =
                new Binder(rules, interpolator, problems).bind(document.root().orElseThrow(), SHAPE, KeyedPath.root());
        assertThat(problems.sorted().stream().map(Problem::id))
                .as(yaml + problems.sorted())
                .allMatch(id -> id == ProblemId.DUPLICATE_ELEMENT);
        return (Value.Structure) bound.orElseThrow();
    }
}
