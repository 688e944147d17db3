package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.Shape.ListShape;
import io.github.ecsmaven.descriptor.shape.Shape.MapShape;
import io.github.ecsmaven.descriptor.shape.Shape.ScalarShape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveDescriptorTest {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "yes",
            "on",
            "012",
            "1e3",
            "12:30",
            "~",
            "null",
            "true",
            "3.50",
            "0x1f",
            "a: b",
            "a #b",
            "# a",
            "- a",
            "[a",
            "{a",
            "!a",
            "&a",
            "*a",
            "'a'",
            "\"a\"",
            "a\nb",
            "a\n",
            "\n a\n\n  b",
            "tab\there",
            "${HOME}",
            "$${HOME}",
            "$",
            "a${b}c${d}",
            "ä€😀",
            "\u0007",
            "\u0085",
            "2026-01-31",
            "<<",
            "=",
            "?",
            "a:",
            "@a",
            "`a`",
            "%a",
            "x".repeat(300) + " y".repeat(100),
            "\\",
            "a\\nb",
            ",",
            "\u2028",
            "\ufeffa");

    @TempDir
    private Path base;

    private final FieldRules rules = FieldRules.load();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsRenderedReadsBackToTheSame(long seed) {
        for (int round = 0; round < 25; round++) {
            Value.Structure members =
                    (Value.Structure) new Inventor(new Random(seed * 1000 + round)).value(DescriptorShape.root(), 0);
            String yaml = EffectiveText.of(members, rules, EffectiveDescriptorTest::comment);

            assertThat(readBack(yaml)).as(yaml).isEqualTo(members);
        }
    }

    /** A comment behind some of the values. */
    private static String comment(KeyedPath path) {
        return path.toString().length() % 2 == 0 ? "from here:1 'x' \"y\"" : null;
    }

    private Value readBack(String yaml) {
        SourceDocument document = SourceDocument.read(SourceFile.of("x.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.faults()).as(yaml).isEmpty();
        Problems ignored = new Problems(position -> Optional.empty());
        Interpolator none = new Interpolator(new Descriptors(base).source());
        return new Binder(rules, none, ignored)
                .bind(document.root().orElseThrow(), DescriptorShape.root(), KeyedPath.root())
                .orElseThrow();
    }

    @Test
    void aRenderedDescriptorDeploysTheSame() {
        Project project = new Project(base)
                .environment("production")
                .property("port", "8080")
                .property("subnets", "subnet-1, subnet-2")
                .file("layers/base.yaml", """
                        version: 1
                        region: eu-west-1
                        environments: [production]
                        cluster: ${ecs.environment}
                        taskDefinition:
                          networkMode: awsvpc
                          executionRoleArn: ${cfn:platform.Role}
                          containerDefinitions:
                            - { name: web, image: shop, memory: 128, portMappings: [{ containerPort: "${port}" }] }
                        rollout: { timeout: PT20M }
                        """)
                .file("shop.yaml", """
                        version: 1
                        extends: [layers/base.yaml]
                        taskDefinition:
                          family: shop
                          containerDefinitions:
                            - name: web
                              command: ["sh", "-c", "exec java $${JAVA_OPTS} -jar /app.jar"]
                              secrets: [{ name: A, valueFrom: "${ssm-arn:/a/${x:-b}}" }]
                        service:
                          serviceName: shop
                          desiredCount: 1
                          loadBalancers: []
                          healthCheckGracePeriodSeconds: null
                          networkConfiguration: { awsvpcConfiguration: { subnets: "${subnets}" } }
                        """.replace("/a/${x:-b}", "/a/b"));
        EffectiveDescriptor effective = project.effective();

        EffectiveDescriptor again = new Project(base.resolve("again"))
                .environment("production")
                .file("shop.yaml", effective.render())
                .effective();

        assertThat(again.members()).isEqualTo(effective.members());
        assertThat(again.descriptor())
                .usingRecursiveComparison()
                .ignoringFields("sources", "lookUps", "warnings")
                .isEqualTo(effective.descriptor());
        assertThat(again.descriptor().lookUps().open())
                .isEqualTo(effective.descriptor().lookUps().open());
        assertThat(effective.render())
                .contains(
                        "$${JAVA_OPTS}",
                        "${cfn:platform.Role}",
                        "healthCheckGracePeriodSeconds: null",
                        "loadBalancers: []");
    }

    @Test
    void explainedEachValueNamesItsFileAndLine() {
        EffectiveDescriptor effective = new Project(base)
                .file("layers/base.yaml", "version: 1\nregion: eu-west-1\ntags: { a: b }")
                .file("shop.yaml", """
                        version: 1
                        extends: [layers/base.yaml]
                        taskDefinition:
                          family: shop
                          containerDefinitions: [{ name: web, image: shop, memory: 1, command: [serve, now] }]
                        """)
                .effective();

        assertThat(effective.explain()).isEqualTo("""
                version: 1 # src/main/ecs/shop.yaml:1
                region: eu-west-1 # src/main/ecs/layers/base.yaml:2
                taskDefinition:
                  family: shop # src/main/ecs/shop.yaml:4
                  containerDefinitions:
                    - name: web # src/main/ecs/shop.yaml:5
                      image: shop # src/main/ecs/shop.yaml:5
                      memory: 1 # src/main/ecs/shop.yaml:5
                      command:
                        - serve # src/main/ecs/shop.yaml:5
                        - now # src/main/ecs/shop.yaml:5
                tags:
                  a: b # src/main/ecs/layers/base.yaml:3
                """);
    }

    @Test
    void secretsAreMaskedAndLookUpsAreNot() {
        String rendered = new Project(base)
                .property("db.password", "hunter2")
                .file("shop.yaml", """
                        version: 1
                        region: eu-west-1
                        taskDefinition:
                          family: shop
                          containerDefinitions:
                            - name: web
                              image: shop
                              memory: 1
                              environment:
                                - { name: DB_PASSWORD, value: "${db.password}" }
                                - { name: API_TOKEN, value: "hunter3 ${ssm:/a}" }
                                - { name: ACCESS_KEY, value: "${ssm:/key}" }
                                - { name: LOG_LEVEL, value: info }
                              logConfiguration: { logDriver: splunk, options: { splunk-token: hunter4, splunk-url: u } }
                        """)
                .effective()
                .explain();

        assertThat(rendered)
                .doesNotContain("hunter")
                .contains(
                        "name: DB_PASSWORD",
                        "value: (sensitive)",
                        "${ssm:/key}",
                        "value: info",
                        "splunk-token: (sensitive)");
    }

    /** Values of every shape that a descriptor can have. */
    private static final class Inventor {
        private final Random random;

        Inventor(Random random) {
            this.random = random;
        }

        Value value(Shape shape, int depth) {
            if (shape instanceof StructureShape structure) {
                Map<String, Value> members = new LinkedHashMap<>();
                structure.members().values().forEach(member -> {
                    if (member.standing() instanceof Member.Usable && random.nextInt(depth == 0 ? 1 : 3) == 0) {
                        members.put(
                                member.name(),
                                random.nextInt(20) == 0 && depth > 0
                                        ? new Value.Cleared()
                                        : value(member.shape(), depth + 1));
                    }
                });
                return new Value.Structure(members);
            }
            if (shape instanceof ListShape list) {
                List<Value> elements = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    elements.add(value(list.element(), depth + 1));
                }
                return new Value.Sequence(elements);
            }
            if (shape instanceof MapShape map) {
                Map<String, Value> entries = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    entries.put(text(), value(map.value(), depth + 1));
                }
                return new Value.Mapping(entries);
            }
            return scalar(((ScalarShape) shape).kind());
        }

        private Value scalar(Shape.Kind kind) {
            if (random.nextInt(10) == 0 && kind != Shape.Kind.DOCUMENT) {
                Reference reference = new Reference("ssm", "/a/b");
                return new Value.Unresolved(List.of(reference), text().replace("$", "") + reference);
            }
            return switch (kind) {
                case TEXT -> new Value.Text(text());
                case INTEGER -> Value.Numeral.of(random.nextInt());
                case LONG -> Value.Numeral.of(random.nextLong());
                case DECIMAL -> new Value.Numeral(BigDecimal.valueOf(random.nextDouble() * 1000));
                case BOOLEAN -> new Value.Flag(random.nextBoolean());
                case INSTANT -> new Value.Moment(Instant.ofEpochSecond(random.nextInt()));
                case DOCUMENT -> new Value.Mapping(Map.of("a", new Value.Text(text())));
            };
        }

        private String text() {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
    }
}
