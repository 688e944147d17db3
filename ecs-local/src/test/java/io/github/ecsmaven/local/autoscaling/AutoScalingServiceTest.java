package io.github.ecsmaven.local.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.local.resource.ServiceCaller;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTargetAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.StepScalingPolicyConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceRequest;

class AutoScalingServiceTest {
    private static final String RESOURCE = "service/shop/web";
    private static final String DIMENSION = "ecs:service:DesiredCount";

    private final Services services = new Services();
    private final ServiceCaller scaling = new ServiceCaller(new AutoScalingService(services));

    /** ECS with nothing but counts. */
    private static final class Services implements ScalableServices {
        private final Map<String, Integer> counts = new LinkedHashMap<>(Map.of("shop/web", 2, "shop/api", 2));

        @Override
        public OptionalInt desiredCount(String cluster, String service, CallContext call) {
            Integer count = counts.get(cluster + "/" + service);
            return count == null ? OptionalInt.empty() : OptionalInt.of(count);
        }

        @Override
        public void scale(String cluster, String service, int desiredCount, CallContext call) {
            counts.put(cluster + "/" + service, desiredCount);
        }
    }

    /** All but the ARN, which is newer, is as in a recorded answer of 2021. */
    @Test
    void aTargetIsDescribedWithRoleAndNothingSuspended() {
        register(target -> target);

        ScalableTarget target = targets(request -> request).get(0);

        assertThat(target.toBuilder().scalableTargetARN(null).build())
                .isEqualTo(ScalableTarget.builder()
                        .serviceNamespace("ecs")
                        .resourceId(RESOURCE)
                        .scalableDimension(DIMENSION)
                        .minCapacity(1)
                        .maxCapacity(5)
                        .roleARN("arn:aws:iam::123456789012:role/aws-service-role/"
                                + "ecs.application-autoscaling.amazonaws.com/"
                                + "AWSServiceRoleForApplicationAutoScaling_ECSService")
                        .creationTime(ServiceCaller.NOW)
                        .suspendedState(SuspendedState.builder()
                                .dynamicScalingInSuspended(false)
                                .dynamicScalingOutSuspended(false)
                                .scheduledScalingSuspended(false)
                                .build())
                        .build());
        assertThat(target.scalableTargetARN())
                .matches("arn:aws:application-autoscaling:eu-west-1:123456789012:scalable-target/[0-9a-f]{32}");
    }

    @Test
    void registeringAgainChangesWhatIsGivenAndKeepsTheRest() {
        String arn = register(target -> target);
        String again = register(target -> target.minCapacity(null)
                .maxCapacity(9)
                .suspendedState(
                        SuspendedState.builder().scheduledScalingSuspended(true).build()));
        register(target -> target.minCapacity(null)
                .maxCapacity(null)
                .suspendedState(
                        SuspendedState.builder().dynamicScalingInSuspended(true).build()));

        ScalableTarget target = targets(request -> request).get(0);

        assertThat(again).isEqualTo(arn);
        assertThat(target.minCapacity()).isEqualTo(1);
        assertThat(target.maxCapacity()).isEqualTo(9);
        assertThat(target.suspendedState())
                .isEqualTo(SuspendedState.builder()
                        .dynamicScalingInSuspended(true)
                        .dynamicScalingOutSuspended(false)
                        .scheduledScalingSuspended(true)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"3, 5, 3", "0, 1, 1", "0, 0, 0", "1, 5, 2"})
    void theServiceIsBroughtWithinTheLimits(int least, int most, int count) {
        register(target -> target.minCapacity(least).maxCapacity(most));

        assertThat(services.counts).containsEntry("shop/web", count);
    }

