package io.github.ecsmaven.deployer.plan;

import static io.github.ecsmaven.deployer.plan.Fixtures.service;
import static io.github.ecsmaven.deployer.plan.ServicePlans.configuration;
import static io.github.ecsmaven.deployer.plan.ServicePlans.leaves;
import static io.github.ecsmaven.deployer.plan.ServicePlans.live;
import static io.github.ecsmaven.deployer.plan.ServicePlans.notes;
import static io.github.ecsmaven.deployer.plan.ServicePlans.plan;
import static io.github.ecsmaven.deployer.plan.ServicePlans.request;
import static io.github.ecsmaven.deployer.plan.ServicePlans.scalar;
import static io.github.ecsmaven.deployer.plan.ServicePlans.state;
import static io.github.ecsmaven.deployer.plan.ServicePlans.wanted;
import static io.github.ecsmaven.deployer.plan.ServicePlans.writes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/** What becomes of a member that was declared and no longer is. */
class RemovalTest {
    private static final CapacityProviderStrategyItem SPOT = CapacityProviderStrategyItem.builder()
            .capacityProvider("FARGATE_SPOT")
            .weight(1)
            .build();

    @ParameterizedTest
    @CsvSource({
        "healthCheckGracePeriodSeconds, hc, 30, 0",
        "propagateTags, pt, SERVICE, NONE",
        "platformVersion, pv, 1.4.0, LATEST",
    })
    void aMemberThatIsNoLongerDeclaredGoesBackToItsDefault(String member, String code, String livesAs, String sent) {
        Map<String, Value> live =
                new LinkedHashMap<>(SdkValues.from(service(s -> {}).build()).members());
        live.put(member, scalar(livesAs));
        var plan = plan(wanted(s -> {}), state(new Value.Structure(live), code + " lt"));
        assertThat(request(plan)).containsExactly(Map.entry(member, scalar(sent)));
        assertThat(leaves(plan)).singleElement().satisfies(leaf -> {
            assertThat(leaf.path()).hasToString("service." + member);
            assertThat(leaf)
                    .isInstanceOfSatisfying(
                            Difference.Changed.class,
                            changed -> assertThat(changed.after()).isEqualTo(scalar(sent)));
        });
        assertThat(plan.unmanaged().keySet()).extracting(Object::toString).doesNotContain("service." + member);
    }

    @Test
    void aNeighbourThatWasNeverDeclaredIsUntouched() {
        var plan = plan(
                wanted(s -> {}),
                live(
                        s -> s.enableExecuteCommand(true)
                                .propagateTags("SERVICE")
                                .deploymentConfiguration(
                                        d -> d.maximumPercent(150).minimumHealthyPercent(50)),
                        "dn ex lt"));
        assertThat(request(plan).keySet()).containsExactly("enableExecuteCommand", "deploymentConfiguration");
        assertThat(request(plan).get("deploymentConfiguration"))
                .isEqualTo(new Value.Structure(Map.of("minimumHealthyPercent", Value.Numeral.of(100))));
        assertThat(plan.unmanaged().keySet())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("service.propagateTags", "service.deploymentConfiguration.maximumPercent");
    }

    @Test
    void aCircuitBreakerThatIsNoLongerDeclaredIsSentComplete() {
        var plan = plan(
                wanted(s -> {}),
                live(
                        s -> s.deploymentConfiguration(d -> d.deploymentCircuitBreaker(
                                b -> b.enable(true).rollback(true).resetOnHealthyTask(false))),
                        "dd lt"));
        DeploymentConfiguration sent = configuration(plan);
        assertThat(sent.deploymentCircuitBreaker().enable()).isFalse();
        assertThat(sent.deploymentCircuitBreaker().rollback()).isFalse();
        assertThat(sent.deploymentCircuitBreaker().resetOnHealthyTask()).isTrue();
        assertThat(sent.deploymentCircuitBreaker().thresholdConfiguration().value())
                .isEqualTo(50);
    }

    @Test
    void aCircuitBreakerThatIsDeclaredInPartIsSentComplete() {
        var plan = plan(
                wanted(s -> s.deploymentConfiguration(d -> d.deploymentCircuitBreaker(b -> b.enable(true)))),
                live(
                        s -> s.deploymentConfiguration(d -> d.deploymentCircuitBreaker(
                                b -> b.enable(false).rollback(true).resetOnHealthyTask(false))),
                        "dd lt"));
        DeploymentConfiguration sent = configuration(plan);
        assertThat(sent.deploymentCircuitBreaker().enable()).isTrue();
        assertThat(sent.deploymentCircuitBreaker().rollback()).isFalse();
        assertThat(sent.deploymentCircuitBreaker().resetOnHealthyTask()).isTrue();
    }

