package io.github.ecsmaven.deployer.report;

import static io.github.ecsmaven.deployer.plan.Fixtures.descriptor;
import static io.github.ecsmaven.deployer.plan.Fixtures.live;
import static io.github.ecsmaven.deployer.plan.Fixtures.service;
import static io.github.ecsmaven.deployer.plan.Fixtures.taskDefinition;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Fixtures;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

class TerminalReportTest {
    private final TerminalReport report = new TerminalReport(ZoneOffset.UTC, TerminalReport.Layout.plain());
    private final Planner planner = new Planner(FieldRules.load());

    @Test
    void aChangeIsShownByPathWithWhatItCauses() {
        assertThat(String.join("\n", report.plan(Showing.of(changed())))).isEqualTo("""

                ~ task definition orders:41 → new revision                                              rolls tasks
                    ~ containerDefinitions[app].image    orders:1 → orders:2  ! digest unknown
                    + containerDefinitions[app].environment[FEATURE_X]    on
                    - containerDefinitions[app].environment[LEGACY]    (was "1")

                ~ service orders
                    ~ healthCheckGracePeriodSeconds    0 → 30                                           in place

                  unmanaged, kept: desiredCount 6

                Plan: register 1 revision, update 1 service, 1 deployment.""");
    }

    @Test
    void theHeaderSaysWhatForAndAsWhom() {
        assertThat(header(TerminalReport.Access.READ_ONLY, null))
                .containsExactly(
                        "ecs:diff  orders (eu-west-1, account 111122223333)",
                        "as        deployer/travis.1.2 until 14:32 (58 min), read-only");
    }

    @Test
    void theHeaderSaysWhatTheSessionWasMadeFromWhereThatIsNoToken() {
        assertThat(header(TerminalReport.Access.READ_ONLY, "profile work").get(1))
                .isEqualTo("as        deployer/travis.1.2 until 14:32 (58 min), read-only, profile work");
        assertThat(header(TerminalReport.Access.READ_FIRST, "keys of AWS_ACCESS_KEY_ID")
                        .get(1))
                .endsWith("(58 min), keys of AWS_ACCESS_KEY_ID");
    }

    private List<String> header(TerminalReport.Access access, @Nullable String origin) {
        return report.header(
                "ecs:diff",
                changed().target(),
                new TerminalReport.Actor("deployer/travis.1.2", access, Instant.parse("2026-05-04T14:32:00Z"), origin),
                Instant.parse("2026-05-04T13:34:00Z"));
    }

    @Test
    void nothingToDoIsASentence() {
        var definition = taskDefinition(c -> c).build();
        var wanted = service(s -> {}).build();
        DeploymentPlan plan = planner.plan(descriptor(definition, wanted), live(definition, wanted), Fixtures.ACCOUNT);
        assertThat(report.plan(Showing.of(plan)))
                .containsExactly("", "No changes. What runs is what the descriptor wants.");
    }

    @Test
    void aVariableThatSoundsSecretIsMasked() {
        var plan = planner.plan(
                descriptor(
                        taskDefinition(c -> c.environment(variable("DB_PASSWORD", "hunter2")))
                                .build(),
                        null),
                Fixtures.nothing(),
                Fixtures.ACCOUNT);
        assertThat(String.join("\n", report.plan(Showing.of(plan))))
                .contains("(sensitive)")
                .doesNotContain("hunter2");
    }

    private DeploymentPlan changed() {
        return planner.plan(
                descriptor(
                        taskDefinition(c -> c.image("orders:2").environment(variable("FEATURE_X", "on")))
                                .build(),
                        service(s -> s.healthCheckGracePeriodSeconds(30)).build()),
                live(
                        taskDefinition(c -> c.environment(variable("LEGACY", "1")))
                                .build(),
                        service(s -> s.healthCheckGracePeriodSeconds(0).desiredCount(6))
                                .build()),
                Fixtures.ACCOUNT);
    }

    private static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