    @Test
    void targetsAreFoundByResourceAndDimensionInTheirRegionOnly() {
        register(target -> target);
        register(target -> target.resourceId("service/shop/api"));

        assertThat(targets(request -> request)).hasSize(2);
        assertThat(targets(request -> request.resourceIds(RESOURCE))).hasSize(1);
        assertThat(targets(request -> request.resourceIds(RESOURCE).scalableDimension(DIMENSION)))
                .hasSize(1);
        assertThat(targets(request -> request.resourceIds("service/shop/none"))).isEmpty();
        assertThat(targets(request -> request.serviceNamespace("dynamodb"))).isEmpty();
        DescribeScalableTargetsResponse elsewhere = scaling.in("us-east-1")
                .call(DescribeScalableTargetsRequest.builder()
                        .serviceNamespace("ecs")
                        .build());
        assertThat(elsewhere.scalableTargets()).isEmpty();
    }

    @Test
    void targetTrackingHasAnAlarmForEachDirectionInWhichItScales() {
        register(target -> target);

        PutScalingPolicyResponse both = put(policy -> policy);
        PutScalingPolicyResponse outOnly = put(policy -> policy.policyName("out")
                .targetTrackingScalingPolicyConfiguration(
                        tracking().toBuilder().disableScaleIn(true).build()));

        assertThat(both.policyARN())
                .matches("arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:[0-9a-f-]{36}:resource/ecs/"
                        + RESOURCE + ":policyName/cpu");
        assertThat(both.alarms())
                .hasSize(2)
                .allSatisfy(alarm -> assertThat(alarm.alarmARN())
                        .isEqualTo("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:" + alarm.alarmName()));
        assertThat(both.alarms().get(0).alarmName()).matches("TargetTracking-" + RESOURCE + "-AlarmHigh-[0-9a-f-]{36}");
        assertThat(outOnly.alarms())
                .singleElement()
                .extracting(Alarm::alarmName)
                .asString()
                .contains("AlarmHigh");
    }

    @Test
    void aPolicyIsReplacedUnderItsNameAndKeepsItsArnAndTime() {
        register(target -> target);
        PutScalingPolicyResponse first = put(policy -> policy);
        PutScalingPolicyResponse second = put(policy -> policy.policyType((String) null)
                .targetTrackingScalingPolicyConfiguration(
                        tracking().toBuilder().targetValue(50.0).build()));

        List<ScalingPolicy> policies = policies(request -> request);

        assertThat(second).isEqualTo(first);
        assertThat(policies).singleElement().satisfies(policy -> {
            assertThat(policy.policyType()).isEqualTo(PolicyType.TARGET_TRACKING_SCALING);
            assertThat(policy.targetTrackingScalingPolicyConfiguration().targetValue())
                    .isEqualTo(50.0);
            assertThat(policy.creationTime()).isEqualTo(ServiceCaller.NOW);
            assertThat(policy.alarms()).isEqualTo(first.alarms());
        });
    }

    @Test
    void policiesComeByTenAndAreFoundByName() {
        register(target -> target);
        for (int i = 0; i < 12; i++) {
            String name = "p%02d".formatted(i);
            put(policy -> policy.policyName(name)
                    .policyType((String) null)
                    .targetTrackingScalingPolicyConfiguration((TargetTrackingScalingPolicyConfiguration) null)
                    .stepScalingPolicyConfiguration(
                            StepScalingPolicyConfiguration.builder().cooldown(1).build()));
        }

        DescribeScalingPoliciesResponse first = scaling.call(
                DescribeScalingPoliciesRequest.builder().serviceNamespace("ecs").build());

        assertThat(first.scalingPolicies()).hasSize(10);
        assertThat(first.scalingPolicies().get(0).policyType()).isEqualTo(PolicyType.STEP_SCALING);
        assertThat(policies(request -> request.nextToken(first.nextToken()))).hasSize(2);
        assertThat(policies(request -> request.policyNames("p03", "p04"))).hasSize(2);
        assertThat(policies(request -> request.resourceId("service/shop/api"))).isEmpty();
        scaling.call(DeleteScalingPolicyRequest.builder()
                .serviceNamespace("ecs")
                .resourceId(RESOURCE)
                .scalableDimension(DIMENSION)
                .policyName("p03")
                .build());
        assertThat(policies(request -> request.policyNames("p03", "p04"))).hasSize(1);
    }

