package io.github.ecsmaven.deployer.plan;

import static io.github.ecsmaven.deployer.plan.Fixtures.taskDefinition;
import static io.github.ecsmaven.deployer.plan.ServicePlans.forced;
import static io.github.ecsmaven.deployer.plan.ServicePlans.leaves;
import static io.github.ecsmaven.deployer.plan.ServicePlans.live;
import static io.github.ecsmaven.deployer.plan.ServicePlans.notes;
import static io.github.ecsmaven.deployer.plan.ServicePlans.request;
import static io.github.ecsmaven.deployer.plan.ServicePlans.wanted;
import static io.github.ecsmaven.deployer.plan.ServicePlans.writes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks that are replaced whatever changes. */
class NewDeploymentTest {
    @Test
    void aNewDeploymentIsForcedAlsoWhereNothingDiffers() {
        var plan = forced(wanted(s -> {}), live(s -> {}, "lt"));
        assertThat(request(plan)).containsExactly(Map.entry("forceNewDeployment", new Value.Flag(true)));
        assertThat(((Action.UpdateService) plan.actions().get(0)).startsDeployment())
                .isEqualTo(Action.StartsDeployment.YES);
        assertThat(leaves(plan))
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.effect()).isEqualTo(Effect.STARTS_DEPLOYMENT));
    }

    @Test
    void aForcedDeploymentGoesWithTheOneUpdate() {
        var plan = forced(wanted(s -> s.enableExecuteCommand(true)), live(s -> {}, "ex lt"));
        assertThat(writes(plan)).containsExactly("UpdateService {enableExecuteCommand, forceNewDeployment}");
        assertThat(notes(plan)).isEmpty();
    }

    @Test
    void aForcedDeploymentOfATaskDefinitionAloneIsToldToHaveNoEffect() {
        var definition = taskDefinition(c -> c).build();
        var plan = forced(Fixtures.descriptor(definition, null), new LiveState(Fixtures.revision(definition), null));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(notes(plan)).anySatisfy(note -> assertThat(note).contains("no service"));
    }
}
