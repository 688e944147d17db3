package io.github.ecsmaven.deployer.plan;

import static io.github.ecsmaven.deployer.plan.ScalingFixtures.cpu;
import static io.github.ecsmaven.deployer.plan.ScalingFixtures.leaves;
import static io.github.ecsmaven.deployer.plan.ScalingFixtures.night;
import static io.github.ecsmaven.deployer.plan.ScalingFixtures.operations;
import static io.github.ecsmaven.deployer.plan.ScalingFixtures.scaled;
import static io.github.ecsmaven.deployer.plan.ScalingFixtures.scaling;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.live.LiveSurroundings;
import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveScaling;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Kind;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Operation;
import io.github.ecsmaven.deployer.plan.ScalingAction.PutScalingPolicy;
import io.github.ecsmaven.deployer.plan.ScalingAction.PutScheduledAction;
import io.github.ecsmaven.deployer.plan.ScalingAction.RegisterScalableTarget;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

class AutoScalingSectionTest {
    private static final String CPU = "{ policyName: cpu, targetTrackingScalingPolicyConfiguration: { targetValue: 60,"
            + " predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageCPUUtilization } } }";
    private static final String NIGHT = "{ scheduledActionName: night, schedule: \"cron(0 22 * * ? *)\","
            + " scalableTargetAction: { 'minCapacity' : 1 } }";

    private static final String LEAST = "minCapacity:";
    private static final String MOST = "maxCapacity:";

    @TempDir
    private Path directory;

    /** The limits are 2 and 10 unless they are given. */
    private DeploymentPlan plan(String autoScaling, LiveScaling live) {
        LiveSurroundings around = live == null ? LiveSurroundings.none() : scaled(live);
        return ScalingFixtures.plan(
                ScalingFixtures.descriptor(directory, "autoScaling: { " + limited(autoScaling) + " }\n"), around);
    }

    private static String limited(String autoScaling) {
        return (autoScaling.contains(LEAST) ? "" : LEAST + " 2, ")
                + (autoScaling.contains(MOST) ? "" : MOST + " 10, ")
                + autoScaling;
    }

    @Test
    void aTargetThatIsMissingIsRegisteredWithItsPoliciesAndScheduledActions() {
        DeploymentPlan plan = plan(
                "minCapacity: 2, maxCapacity: 10, scalingPolicies: [" + CPU + "], scheduledActions: [" + NIGHT + "]",
                null);

        assertThat(operations(plan))
                .containsExactly(
                        "application-autoscaling:RegisterScalableTarget",
                        "application-autoscaling:PutScalingPolicy",
                        "application-autoscaling:PutScheduledAction");
        assertThat(plan.changes())
                .extracting(DeploymentPlan.ResourceChange::kind)
                .containsExactly(Kind.SCALABLE_TARGET, Kind.SCALING_POLICY, Kind.SCHEDULED_ACTION);
        assertThat(plan.changes())
                .extracting(DeploymentPlan.ResourceChange::operation)
                .containsOnly(Operation.CREATE);
        RegisterScalableTarget register =
                (RegisterScalableTarget) plan.actions().get(0);
        assertThat(register.tags()).isEqualTo(Map.of("team", "checkout"));
        assertThat(register.service().resourceId()).isEqualTo("service/shop/orders");
        PutScalingPolicy put = (PutScalingPolicy) plan.actions().get(1);
        assertThat(put.request().members()).containsEntry("policyType", new Value.Text("TargetTrackingScaling"));
    }