    @Test
    void aScheduledActionKeepsWhatIsNotGivenAgainButForStartAndEnd() {
        register(target -> target);
        schedule(action -> action.timezone("Europe/Paris").startTime(Instant.EPOCH));
        schedule(action -> action.schedule(null)
                .scalableTargetAction((ScalableTargetAction) null)
                .endTime(Instant.EPOCH));

        assertThat(actions(request -> request)).singleElement().satisfies(action -> {
            assertThat(action.scheduledActionARN())
                    .matches("arn:aws:autoscaling:eu-west-1:123456789012:scheduledAction:[0-9a-f-]{36}:resource/ecs/"
                            + RESOURCE + ":scheduledActionName/night");
            assertThat(action.schedule()).isEqualTo("cron(0 22 * * ? *)");
            assertThat(action.timezone()).isEqualTo("Europe/Paris");
            assertThat(action.startTime()).isNull();
            assertThat(action.endTime()).isEqualTo(Instant.EPOCH);
            assertThat(action.scalableTargetAction().maxCapacity()).isEqualTo(1);
        });
        assertThat(actions(request -> request.scheduledActionNames("day"))).isEmpty();
        scaling.call(DeleteScheduledActionRequest.builder()
                .serviceNamespace("ecs")
                .resourceId(RESOURCE)
                .scalableDimension(DIMENSION)
                .scheduledActionName("night")
                .build());
        assertThat(actions(request -> request)).isEmpty();
    }

    @Test
    void aTargetTakesEverythingOnItAlong() {
        String arn = register(target -> target.tags(Map.of("a", "b")));
        put(policy -> policy);
        schedule(action -> action);

        scaling.call(DeregisterScalableTargetRequest.builder()
                .serviceNamespace("ecs")
                .resourceId(RESOURCE)
                .scalableDimension(DIMENSION)
                .build());

        assertThat(targets(request -> request)).isEmpty();
        assertThat(policies(request -> request)).isEmpty();
        assertThat(actions(request -> request)).isEmpty();
        register(target -> target);
        assertThat(tags(arn)).isEmpty();
    }

    @Test
    void tagsAreOfTheTarget() {
        String arn = register(target -> target.tags(Map.of("a", "b", "c", "d")));

        scaling.call(TagResourceRequest.builder()
                .resourceARN(arn)
                .tags(Map.of("e", "f"))
                .build());
        scaling.call(UntagResourceRequest.builder()
                .resourceARN(arn)
                .tagKeys("a", "none")
                .build());

        assertThat(tags(arn)).isEqualTo(Map.of("c", "d", "e", "f"));
    }

    @Test
    void itsStateIsSavedWhole() {
        String arn = register(target -> target.tags(Map.of("a", "b")));
        put(policy -> policy);
        schedule(action -> action);
        AutoScalingService other = new AutoScalingService(services);

        scaling.moveTo(other);

        ServiceCaller restarted = new ServiceCaller(other);
        for (SdkPojo request : List.of(
                DescribeScalableTargetsRequest.builder().serviceNamespace("ecs").build(),
                DescribeScalingPoliciesRequest.builder().serviceNamespace("ecs").build(),
                DescribeScheduledActionsRequest.builder()
                        .serviceNamespace("ecs")
                        .build(),
                ListTagsForResourceRequest.builder().resourceARN(arn).build())) {
            Object before = scaling.call(request);
            assertThat(restarted.<Object>call(request)).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void whatAwsRefusesIsRefused(String code, String message, SdkPojo request) {
        register(target -> target);
        put(policy -> policy);
        schedule(action -> action);

        assertThatThrownBy(() -> scaling.call(request)).isInstanceOfSatisfying(ApiException.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.status()).isEqualTo(400);
            assertThat(error).hasMessageContaining(message);
        });
    }