    @Test
    void stepsGoAlongWithTheStrategyThatHasThem() {
        var plan = plan(
                wanted(s -> {}),
                live(
                        s -> s.deploymentConfiguration(d -> d.strategy("LINEAR")
                                .linearConfiguration(l -> l.stepPercent(20.0).stepBakeTimeInMinutes(3))),
                        "dl dt lt"));
        assertThat(request(plan).get("deploymentConfiguration"))
                .isEqualTo(new Value.Structure(Map.of("strategy", new Value.Text("ROLLING"))));
        assertThat(leaves(plan))
                .extracting(leaf -> leaf.path().toString())
                .contains("service.deploymentConfiguration.linearConfiguration.stepPercent");
    }

    @Test
    void stepsOfAStrategyThatStaysGoBackToTheirDefaults() {
        var plan = plan(
                wanted(s -> s.deploymentConfiguration(d -> d.strategy("LINEAR"))),
                live(
                        s -> s.deploymentConfiguration(d -> d.strategy("LINEAR")
                                .linearConfiguration(l -> l.stepPercent(20.0).stepBakeTimeInMinutes(3))),
                        "dl dt lt"));
        assertThat(configuration(plan).linearConfiguration().stepPercent()).isEqualTo(10.0);
        assertThat(configuration(plan).linearConfiguration().stepBakeTimeInMinutes())
                .isEqualTo(6);
    }

    @Test
    void anExplicitNullOfTheWholeConfigurationResetsEachOfItsMembers() {
        Map<String, Value> members =
                new LinkedHashMap<>(SdkValues.from(service(s -> {}).build()).members());
        members.put("deploymentConfiguration", new Value.Cleared());
        var plan = plan(
                wanted(new Value.Structure(members)),
                live(
                        s -> s.deploymentConfiguration(d -> d.maximumPercent(150)
                                .bakeTimeInMinutes(5)
                                .lifecycleHooks(DeploymentLifecycleHook.builder()
                                        .hookTargetArn("arn:h")
                                        .roleArn("arn:r")
                                        .build())),
                        "lt"));
        assertThat(((Value.Structure) request(plan).get("deploymentConfiguration")).members())
                .containsOnly(
                        Map.entry("maximumPercent", Value.Numeral.of(200)),
                        Map.entry("bakeTimeInMinutes", Value.Numeral.of(0)),
                        Map.entry("lifecycleHooks", new Value.Sequence(List.of())));
    }

    @Test
    void anExplicitNullOfWhatNothingPutsBackIsRefused() {
        Map<String, Value> members =
                new LinkedHashMap<>(SdkValues.from(service(s -> {}).build()).members());
        members.put("availabilityZoneRebalancing", new Value.Cleared());
        var plan =
                plan(wanted(new Value.Structure(members)), live(s -> s.availabilityZoneRebalancing("ENABLED"), "lt"));
        assertThat(leaves(plan))
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.effect()).isEqualTo(Effect.CANNOT_BE_RESET));
        assertThat(plan.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.wayOut()).isEqualTo("set it to DISABLED"));
    }

    @Test
    void aLaunchTypeIsLeftForAStrategyWithoutARefusal() {
        var plan = plan(wanted(s -> s.launchType((String) null).capacityProviderStrategy(SPOT)), live(s -> {}, "lt"));
        assertThat(plan.refusals()).isEmpty();
        assertThat(writes(plan))
                .containsExactly("TagResource cs lt", "UpdateService {capacityProviderStrategy}", "TagResource cs");
        assertThat(leaves(plan)).allMatch(leaf -> leaf.effect() == Effect.NEW_TASKS_ONLY);
        assertThat(notes(plan))
                .contains(
                        "service  running tasks keep their capacityProviderStrategy; -Decs.forceNewDeployment replaces"
                                + " them");
    }

    @Test
    void aLaunchTypeComesBackWhereTheStrategyIsNoLongerDeclared() {
        var plan = plan(wanted(s -> {}), live(s -> s.launchType((String) null).capacityProviderStrategy(SPOT), "cs"));
        assertThat(plan.refusals()).isEmpty();
        assertThat(request(plan)).containsExactly(Map.entry("capacityProviderStrategy", new Value.Sequence(List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "ps, placementStrategy",
        "cs, capacityProviderStrategy",
        "lb, loadBalancers",
        "sc, serviceConnectConfiguration"
    })
    void nothingIsSentForWhatTheServiceDoesNotHave(String code, String member) {
        var plan = plan(wanted(s -> s.enableExecuteCommand(true)), live(s -> {}, "ex lt " + code));
        assertThat(request(plan)).doesNotContainKey(member);
        assertThat(writes(plan)).last().isEqualTo("TagResource ex lt");
    }

    @Test
    void theCountIsHandedOverByLeavingItOut() {
        var plan = plan(wanted(s -> {}), live(s -> s.desiredCount(7), "ds lt"));
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.unmanaged().keySet()).extracting(Object::toString).containsExactly("service.desiredCount");
        assertThat(notes(plan)).noneSatisfy(note -> assertThat(note).contains("cannot be reset"));
    }
}
