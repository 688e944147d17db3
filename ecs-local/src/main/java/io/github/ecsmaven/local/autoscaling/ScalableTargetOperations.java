package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.resource.TagsByArn;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** The operations on scalable targets. */
final class ScalableTargetOperations {
    private static final Listing TARGETS = Refusals.listing(50);
    private static final String ROLE = "role/aws-service-role/ecs.application-autoscaling.amazonaws.com/"
            + "AWSServiceRoleForApplicationAutoScaling_ECSService";

    private final Registrations registrations;
    private final ScalableServices services;
    private final TagsByArn tags;

    ScalableTargetOperations(Registrations registrations, ScalableServices services, TagsByArn tags) {
        this.registrations = registrations;
        this.services = services;
        this.tags = tags;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("RegisterScalableTarget", RegisterScalableTargetRequest::builder, this::register),
                Operation.write("DeregisterScalableTarget", DeregisterScalableTargetRequest::builder, this::deregister),
                Operation.read("DescribeScalableTargets", DescribeScalableTargetsRequest::builder, this::describe));
    }

    /** Registers or changes a target; a service outside the new limits is brought within them. */
    private RegisterScalableTargetResponse register(RegisterScalableTargetRequest request, CallContext call) {
        Target target = Target.of(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        Optional<ScalableTarget> before = registrations.target(target, call);
        int least = given("MinCapacity", request.minCapacity(), before.map(ScalableTarget::minCapacity));
        int most = given("MaxCapacity", request.maxCapacity(), before.map(ScalableTarget::maxCapacity));
        if (least < 0 || most < 0) {
            throw Refusals.invalid("Minimum and maximum capacity must not be negative");
        }
        if (most < least) {
            throw Refusals.invalid("Maximum capacity cannot be less than minimum capacity");
        }
        OptionalInt count = services.desiredCount(target.cluster(), target.service(), call);
        if (count.isEmpty()) {
            throw Refusals.invalid("ECS service doesn't exist: " + target.resourceId());
        }
        ScalableTarget registered = before.orElseGet(() -> created(target, call)).toBuilder()
                .minCapacity(least)
                .maxCapacity(most)
                .suspendedState(suspended(
                        request.suspendedState(),
                        before.map(ScalableTarget::suspendedState).orElse(null)))
                .build();
        if (tags.wouldBeTooMany(registered.scalableTargetARN(), request.tags())) {
            throw new ApiException(
                    "ValidationException", 400, "A scalable target can have no more than " + TagsByArn.MOST + " tags.");
        }
        registrations.put(target, registered, call);
        tags.put(registered.scalableTargetARN(), request.tags());
        int within = Math.max(least, Math.min(most, count.getAsInt()));
        if (within != count.getAsInt()) {
            services.scale(target.cluster(), target.service(), within, call);
        }
        return RegisterScalableTargetResponse.builder()
                .scalableTargetARN(registered.scalableTargetARN())
                .build();
    }

    private static ScalableTarget created(Target target, CallContext call) {
        return ScalableTarget.builder()
                .serviceNamespace(target.namespace())
                .resourceId(target.resourceId())
                .scalableDimension(target.dimension())
                .roleARN(ResourceArn.iam(call, ROLE))
                .creationTime(call.now())
                .scalableTargetARN(arn(target, call))
                .build();
    }

    private static String arn(Target target, CallContext call) {
        String id = UUID.nameUUIDFromBytes(target.key(call).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return ResourceArn.of(call, "application-autoscaling", "scalable-target/" + id);
    }

    private static int given(String member, @Nullable Integer now, Optional<Integer> before) {
        if (now != null) {
            return now;
        }
        return before.orElseThrow(
                () -> Refusals.invalid(member + " is required when registering a new scalable target"));
    }

    /** What is not given stays; at first nothing is suspended. */
    private static SuspendedState suspended(@Nullable SuspendedState given, @Nullable SuspendedState before) {
        SuspendedState old = before == null ? SuspendedState.builder().build() : before;
        SuspendedState now = given == null ? old : given;
        return SuspendedState.builder()
                .dynamicScalingInSuspended(first(now.dynamicScalingInSuspended(), old.dynamicScalingInSuspended()))
                .dynamicScalingOutSuspended(first(now.dynamicScalingOutSuspended(), old.dynamicScalingOutSuspended()))
                .scheduledScalingSuspended(first(now.scheduledScalingSuspended(), old.scheduledScalingSuspended()))
                .build();
    }

    private static boolean first(@Nullable Boolean now, @Nullable Boolean before) {
        return now == null ? Boolean.TRUE.equals(before) : now;
    }

    private DeregisterScalableTargetResponse deregister(DeregisterScalableTargetRequest request, CallContext call) {
        Target target = Target.of(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        ScalableTarget gone = registrations
                .remove(target, call)
                .orElseThrow(() -> Refusals.notFound("No scalable target found for " + target.described()));
        tags.forget(gone.scalableTargetARN());
        return DeregisterScalableTargetResponse.builder().build();
    }

    private DescribeScalableTargetsResponse describe(DescribeScalableTargetsRequest request, CallContext call) {
        Filter filter = Filter.of(
                request.serviceNamespaceAsString(), request.resourceIds(), request.scalableDimensionAsString());
        List<ScalableTarget> found = registrations.targets().all(call).stream()
                .filter(target -> filter.admits(
                        target.serviceNamespaceAsString(), target.resourceId(), target.scalableDimensionAsString()))
                .toList();
        Listing.Page<ScalableTarget> page = TARGETS.page(found, request.nextToken(), request.maxResults());
        return DescribeScalableTargetsResponse.builder()
                .scalableTargets(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