    static Stream<Arguments> refusals() {
        Map<String, String> tooMany = IntStream.range(0, 51).boxed().collect(Collectors.toMap(n -> "k" + n, n -> "v"));
        return Stream.of(
                invalid(
                        "ECS service doesn't exist: service/shop/none",
                        target().resourceId("service/shop/none").build()),
                invalid(
                        "MinCapacity is required",
                        target().resourceId("service/shop/api")
                                .minCapacity(null)
                                .build()),
                invalid(
                        "MaxCapacity is required",
                        target().resourceId("service/shop/api")
                                .maxCapacity(null)
                                .build()),
                invalid("less than minimum", target().minCapacity(6).build()),
                invalid("negative", target().minCapacity(-1).build()),
                invalid("more than 50 tags", target().tags(tooMany).build()),
                invalid("must not be null", target().resourceId(null).build()),
                invalid(
                        "namespace ecs alone",
                        target().serviceNamespace("dynamodb").build()),
                invalid(
                        "Unsupported",
                        target().scalableDimension("ecs:service:Other").build()),
                invalid("Unsupported", target().resourceId("service/web").build()),
                notFound(
                        "No scalable target registered",
                        policy().resourceId("service/shop/api").build()),
                invalid("policyName", policy().policyName("").build()),
                invalid("enum value set", policy().policyType("Magic").build()),
                invalid(
                        "cannot be changed",
                        policy().policyType(PolicyType.STEP_SCALING).build()),
                invalid(
                        "complete configuration",
                        policy().targetTrackingScalingPolicyConfiguration(
                                        tracking().toBuilder().targetValue(null).build())
                                .build()),
                invalid(
                        "complete configuration",
                        policy().targetTrackingScalingPolicyConfiguration(
                                        (TargetTrackingScalingPolicyConfiguration) null)
                                .build()),
                invalid(
                        "only the configuration of its type",
                        policy().stepScalingPolicyConfiguration(
                                        StepScalingPolicyConfiguration.builder().build())
                                .build()),
                notFound(
                        "No scaling policy found",
                        DeleteScalingPolicyRequest.builder()
                                .serviceNamespace("ecs")
                                .resourceId(RESOURCE)
                                .scalableDimension(DIMENSION)
                                .policyName("other")
                                .build()),
                notFound(
                        "No scalable target registered",
                        action().resourceId("service/shop/api").build()),
                invalid("schedule", action().schedule("daily").build()),
                invalid(
                        "scheduledActionName",
                        action().scheduledActionName("a/b").build()),
                invalid(
                        "MinCapacity and MaxCapacity",
                        action().scalableTargetAction(
                                        ScalableTargetAction.builder().build())
                                .build()),
                invalid(
                        "less than minimum",
                        action().scalableTargetAction(ScalableTargetAction.builder()
                                        .minCapacity(2)
                                        .maxCapacity(1)
                                        .build())
                                .build()),
                notFound(
                        "No scheduled action found",
                        DeleteScheduledActionRequest.builder()
                                .serviceNamespace("ecs")
                                .resourceId(RESOURCE)
                                .scalableDimension(DIMENSION)
                                .scheduledActionName("other")
                                .build()),
                notFound(
                        "No scalable target found",
                        DeregisterScalableTargetRequest.builder()
                                .serviceNamespace("ecs")
                                .resourceId("service/shop/api")
                                .scalableDimension(DIMENSION)
                                .build()),
                invalid(
                        "must not be null",
                        DescribeScalableTargetsRequest.builder().build()),
                invalid(
                        "resource ID must be given",
                        DescribeScalingPoliciesRequest.builder()
                                .serviceNamespace("ecs")
                                .scalableDimension(DIMENSION)
                                .build()),
                invalid(
                        "between 1 and 50",
                        DescribeScheduledActionsRequest.builder()
                                .serviceNamespace("ecs")
                                .maxResults(51)
                                .build()),
                invalid(
                        "between 1 and 10",
                        DescribeScalingPoliciesRequest.builder()
                                .serviceNamespace("ecs")
                                .maxResults(11)
                                .build()),
                arguments(
                        "InvalidNextTokenException",
                        "token",
                        DescribeScalableTargetsRequest.builder()
                                .serviceNamespace("ecs")
                                .nextToken("x")
                                .build()),
                arguments(
                        "ResourceNotFoundException",
                        "arn:none",
                        ListTagsForResourceRequest.builder()
                                .resourceARN("arn:none")
                                .build()));
    }

