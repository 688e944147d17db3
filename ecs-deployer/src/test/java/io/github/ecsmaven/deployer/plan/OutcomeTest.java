package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final Planner planner = new Planner(FieldRules.load());

    @Test
    void aPlanIsUnchangedChangedOrRefused() {
        var definition = Fixtures.taskDefinition(c -> c).build();
        var fargate = Fixtures.service(s -> s.desiredCount(2)).build();
        var external =
                Fixtures.service(s -> s.desiredCount(2).launchType("EXTERNAL")).build();
        var more = Fixtures.service(s -> s.desiredCount(3)).build();

        assertThat(outcome(planner.plan(
                        Fixtures.descriptor(definition, fargate),
                        Fixtures.live(definition, fargate),
                        Fixtures.ACCOUNT)))
                .isEqualTo("unchanged");
        assertThat(outcome(planner.plan(
                        Fixtures.descriptor(definition, more), Fixtures.live(definition, fargate), Fixtures.ACCOUNT)))
                .isEqualTo("changed");
        assertThat(outcome(planner.plan(
                        Fixtures.descriptor(definition, external),
                        Fixtures.live(definition, fargate),
                        Fixtures.ACCOUNT)))
                .isEqualTo("refused");
    }

    @Test
    void theStrongestOfSeveralCounts() {
        assertThat(Stream.of(Outcome.CHANGED, Outcome.REFUSED, Outcome.UNCHANGED)
                        .reduce(Outcome::or))
                .contains(Outcome.REFUSED);
        assertThat(Outcome.UNCHANGED.or(Outcome.CHANGED)).isEqualTo(Outcome.CHANGED);
    }

    private static String outcome(DeploymentPlan plan) {
        return plan.outcome().label();
    }
}
