package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveScaling;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Reads how a service is scaled: target, policies and scheduled actions, side by side. */
final class ScalingReader {
    private final Supplier<ApplicationAutoScalingClient> client;
    private final AwsErrors errors;

    /** @param client asked for when there is something to read */
    ScalingReader(Supplier<ApplicationAutoScalingClient> client, AwsErrors errors) {
        this.client = client;
        this.errors = errors;
    }

    /** Whether tags are read too: they cost a call of their own. */
    enum Tags {
        READ,
        LEFT_OUT
    }

    /**
     * All of it; empty where the service is no scalable target. One call each, and another where there is more than a page
     * of them: 50 scheduled actions, 10 policies.
     *
     * @param resourceId {@code service/CLUSTER/NAME}
     */
    Optional<LiveScaling> read(String resourceId, Tags tags) {
        List<List<Value.Structure>> found = SideBySide.all(
                List.of(() -> targets(resourceId), () -> policies(resourceId), () -> scheduledActions(resourceId)));
        return found.get(0).stream()
                .findFirst()
                .map(target -> new LiveScaling(
                        target, found.get(1), found.get(2), tags == Tags.READ ? tags(target) : Map.of()));
    }

    /** The target alone, in one call. */
    Optional<LiveScaling> target(String resourceId) {
        return targets(resourceId).stream().findFirst().map(target -> new LiveScaling(target, List.of(), List.of()));
    }

    private List<Value.Structure> targets(String resourceId) {
        return errors.call(
                "application-autoscaling:DescribeScalableTargets",
                resourceId,
                () -> structures(client.get()
                        .describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS)
                                .resourceIds(resourceId)
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT))
                        .scalableTargets()));
    }

    private List<Value.Structure> policies(String resourceId) {
        return errors.call(
                "application-autoscaling:DescribeScalingPolicies",
                resourceId,
                () -> structures(client
                        .get()
                        .describeScalingPoliciesPaginator(request -> request.serviceNamespace(ServiceNamespace.ECS)
                                .resourceId(resourceId)
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT))
                        .scalingPolicies()
                        .stream()
                        .toList()));
    }

    private List<Value.Structure> scheduledActions(String resourceId) {
        return errors.call(
                "application-autoscaling:DescribeScheduledActions",
                resourceId,
                () -> structures(client
                        .get()
                        .describeScheduledActionsPaginator(request -> request.serviceNamespace(ServiceNamespace.ECS)
                                .resourceId(resourceId)
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT))
                        .scheduledActions()
                        .stream()
                        .toList()));
    }

    private Map<String, String> tags(Value.Structure target) {
        if (!(target.members().get("scalableTargetARN") instanceof Value.Text arn)) {
            return Map.of();
        }
        return errors.call(
                "application-autoscaling:ListTagsForResource",
                arn.text(),
                () -> client.get()
                        .listTagsForResource(request -> request.resourceARN(arn.text()))
                        .tags());
    }

    private static List<Value.Structure> structures(List<? extends SdkPojo> found) {
        return found.stream().map(SdkValues::from).toList();
    }
}
