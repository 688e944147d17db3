package io.github.ecsmaven.deployer.plan;

import static io.github.ecsmaven.deployer.plan.Fixtures.service;
import static io.github.ecsmaven.deployer.plan.Fixtures.taskDefinition;
import static io.github.ecsmaven.deployer.plan.ServicePlans.live;
import static io.github.ecsmaven.deployer.plan.ServicePlans.notes;
import static io.github.ecsmaven.deployer.plan.ServicePlans.plan;
import static io.github.ecsmaven.deployer.plan.ServicePlans.request;
import static io.github.ecsmaven.deployer.plan.ServicePlans.wanted;
import static io.github.ecsmaven.deployer.plan.ServicePlans.withTags;
import static io.github.ecsmaven.deployer.plan.ServicePlans.writes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the record of managed fields is written, and what it says. */
class ManagedFieldsRecordTest {
    private static final String TAG = ManagedFieldsRecord.TAG;

    @Test
    void aNewServiceIsCreatedWithItsRecord() {
        var plan = plan(wanted(s -> s.desiredCount(1).enableExecuteCommand(true)), Fixtures.nothing());
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
    void whatIsIgnoredByNowIsNeitherResetNorRecordedAnyMore() {
        var plan = plan(
                Fixtures.ignoring(wanted(s -> {}), "service.enableExecuteCommand"),
                live(s -> s.enableExecuteCommand(true), "ex lt"));
        assertThat(writes(plan)).containsExactly("TagResource lt");
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
}