    @Test
    void aTargetBearsFiftyTags() {
        String arn = register(target -> target);
        Map<String, String> tooMany = IntStream.range(0, 51).boxed().collect(Collectors.toMap(n -> "k" + n, n -> "v"));
        TagResourceRequest request =
                TagResourceRequest.builder().resourceARN(arn).tags(tooMany).build();

        assertThatThrownBy(() -> scaling.call(request))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("TooManyTagsException"));
    }

    private static Arguments invalid(String message, SdkPojo request) {
        return arguments("ValidationException", message, request);
    }

    private static Arguments notFound(String message, SdkPojo request) {
        return arguments("ObjectNotFoundException", message, request);
    }

    private static RegisterScalableTargetRequest.Builder target() {
        return RegisterScalableTargetRequest.builder()
                .serviceNamespace("ecs")
                .resourceId(RESOURCE)
                .scalableDimension(DIMENSION)
                .minCapacity(1)
                .maxCapacity(5);
    }

    private static PutScalingPolicyRequest.Builder policy() {
        return PutScalingPolicyRequest.builder()
                .serviceNamespace("ecs")
                .resourceId(RESOURCE)
                .scalableDimension(DIMENSION)
                .policyName("cpu")
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(tracking());
    }

    private static TargetTrackingScalingPolicyConfiguration tracking() {
        return TargetTrackingScalingPolicyConfiguration.builder()
                .targetValue(75.0)
                .predefinedMetricSpecification(PredefinedMetricSpecification.builder()
                        .predefinedMetricType(MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION)
                        .build())
                .build();
    }

    private static PutScheduledActionRequest.Builder action() {
        return PutScheduledActionRequest.builder()
                .serviceNamespace("ecs")
                .resourceId(RESOURCE)
                .scalableDimension(DIMENSION)
                .scheduledActionName("night")
                .schedule("cron(0 22 * * ? *)")
                .scalableTargetAction(
                        ScalableTargetAction.builder().maxCapacity(1).build());
    }

    private String register(UnaryOperator<RegisterScalableTargetRequest.Builder> change) {
        RegisterScalableTargetResponse answer =
                scaling.call(change.apply(target()).build());
        return answer.scalableTargetARN();
    }

    private PutScalingPolicyResponse put(UnaryOperator<PutScalingPolicyRequest.Builder> change) {
        return scaling.call(change.apply(policy()).build());
    }

    private void schedule(UnaryOperator<PutScheduledActionRequest.Builder> change) {
        scaling.call(change.apply(action()).build());
    }

    private List<ScalableTarget> targets(UnaryOperator<DescribeScalableTargetsRequest.Builder> filter) {
        DescribeScalableTargetsResponse answer = scaling.call(
                filter.apply(DescribeScalableTargetsRequest.builder().serviceNamespace("ecs"))
                        .build());
        return answer.scalableTargets();
    }

    private List<ScalingPolicy> policies(UnaryOperator<DescribeScalingPoliciesRequest.Builder> filter) {
        DescribeScalingPoliciesResponse answer = scaling.call(
                filter.apply(DescribeScalingPoliciesRequest.builder().serviceNamespace("ecs"))
                        .build());
        return answer.scalingPolicies();
    }

    private List<ScheduledAction> actions(UnaryOperator<DescribeScheduledActionsRequest.Builder> filter) {
        DescribeScheduledActionsResponse answer = scaling.call(
                filter.apply(DescribeScheduledActionsRequest.builder().serviceNamespace("ecs"))
                        .build());
        return answer.scheduledActions();
    }

    private Map<String, String> tags(String arn) {
        ListTagsForResourceResponse answer = scaling.call(
                ListTagsForResourceRequest.builder().resourceARN(arn).build());
        return answer.tags();
    }
}
