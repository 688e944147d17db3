package io.github.ecsmaven.descriptor.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.DescriptorShape;
import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class DescriptorSchemaTest {
    private static final SchemaCheck SCHEMA = new SchemaCheck();
    private static final Pattern DESCRIPTOR =
            Pattern.compile("<!-- descriptor -->\\R```yaml\\R(.*?)\\R```", Pattern.DOTALL);
    private static final String CONTAINER = "{ name: app, image: nginx, memory: 128 }";
    private static final String PLAIN = """
            version: 1
            region: eu-west-1
            taskDefinition:
              family: shop
              containerDefinitions: [%s]
            """;

    @TempDir
    private Path directory;

    static Stream<Arguments> examples() throws IOException {
        List<Arguments> found = new ArrayList<>();
        for (String page : List.of("README.md", "docs/descriptor.md")) {
            DESCRIPTOR
                    .matcher(Files.readString(Path.of("..").resolve(page)))
                    .results()
                    .forEach(block -> found.add(arguments(page, block.group(1))));
        }
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            List<Path> descriptors = files.filter(
                            file -> file.toString().replace('\\', '/').matches(".*/src/main/ecs/[^/]*\\.yaml"))
                    .sorted()
                    .toList();
            for (Path file : descriptors) {
                found.add(arguments(file.toString(), Files.readString(file)));
            }
        }
        return found.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void everyExampleIsTaken(String where, String yaml) {
        assertThat(SCHEMA.faults(yaml)).as(where).isEmpty();
    }

    static Stream<Arguments> members() {
        return Stream.of(
                arguments("stopTimeout: 30"),
                arguments("stopTimeout: PT30S"),
                arguments("stopTimeout: '${stop.timeout:-30}'"),
                arguments("essential: '${essential}'"),
                arguments("cpu: null"),
                arguments("user: 1000"),
                arguments("command: '${command}'"),
                arguments("portMappings: [{ containerPort: '${port}', protocol: '${protocol}' }]"),
                arguments("environment: [{ name: A, value: true }]"),
                arguments("portMappings: []"),
                arguments("mountPoints: null"));
    }

    @ParameterizedTest
    @MethodSource("members")
    void whatTheReaderTakesIsTaken(String member) {
        String yaml = PLAIN.formatted(CONTAINER.replace(" }", ", " + member + " }"));

        assertThat(SCHEMA.faults(yaml)).isEmpty();
        assertThat(new Descriptors(directory)
                        .property("essential", "true")
                        .property("command", "a,b")
                        .property("port", "80")
                        .property("protocol", "tcp")
                        .problems(yaml))
                .isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(PLAIN.formatted("{ image: nginx }"), "/taskDefinition/containerDefinitions/0 required"),
                arguments(PLAIN.formatted(CONTAINER) + "servce: {}", " additionalProperties"),
                arguments(PLAIN.formatted(CONTAINER) + "service: { cluster: a }", "/service additionalProperties"),
                arguments(PLAIN.formatted(CONTAINER) + "service: { launchType: FARGTE }", "/service/launchType enum"),
                arguments(PLAIN.formatted(CONTAINER) + "service: { desiredCount: '2' }", "/service/desiredCount type"),
                arguments(PLAIN.formatted(CONTAINER) + "service: { desiredCount: PT1M }", "/service/desiredCount type"),
                arguments(
                        PLAIN.formatted(CONTAINER) + "logGroups: [{ name: /a, retentionInDays: 31 }]",
                        "/logGroups/0/retentionInDays enum"),
                arguments(PLAIN.formatted(CONTAINER) + "repositories: { Shop: {} }", "/repositories propertyNames"),
                arguments(
                        PLAIN.formatted(CONTAINER) + "autoScaling: { minCapacity: -1, maxCapacity: 1 }",
                        "/autoScaling/minCapacity minimum"),
                arguments(PLAIN.formatted("null"), "/taskDefinition/containerDefinitions/0 type"),
                arguments(PLAIN.formatted(CONTAINER).replace("version: 1", "version: 2"), "/version enum"),
                arguments("version: 1", " required"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void whatTheReaderRefusesIsRefusedAtItsPlace(String yaml, String fault) {
        assertThat(SCHEMA.faults(yaml)).contains(fault);
        assertThat(new Descriptors(directory).problems(yaml)).isNotEmpty();
    }

    @Test
    void theSchemaIsTheSameEachTime() {
        assertThat(DescriptorSchema.json()).isEqualTo(DescriptorSchema.json());
    }

    @Test
    void theSchemaIsWrittenIntoAFolderThatIsMade() throws IOException {
        // .ci/editor takes it from here.
        Path file = Path.of("target", "schema", DescriptorSchema.FILE_NAME);

        DescriptorSchema.write(file);

        assertThat(file).content().isEqualTo(DescriptorSchema.json());
    }

    @Test
    void everyMemberOfAnApiLinksToThePageOfItsStructure() {
        assertThat(description("taskDefinition", "cpu"))
                .endsWith("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html");
        assertThat(description("service", "healthCheckGracePeriodSeconds"))
                .contains("In seconds, or as a duration: PT30S.", "Default: 0.", "Changed in place");
        assertThat(description("autoScaling", "minCapacity"))
                .endsWith("autoscaling/application/APIReference/API_RegisterScalableTarget.html");
    }

    @Test
    void everyKeyOfTheDescriptorItselfIsDescribedAndNothingElseIs() {
        Set<String> own = new HashSet<>();
        Set<String> all = new HashSet<>();
        collect("", DescriptorShape.root(), own, all);
        Set<String> described = Descriptions.load(FieldRules.load()).paths();

        assertThat(described).containsAll(own);
        assertThat(all).containsAll(described);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ -~]+", "\\p{Print}+"})
    void aPatternHoldsForTheWholeText(String pattern) {
        assertThat(Patterns.whole(pattern)).isEqualTo("^(?:[ -~]+)$");
    }

    private static String description(String section, String member) {
        return Stream.of("properties", section, "properties", member, "description")
                .reduce(
                        JsonNode.parser().parse(DescriptorSchema.json()),
                        (node, name) -> node.field(name).orElseThrow(),
                        (one, other) -> other)
                .text();
    }

    private static void collect(String path, Shape shape, Set<String> own, Set<String> all) {
        if (shape instanceof StructureShape structure) {
            boolean ofAws = Character.isUpperCase(structure.name().charAt(0));
            structure.members().forEach((name, member) -> {
                if (member.standing() instanceof Member.Usable) {
                    String place = path.isEmpty() ? name : path + "." + name;
                    all.add(place);
                    if (!ofAws) {
                        own.add(place);
                    }
                    collect(place, member.shape(), own, all);
                }
            });
        } else if (shape instanceof Shape.ListShape list) {
            collect(path + "[]", list.element(), own, all);
        } else if (shape instanceof Shape.MapShape map) {
            collect(path + "[]", map.value(), own, all);
        }
    }
}
