package io.github.ecsmaven.deployer.plan;

import static io.github.ecsmaven.deployer.plan.Fixtures.service;
import static io.github.ecsmaven.deployer.plan.Fixtures.taskDefinition;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/** What becomes of a member that was declared and no longer is, and of the record that tells. */
class RemovalTest {
    private static final String TAG = ManagedFieldsRecord.TAG;

    private static final CapacityProviderStrategyItem SPOT = CapacityProviderStrategyItem.builder()
            .capacityProvider("FARGATE_SPOT")
            .weight(1)
            .build();

    private final Planner planner = new Planner(FieldRules.load());

    @Test
    void aNewServiceIsCreatedWithItsRecord() {
        var plan = planner.plan(
                wanted(s -> s.desiredCount(1).enableExecuteCommand(true)), Fixtures.nothing(), Fixtures.ACCOUNT);
        var create = (Action.CreateService) plan.actions().get(1);
        assertThat(create.request().members().get("tags"))
                .isEqualTo(new Value.Sequence(List.of(
                        new Value.Structure(Map.of("key", new Value.Text(TAG), "value", new Value.Text("ex lt"))))));
    }

    @Test
    void anUnchangedRecordIsNotWritten() {
        var plan = plan(wanted(s -> s.enableExecuteCommand(true)), live(s -> s.enableExecuteCommand(false), "ex lt"));
        assertThat(writes(plan)).containsExactly("UpdateService {enableExecuteCommand}");
    }

    @Test
    void aRecordThatGrowsIsWrittenBeforeTheService() {
        var plan = plan(wanted(s -> s.enableExecuteCommand(true)), live(s -> s.enableExecuteCommand(false), "lt"));
        assertThat(writes(plan)).containsExactly("TagResource ex lt", "UpdateService {enableExecuteCommand}");
    }

    @Test
    void aRecordThatShrinksIsWrittenAfterTheService() {
        var plan = plan(wanted(s -> {}), live(s -> s.enableExecuteCommand(true), "ex lt"));
        assertThat(writes(plan)).containsExactly("UpdateService {enableExecuteCommand}", "TagResource lt");
        assertThat(request(plan)).containsEntry("enableExecuteCommand", new Value.Flag(false));
    }

    @Test
    void aRecordThatDoesBothIsWrittenBeforeAndAfter() {
        var plan = plan(wanted(s -> s.propagateTags("SERVICE")), live(s -> s.enableExecuteCommand(true), "ex lt"));
        assertThat(writes(plan))
                .containsExactly(
                        "TagResource ex lt pt",
                        "UpdateService {enableExecuteCommand, propagateTags}",
                        "TagResource lt pt");
    }

    @Test
    void aRecordIsWrittenOnceWhereTheServiceItselfDoesNotChange() {
        var plan = plan(wanted(s -> s.propagateTags("NONE")), live(s -> s.enableExecuteCommand(false), "ex lt"));
        assertThat(writes(plan)).containsExactly("TagResource lt pt");
        assertThat(plan.differs()).isFalse();
        assertThat(notes(plan))
                .containsExactly("service  record of managed fields: + propagateTags, - enableExecuteCommand");
    }