    @Test
    void whatIsDescribedAsItIsWantedIsNoChange() {
        DeploymentPlan plan = plan(
                "minCapacity: 2, maxCapacity: 10, scalingPolicies: [" + CPU + "], scheduledActions: [" + NIGHT + "]",
                scaling(List.of(cpu("cpu")), List.of(night("night"))));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.differs()).isFalse();
        assertThat(plan.addedByServer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minCapacity: 3, maxCapacity: 10 | ~ autoScaling.minCapacity | minCapacity",
                "maxCapacity: 20 | ~ autoScaling.maxCapacity | maxCapacity",
                "suspendedState: { scheduledScalingSuspended: true } |"
                        + " ~ autoScaling.suspendedState.scheduledScalingSuspended | suspendedState"
            })
    void onlyTheMemberThatChangesIsSent(String written, String leaf, String member) {
        DeploymentPlan plan = plan(written, scaling());

        assertThat(leaves(plan)).containsExactly(leaf);
        assertThat(plan.actions())
                .singleElement()
                .satisfies(action -> assertThat(
                                ((RegisterScalableTarget) action).request().members())
                        .containsOnlyKeys(member));
    }

    @Test
    void whatIsNoLongerSuspendedIsResumedByName() {
        Value.Structure target = SdkValues.from(ScalableTarget.builder()
                .minCapacity(2)
                .maxCapacity(10)
                .suspendedState(state -> state.dynamicScalingInSuspended(true).dynamicScalingOutSuspended(true))
                .build());
        LiveScaling live = new LiveScaling(target, List.of(), List.of());

        RegisterScalableTarget one =
                (RegisterScalableTarget) plan("suspendedState: { dynamicScalingInSuspended: true }", live)
                        .actions()
                        .get(0);
        RegisterScalableTarget all = (RegisterScalableTarget)
                plan("minCapacity: 2, suspendedState: null", live).actions().get(0);

        assertThat(suspended(one))
                .isEqualTo(Map.of(
                        "dynamicScalingInSuspended", new Value.Flag(true),
                        "dynamicScalingOutSuspended", new Value.Flag(false)));
        assertThat(suspended(all))
                .isEqualTo(Map.of(
                        "dynamicScalingInSuspended", new Value.Flag(false),
                        "dynamicScalingOutSuspended", new Value.Flag(false)));
        assertThat(plan("minCapacity: 2", live).unmanaged().keySet())
                .contains(KeyedPath.of("autoScaling", "suspendedState"));
    }

    private static Map<String, Value> suspended(RegisterScalableTarget register) {
        return ((Value.Structure) register.request().members().get("suspendedState")).members();
    }

    @Test
    void theRoleThatAwsChoosesIsNobodysNews() {
        DeploymentPlan plan = plan("maxCapacity: 10", scaling());

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unmanaged().keySet()).noneMatch(path -> path.startsWith(KeyedPath.of("autoScaling")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "targetValue: 60 | targetValue: 70 | targetValue",
                "targetValue: 60 | targetValue: 60, scaleInCooldown: PT10M | scaleInCooldown",
                "targetValue: 60 | targetValue: 60, disableScaleIn: true | disableScaleIn"
            })
    void aPolicyThatDiffersIsPutWhole(String before, String after, String member) {
        String changed = CPU.replace(before, after);

        DeploymentPlan plan = plan("scalingPolicies: [" + changed + "]", scaling(List.of(cpu("cpu")), List.of()));

        assertThat(leaves(plan))
                .singleElement()
                .asString()
                .endsWith("autoScaling.scalingPolicies[cpu].targetTrackingScalingPolicyConfiguration." + member);
        assertThat(plan.changes().get(0).title()).isEqualTo("scaling policy cpu");
        PutScalingPolicy put = (PutScalingPolicy) plan.actions().get(0);
        assertThat(put.request().members())
                .containsKeys("policyName", "policyType", "targetTrackingScalingPolicyConfiguration")
                .doesNotContainKeys("alarms", "policyARN", "resourceId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "targetValue: 60, scaleInCooldown: 300, scaleOutCooldown: 300",
                "targetValue: 60.0, disableScaleIn: false",
                "scaleInCooldown: PT5M, targetValue: 60"
            })
    void aDefaultThatIsWrittenIsNoChange(String written) {
        DeploymentPlan plan = plan(
                "scalingPolicies: [" + CPU.replace("targetValue: 60", written) + "]",
                scaling(List.of(cpu("cpu")), List.of()));

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void aMemberThatIsLeftOutIsPutBackToItsDefaultByName() {
        var slow = cpu("cpu").toBuilder()
                .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(60.0)
                        .scaleInCooldown(900)
                        .predefinedMetricSpecification(
                                metric -> metric.predefinedMetricType("ECSServiceAverageCPUUtilization")))
                .build();
        var berlin = night("night").toBuilder().timezone("Europe/Berlin").build();

        DeploymentPlan plan = plan(
                "scalingPolicies: [" + CPU + "], scheduledActions: [" + NIGHT + "]",
                scaling(List.of(slow), List.of(berlin)));

        Value.Structure put = ((PutScalingPolicy) plan.actions().get(0)).request();
        assertThat(((Value.Structure) put.members().get("targetTrackingScalingPolicyConfiguration")).members())
                .containsEntry("scaleInCooldown", Value.Numeral.of(300))
                .doesNotContainKey("scaleOutCooldown");
        assertThat(((PutScheduledAction) plan.actions().get(1)).request().members())
                .containsEntry("timezone", new Value.Text("UTC"));
    }

    @Test
    void aPolicyOfAnotherTypeTakesThePlaceOfTheOldOne() {
        DeploymentPlan plan = plan(
                "scalingPolicies: [{ policyName: cpu, stepScalingPolicyConfiguration: { adjustmentType:"
                        + " ChangeInCapacity, stepAdjustments: [{ metricIntervalLowerBound: 0, scalingAdjustment: 1 }] } }]",
                scaling(List.of(cpu("cpu")), List.of()));

        assertThat(operations(plan))
                .containsExactly(
                        "application-autoscaling:DeleteScalingPolicy", "application-autoscaling:PutScalingPolicy");
        assertThat(leaves(plan)).contains("~ autoScaling.scalingPolicies[cpu].policyType");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxCapacity: 10 | 0",
                "scalingPolicies: [], maxCapacity: 10 | 2",
                "scalingPolicies: null, maxCapacity: 10 | 2",
                "scheduledActions: [] | 1",
                "scalingPolicies: [], scheduledActions: [] | 3"
            })
    void onlyAnEmptyListRemoves(String written, int deletions) {
        DeploymentPlan plan = plan(written, scaling(List.of(cpu("cpu"), cpu("memory")), List.of(night("night"))));

        assertThat(operations(plan))
                .hasSize(deletions)
                .allMatch(operation -> operation.startsWith("application-autoscaling:Delete"));
        assertThat(plan.changes()).allMatch(change -> change.operation() == Operation.DELETE);
        assertThat(plan.unmanaged().keySet().stream()
                        .map(KeyedPath::toString)
                        .filter(path -> path.startsWith("autoScaling.sc")))
                .hasSize(3 - deletions);
    }

    @Test
    void aPolicyThatTheDescriptorDoesNotNameIsKeptAndListed() {
        DeploymentPlan plan =
                plan("scalingPolicies: [" + CPU + "]", scaling(List.of(cpu("cpu"), cpu("by-hand")), List.of()));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unmanaged())
                .containsKey(KeyedPath.of("autoScaling", "scalingPolicies").key("by-hand"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autoScaling.maxCapacity",
                "autoScaling.scalingPolicies[cpu].targetTrackingScalingPolicyConfiguration.targetValue",
                "autoScaling.scalingPolicies[*]",
                "autoScaling.scheduledActions"
            })
    void whatOthersOwnIsLeftAlone(String path) {
        var descriptor = ScalingFixtures.descriptor(
                directory,
                "autoScaling: { minCapacity: 2, maxCapacity: 20, scalingPolicies: [" + CPU.replace("60", "70")
                        + "], scheduledActions: [" + NIGHT.replace("22", "23") + "] }\nignore: ['" + path + "']\n");

        List<String> leaves =
                leaves(ScalingFixtures.plan(descriptor, scaled(scaling(List.of(cpu("cpu")), List.of(night("night"))))));

        assertThat(leaves).hasSize(2).noneMatch(leaf -> leaf.startsWith("~ " + path.replace("[*]", "")));
    }

    @Test
    void tagsOfItsOwnAreComparedAndCommonOnesAreGivenToWhatIsCreated() {
        LiveScaling live =
                new LiveScaling(scaling().target(), List.of(), List.of(), Map.of("stage", "old", "by", "me"));

        DeploymentPlan plan = plan("maxCapacity: 10, tags: { stage: new }", live);

        assertThat(plan.actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        ScalingAction.TagScalableTarget.class,
                        tag -> assertThat(tag.tags()).isEqualTo(Map.of("stage", "new")));
        assertThat(plan("maxCapacity: 10", live).isEmpty()).isTrue();
    }

    @Test
    void aNewServiceBeginsWithTheLeastUnlessACountIsGiven() {
        String scaling = "autoScaling: { minCapacity: 3, maxCapacity: 10 }\n";

        assertThat(createdCount(ScalingFixtures.planOfNew(ScalingFixtures.described(directory, "", scaling))))
                .isEqualTo(Value.Numeral.of(3));
        assertThat(createdCount(
                        ScalingFixtures.planOfNew(ScalingFixtures.described(directory, "desiredCount: 5", scaling))))
                .isEqualTo(Value.Numeral.of(5));
    }

    private static Value createdCount(DeploymentPlan plan) {
        return plan.actions().stream()
                .filter(Action.CreateService.class::isInstance)
                .map(action ->
                        ((Action.CreateService) action).request().members().get("desiredCount"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCountOfAScaledServiceIsNotFoughtOver() {
        DeploymentPlan declared = plan("minCapacity: 2, maxCapacity: 10", scaling());
        DeploymentPlan anothers = ScalingFixtures.plan(ScalingFixtures.descriptor(directory, ""), scaled(scaling()));
        DeploymentPlan unscaled =
                ScalingFixtures.plan(ScalingFixtures.descriptor(directory, ""), LiveSurroundings.none());

        for (DeploymentPlan plan : List.of(declared, anothers)) {
            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.unmanaged())
                    .containsEntry(KeyedPath.of("service", "desiredCount"), new Value.Text("6 (auto scaling 2–10)"));
        }
        assertThat(leaves(unscaled)).containsExactly("~ service.desiredCount");
    }
}
