package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** The operations on scaling policies. The alarms of target tracking are named and exist nowhere. */
final class ScalingPolicyOperations {
    private static final Pattern NAME = Pattern.compile("\\p{Print}{1,256}");
    private static final Listing POLICIES = Refusals.listing(10);

    private final Registrations registrations;

    ScalingPolicyOperations(Registrations registrations) {
        this.registrations = registrations;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("PutScalingPolicy", PutScalingPolicyRequest::builder, this::put),
                Operation.write("DeleteScalingPolicy", DeleteScalingPolicyRequest::builder, this::delete),
                Operation.read("DescribeScalingPolicies", DescribeScalingPoliciesRequest::builder, this::describe));
    }

    private PutScalingPolicyResponse put(PutScalingPolicyRequest request, CallContext call) {
        Target target = Target.of(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        String name = named(request.policyName());
        registrations.requireTarget(target, call);
        Optional<ScalingPolicy> before = registrations.policies().find(target, name, call);
        PolicyType type = type(request, before);
        requireConfiguration(request, type);
        ScalingPolicy policy = before.orElseGet(() -> created(target, name, call)).toBuilder()
                .policyType(type)
                .stepScalingPolicyConfiguration(request.stepScalingPolicyConfiguration())
                .targetTrackingScalingPolicyConfiguration(request.targetTrackingScalingPolicyConfiguration())
                .predictiveScalingPolicyConfiguration(request.predictiveScalingPolicyConfiguration())
                .alarms(alarms(target, name, request.targetTrackingScalingPolicyConfiguration(), call))
                .build();
        registrations.policies().put(target, name, policy, call);
        return PutScalingPolicyResponse.builder()
                .policyARN(policy.policyARN())
                .alarms(policy.alarms())
                .build();
    }

    private static String named(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Refusals.invalid("1 validation error detected: Value at 'policyName' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: \\p{Print}+");
        }
        return name;
    }

    private static PolicyType type(PutScalingPolicyRequest request, Optional<ScalingPolicy> before) {
        if (request.policyType() == PolicyType.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalid("1 validation error detected: Value '" + request.policyTypeAsString()
                    + "' at 'policyType' failed to satisfy constraint: Member must satisfy enum value set: "
                    + PolicyType.knownValues());
        }
        PolicyType kept = before.map(ScalingPolicy::policyType).orElse(PolicyType.STEP_SCALING);
        PolicyType type = request.policyType() == null ? kept : request.policyType();
        if (before.isPresent() && type != kept) {
            throw Refusals.invalid("The type of the scaling policy " + request.policyName() + " cannot be changed from "
                    + kept + " to " + type);
        }
        return type;
    }

    private static void requireConfiguration(PutScalingPolicyRequest request, PolicyType type) {
        boolean given = switch (type) {
            case STEP_SCALING -> request.stepScalingPolicyConfiguration() != null;
            case TARGET_TRACKING_SCALING -> isComplete(request.targetTrackingScalingPolicyConfiguration());
            default -> request.predictiveScalingPolicyConfiguration() != null;
        };
        if (!given) {
            throw Refusals.invalid(
                    "A scaling policy of the type " + type + " needs a complete configuration of its type");
        }
        long configurations = Stream.of(
                        request.stepScalingPolicyConfiguration(),
                        request.targetTrackingScalingPolicyConfiguration(),
                        request.predictiveScalingPolicyConfiguration())
                .filter(configuration -> configuration != null)
                .count();
        if (configurations > 1) {
            throw Refusals.invalid("A scaling policy has only the configuration of its type, " + type);
        }
    }

    private static boolean isComplete(@Nullable TargetTrackingScalingPolicyConfiguration tracking) {
        return tracking != null
                && tracking.targetValue() != null
                && (tracking.predefinedMetricSpecification() == null)
                        != (tracking.customizedMetricSpecification() == null);
    }

    private static ScalingPolicy created(Target target, String name, CallContext call) {
        return ScalingPolicy.builder()
                .policyARN(ResourceArn.of(
                        call,
                        "autoscaling",
                        "scalingPolicy:" + uuid(target, "", call) + ":resource/" + target.namespace() + "/"
                                + target.resourceId() + ":policyName/" + name))
                .policyName(name)
                .serviceNamespace(target.namespace())
                .resourceId(target.resourceId())
                .scalableDimension(target.dimension())
                .creationTime(call.now())
                .build();
    }

    /** One alarm to scale out by, and one to scale in by where that is not disabled. */
    private static List<Alarm> alarms(
            Target target, String name, @Nullable TargetTrackingScalingPolicyConfiguration tracking, CallContext call) {
        if (tracking == null) {
            return List.of();
        }
        Stream<String> sides =
                Boolean.TRUE.equals(tracking.disableScaleIn()) ? Stream.of("High") : Stream.of("High", "Low");
        return sides.map(side -> "TargetTracking-" + target.resourceId() + "-Alarm" + side + "-"
                        + uuid(target, name + side, call))
                .map(alarm -> Alarm.builder()
                        .alarmName(alarm)
                        .alarmARN(ResourceArn.of(call, "cloudwatch", "alarm:" + alarm))
                        .build())
                .toList();
    }

    private static UUID uuid(Target target, String more, CallContext call) {
        return UUID.nameUUIDFromBytes((target.key(call) + more).getBytes(StandardCharsets.UTF_8));
    }

    private DeleteScalingPolicyResponse delete(DeleteScalingPolicyRequest request, CallContext call) {
        Target target = Target.of(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        String name = named(request.policyName());
        if (registrations.policies().remove(target, name, call).isEmpty()) {
            throw Refusals.notFound("No scaling policy found for " + target.described() + ", policy name: " + name);
        }
        return DeleteScalingPolicyResponse.builder().build();
    }

    private DescribeScalingPoliciesResponse describe(DescribeScalingPoliciesRequest request, CallContext call) {
        Filter filter = Filter.of(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        List<ScalingPolicy> found = registrations.policies().all(call).stream()
                .filter(policy -> filter.admits(
                        policy.serviceNamespaceAsString(), policy.resourceId(), policy.scalableDimensionAsString()))
                .filter(policy ->
                        request.policyNames().isEmpty() || request.policyNames().contains(policy.policyName()))
                .toList();
        Listing.Page<ScalingPolicy> page = POLICIES.page(found, request.nextToken(), request.maxResults());
        return DescribeScalingPoliciesResponse.builder()
                .scalingPolicies(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