    @Test
    void anAdoptedServiceIsNotWrittenToWhereNothingElseChanges() {
        assertThat(plan(wanted(s -> {}), live(s -> s.enableExecuteCommand(true), null))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void anAdoptedServiceIsRecordedWithTheFirstChange() {
        var plan = plan(wanted(s -> s.propagateTags("SERVICE")), live(s -> s.enableExecuteCommand(true), null));
        assertThat(writes(plan)).containsExactly("TagResource lt pt", "UpdateService {propagateTags}");
    }

    @Test
    void aRecordThatBecomesEmptyIsTakenAway() {
        Map<String, Value> nothing = Map.of("serviceName", new Value.Text("orders"));
        var plan = plan(
                wanted(new Value.Structure(nothing)),
                live(s -> s.launchType((String) null).enableExecuteCommand(true), "ex"));
        assertThat(writes(plan)).containsExactly("UpdateService {enableExecuteCommand}", "UntagResource [" + TAG + "]");
    }

    @Test
    void tagsOfTheUserGoAlongWithTheRecord() {
        var plan = plan(
                Fixtures.withTags(wanted(s -> {}), Map.of("team", "checkout")),
                live(s -> s.enableExecuteCommand(true), "ex lt"));
        var service = plan.actions().stream()
                .filter(Action.TagResource.class::isInstance)
                .map(Action.TagResource.class::cast)
                .filter(tag -> tag.resourceArn().equals(Fixtures.SERVICE));
        assertThat(service)
                .containsExactly(new Action.TagResource(Fixtures.SERVICE, Map.of("team", "checkout", TAG, "lt")));
    }

    @Test
    void theRecordIsNoTagOfTheUser() {
        var plan = plan(
                Fixtures.withTags(wanted(s -> {}), Map.of(TAG, "lb", "aws:x", "y", "ecs:z", "y")), live(s -> {}, "lt"));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.differs()).isFalse();
    }

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "az | availabilityZoneRebalancing | set it to DISABLED",
                "nw | networkConfiguration | set it to the value that you want",
                "ss | schedulingStrategy | set it to REPLICA",
            })
    void whatNothingPutsBackIsNamedAndStaysRecorded(String code, String member, String cure) {
        var plan = plan(
                wanted(s -> s.enableExecuteCommand(true)),
                live(
                        s -> s.availabilityZoneRebalancing("ENABLED")
                                .schedulingStrategy("DAEMON")
                                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1"))),
                        "ex lt " + code));
        assertThat(notes(plan))
                .contains("service." + member + "  is no longer declared and cannot be reset (" + cure + ")");
        assertThat(plan.refusals()).isEmpty();
        assertThat(writes(plan)).containsExactly("UpdateService {enableExecuteCommand}");
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

    @Test
    void whatIsIgnoredByNowIsNeitherResetNorRecordedAnyMore() {
        var plan = plan(
                Fixtures.ignoring(wanted(s -> {}), "service.enableExecuteCommand"),
                live(s -> s.enableExecuteCommand(true), "ex lt"));
        assertThat(writes(plan)).containsExactly("TagResource lt");
    }

    @Test
    void theCountIsHandedOverByLeavingItOut() {
        var plan = plan(wanted(s -> {}), live(s -> s.desiredCount(7), "ds lt"));
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void aDamagedRecordIsToldAndOtherwiseWithoutConsequence() {
        var plan = plan(wanted(s -> {}), live(s -> s.enableExecuteCommand(true), "ex lt %% zz LT"));
        assertThat(notes(plan)).anySatisfy(note -> assertThat(note).contains("%% LT zz"));
        assertThat(writes(plan)).containsExactly("UpdateService {enableExecuteCommand}", "TagResource lt zz");
    }

    @Test
    void withoutARecordTheDiffNamesWhatIsNotReset() {
        var plan = plan(
                Fixtures.descriptor(
                        taskDefinition(c -> c).build(),
                        service(s -> s.propagateTags("SERVICE")).build()),
                live(s -> s.enableExecuteCommand(true), "ex lt"));
        assertThat(writes(plan)).containsExactly("UpdateService {propagateTags}");
        assertThat(notes(plan))
                .contains(
                        "service  managedFields is off: what is no longer in the descriptor cannot be reset by leaving"
                                + " it out: enableExecuteCommand");
    }

    @Test
    void noRecordIsKeptWhereThereIsNoRoomForItsTag() {
        Map<String, String> full =
                IntStream.range(0, 50).boxed().collect(Collectors.toMap(index -> "k" + index, index -> "v"));
        var found = live(s -> s.enableExecuteCommand(true), null);
        var plan = plan(wanted(s -> s.propagateTags("SERVICE")), withTags(found, Fixtures.SERVICE, full));
        assertThat(writes(plan)).containsExactly("UpdateService {propagateTags}");
        assertThat(notes(plan)).anySatisfy(note -> assertThat(note).contains("as many tags as it can have"));
    }

    @Test
    void noRecordIsKeptUnderAnArnThatCannotBeTagged() {
        var found = live(s -> s.enableExecuteCommand(true), null);
        var plan = plan(
                wanted(s -> s.propagateTags("SERVICE")),
                withTags(found, "arn:aws:ecs:eu-west-1:111122223333:service/orders", Map.of()));
        assertThat(writes(plan)).containsExactly("UpdateService {propagateTags}");
        assertThat(notes(plan)).anySatisfy(note -> assertThat(note).contains("old format"));
    }

    @Test
    void aNewDeploymentIsForcedAlsoWhereNothingDiffers() {
        var plan = planner.plan(wanted(s -> {}), live(s -> {}, "lt"), Fixtures.ACCOUNT, NewDeployment.FORCED);
        assertThat(request(plan)).containsExactly(Map.entry("forceNewDeployment", new Value.Flag(true)));
        assertThat(((Action.UpdateService) plan.actions().get(0)).startsDeployment())
                .isEqualTo(Action.StartsDeployment.YES);
        assertThat(leaves(plan))
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.effect()).isEqualTo(Effect.STARTS_DEPLOYMENT));
    }

    @Test
    void aForcedDeploymentGoesWithTheOneUpdate() {
        var plan = planner.plan(
                wanted(s -> s.enableExecuteCommand(true)),
                live(s -> {}, "ex lt"),
                Fixtures.ACCOUNT,
                NewDeployment.FORCED);
        assertThat(writes(plan)).containsExactly("UpdateService {enableExecuteCommand, forceNewDeployment}");
        assertThat(notes(plan)).isEmpty();
    }

    @Test
    void aForcedDeploymentOfATaskDefinitionAloneIsToldToHaveNoEffect() {
        var definition = taskDefinition(c -> c).build();
        var plan = planner.plan(
                Fixtures.descriptor(definition, null),
                new LiveState(Fixtures.revision(definition), null),
                Fixtures.ACCOUNT,
                NewDeployment.FORCED);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(notes(plan)).anySatisfy(note -> assertThat(note).contains("no service"));
    }

    private DeploymentPlan plan(DeploymentDescriptor descriptor, LiveState live) {
        return planner.plan(descriptor, live, Fixtures.ACCOUNT);
    }

    private static DeploymentDescriptor wanted(Consumer<CreateServiceRequest.Builder> settings) {
        return wanted(SdkValues.from(service(settings).build()));
    }

    private static DeploymentDescriptor wanted(Value.Structure service) {
        return Fixtures.recording(
                Fixtures.descriptor(SdkValues.from(taskDefinition(c -> c).build()), service));
    }

    private static LiveState live(Consumer<CreateServiceRequest.Builder> settings, String record) {
        return state(SdkValues.from(service(settings).build()), record);
    }

    private static LiveState state(Value.Structure service, String record) {
        return new LiveState(
                Fixtures.revision(taskDefinition(c -> c).build()),
                new LiveState.LiveService(
                        Fixtures.SERVICE,
                        LiveState.Status.ACTIVE,
                        service,
                        Fixtures.REVISION,
                        record == null ? Map.of() : Map.of(TAG, record),
                        Set.of(),
                        null));
    }

    private static LiveState withTags(LiveState state, String arn, Map<String, String> tags) {
        LiveState.LiveService of = state.findService().orElseThrow();
        return new LiveState(
                state.taskDefinition(),
                new LiveState.LiveService(
                        arn, of.status(), of.definition(), of.taskDefinitionArn(), tags, Set.of(), null));
    }

    private static List<String> writes(DeploymentPlan plan) {
        return plan.actions().stream().map(RemovalTest::text).toList();
    }

    private static String text(Action action) {
        if (action instanceof Action.TagResource tag) {
            return "TagResource " + tag.tags().get(TAG);
        }
        if (action instanceof Action.UntagResource untag) {
            return "UntagResource " + untag.keys();
        }
        return action instanceof Action.UpdateService update
                ? "UpdateService {"
                        + update.request().members().keySet().stream().sorted().collect(Collectors.joining(", "))
                        + "}"
                : action.operation();
    }

    private static Map<String, Value> request(DeploymentPlan plan) {
        return plan.actions().stream()
                .filter(Action.UpdateService.class::isInstance)
                .map(Action.UpdateService.class::cast)
                .findFirst()
                .orElseThrow()
                .request()
                .members();
    }

    private static DeploymentConfiguration configuration(DeploymentPlan plan) {
        return SdkValues.to(
                (Value.Structure) request(plan).get("deploymentConfiguration"), DeploymentConfiguration.builder());
    }

    private static List<Difference.Leaf> leaves(DeploymentPlan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.differences().leaves())
                .toList();
    }

    private static List<String> notes(DeploymentPlan plan) {
        return plan.notes().stream().map(Object::toString).toList();
    }

    private static Value scalar(String text) {
        return text.matches("[0-9]+") ? Value.Numeral.of(Long.parseLong(text)) : new Value.Text(text);
    }
}
