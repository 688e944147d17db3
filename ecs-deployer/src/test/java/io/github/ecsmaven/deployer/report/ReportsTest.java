package io.github.ecsmaven.deployer.report;

import static io.github.ecsmaven.deployer.plan.Fixtures.descriptor;
import static io.github.ecsmaven.deployer.plan.Fixtures.live;
import static io.github.ecsmaven.deployer.plan.Fixtures.service;
import static io.github.ecsmaven.deployer.plan.Fixtures.taskDefinition;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Fixtures;
import io.github.ecsmaven.deployer.plan.KeyedHash;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.deployer.plan.Promise;
import io.github.ecsmaven.deployer.plan.SavedPlanReader;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** What plans look like, word by word: {@code -Dgolden.write} writes the texts anew, to be read before they are committed. */
class ReportsTest {
    private static final Path TEXTS = Path.of("src/test/resources/io/github/ecsmaven/deployer/report");
    private static final Planner PLANNER = new Planner(FieldRules.load());
    private static final LiveDeployment ROLLED_BACK = new LiveDeployment(
            "arn:aws:ecs:eu-west-1:111122223333:service-deployment/shop/orders/abc",
            "ROLLBACK_SUCCESSFUL",
            "",
            "arn:revision");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read(Path.of("../docs/plan.schema.json")), InputFormat.JSON);

    /** A descriptor and what runs. */
    enum Case {
        CHANGED(
                definition("orders:2", "FEATURE_X", "on", "LEVEL", "info"),
                service(s -> s.healthCheckGracePeriodSeconds(30).desiredCount(2))
                        .build(),
                definition("orders:1", "LEGACY", "1", "LEVEL", "info"),
                service(s -> s.healthCheckGracePeriodSeconds(0).desiredCount(6)).build(),
                null),
        CREATED(
                definition("orders:1", "LEVEL", "info"),
                service(s -> s.desiredCount(2)).build(),
                null,
                null,
                null),
        UNCHANGED(
                definition("orders:1"),
                service(s -> s.desiredCount(2)).build(),
                definition("orders:1"),
                service(s -> s.desiredCount(2)).build(),
                null),
        ENDED_BADLY(
                definition("orders:1"),
                service(s -> s.desiredCount(2)).build(),
                definition("orders:1"),
                service(s -> s.desiredCount(2)).build(),
                ROLLED_BACK),
        REFUSED(
                definition("orders:1"),
                service(s -> s.desiredCount(2).launchType("EXTERNAL")).build(),
                definition("orders:1"),
                service(s -> s.desiredCount(2)).build(),
                null),
        /** Values that would be markup, commands for a terminal, secrets, and long. */
        HOSTILE(
                definition(
                        "registry.example/team/with/a/long/name/orders@sha256:1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988",
                        "PIPE",
                        "a | b `c` <script>alert(1)</script> & [x](http://x) **b** _i_ ~s~ #1 @all",
                        "LINES",
                        "one\ntwo\u001b[31m red\r\u0007",
                        "DB_PASSWORD",
                        "hunter2-new",
                        "DSN",
                        "postgres://shop:hunter2@db/shop",
                        "LONG",
                        "x".repeat(300) + "-new",
                        "EMPTY",
                        "",
                        "UNICODE",
                        "héllo 🚀 " + "🚀".repeat(70)),
                service(s -> s.desiredCount(2)
                                .enableExecuteCommand(true)
                                .networkConfiguration(n -> n.awsvpcConfiguration(
                                        v -> v.subnets("subnet-1").assignPublicIp(AssignPublicIp.ENABLED))))
                        .build(),
                definition(
                        "registry.example/team/with/a/long/name/orders@sha256:9ab0c1d2e3f4a5b69ab0c1d2e3f4a5b69ab0c1d2e3f4a5b69ab0c1d2e3f4a5b6",
                        "DB_PASSWORD",
                        "hunter2-old",
                        "LONG",
                        "x".repeat(300) + "-old"),
                service(s -> s.desiredCount(6)
                                .networkConfiguration(n -> n.awsvpcConfiguration(
                                        v -> v.subnets("subnet-1").assignPublicIp(AssignPublicIp.DISABLED))))
                        .build(),
                null),
        MANY(
                definition("orders:1", many("new")),
                service(s -> s.desiredCount(2)).build(),
                definition("orders:1", many("old")),
                service(s -> s.desiredCount(2)).build(),
                null);

        private final DeploymentDescriptor descriptor;
        private final LiveState live;

        Case(
                RegisterTaskDefinitionRequest wanted,
                CreateServiceRequest wantedService,
                RegisterTaskDefinitionRequest found,
                CreateServiceRequest foundService,
                LiveDeployment deployment) {
            this.descriptor = Fixtures.withTags(descriptor(wanted, wantedService), Map.of());
            this.live = found == null ? Fixtures.nothing() : live(found, foundService, deployment);
        }

        DeploymentPlan plan() {
            return PLANNER.plan(descriptor, live, Fixtures.ACCOUNT);
        }

        String document() {
            Promise.Occasion occasion = new Promise.Occasion(
                    "1.0",
                    Instant.parse("2026-05-04T10:00:00Z"),
                    Instant.parse("2026-05-05T10:00:00Z"),
                    new KeyedHash(new byte[KeyedHash.KEY_LENGTH]));
            return PlanDocument.text(Showing.of(plan()), Promise.of(descriptor, live, plan(), occasion));
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void onATerminal(Case of) {
        golden(of, "txt", terminal(of, TerminalReport.Layout.plain()));
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void onANarrowTerminal(Case of) {
        golden(of, "narrow.txt", terminal(of, new TerminalReport.Layout(80, Palette.plain())));
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void asMarkdown(Case of) {
        golden(of, "md", MarkdownReport.of(Showing.of(of.plan())));
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void asJson(Case of) {
        golden(of, "json", of.document());
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void theJsonIsAsItsSchemaSaysAndCanBeReadAgain(Case of) {
        assertThat(schema.validate(of.document(), InputFormat.JSON)).isEmpty();
        assertThat(new SavedPlanReader("plan.json").read(of.document()).target())
                .containsEntry("deployment", "orders");
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void noLineIsLongerThanTheTerminalWhereItsPathLeavesRoom(Case of) {
        for (int width : List.of(60, 80, 120, 200)) {
            List<String> lines = new TerminalReport(ZoneOffset.UTC, new TerminalReport.Layout(width, Palette.plain()))
                    .plan(Showing.of(of.plan()));
            assertThat(lines.stream()
                            .filter(line -> line.startsWith("    ~ ") || line.startsWith("    + "))
                            .filter(line -> line.length() > width)
                            .map(line -> line.strip().split(" {4}", 2)[0])
                            // What is left for values and effect: two short values, the arrow, the longest remark.
                            .filter(path -> path.length() < width - 70))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void colourChangesNothingButColour(Case of) {
        String coloured = terminal(of, new TerminalReport.Layout(120, Palette.ansi()));

        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(terminal(of, TerminalReport.Layout.plain()));
        assertThat(of.plan().changes().isEmpty() || coloured.contains("\u001b["))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void nothingOfAValueIsMarkupInMarkdownOrACommandForATerminal(Case of) {
        String markdown = MarkdownReport.of(Showing.of(of.plan()));

        assertThat(markdown.replaceAll("</?(code|details|summary|b)>", ""))
                .doesNotContain("<")
                .doesNotContain("`");
        assertThat(markdown.lines().filter(line -> line.startsWith("| ")))
                .allSatisfy(
                        line -> assertThat(line.chars().filter(c -> c == '|')).hasSize(6));
        assertThat(terminal(of, TerminalReport.Layout.plain()).chars().filter(c -> c < ' ' && c != '\n'))
                .isEmpty();
    }

    private static String terminal(Case of, TerminalReport.Layout layout) {
        return String.join("\n", new TerminalReport(ZoneOffset.UTC, layout).plan(Showing.of(of.plan()))) + "\n";
    }

    private static void golden(Case of, String extension, String text) {
        Path file = TEXTS.resolve(of.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "." + extension);
        if (System.getProperty("golden.write") != null) {
            try {
                Files.createDirectories(TEXTS);
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(text).isEqualTo(read(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] many(String value) {
        String[] pairs = new String[40];
        for (int index = 0; index < pairs.length; index += 2) {
            pairs[index] = "VARIABLE_%02d".formatted(index / 2);
            pairs[index + 1] = value;
        }
        return pairs;
    }

    private static RegisterTaskDefinitionRequest definition(String image, String... pairs) {
        KeyValuePair[] variables = new KeyValuePair[pairs.length / 2];
        for (int index = 0; index < pairs.length; index += 2) {
            variables[index / 2] = KeyValuePair.builder()
                    .name(pairs[index])
                    .value(pairs[index + 1])
                    .build();
        }
        Arrays.sort(variables, Comparator.comparing(KeyValuePair::name));
        return taskDefinition(c -> c.image(image).environment(variables)).build();
    }
}
