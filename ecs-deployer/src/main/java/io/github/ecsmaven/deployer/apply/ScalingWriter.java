package io.github.ecsmaven.deployer.apply;

import io.github.ecsmaven.deployer.plan.ScalingAction;
import io.github.ecsmaven.descriptor.value.SdkValues;
import java.util.function.Supplier;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Carries out what a plan does to the auto scaling of a service. */
final class ScalingWriter {
    private static final ScalableDimension DIMENSION = ScalableDimension.ECS_SERVICE_DESIRED_COUNT;

    private final Supplier<ApplicationAutoScalingClient> client;

    /** @param client makes one attempt for each call; asked for when there is something to write */
    ScalingWriter(Supplier<ApplicationAutoScalingClient> client) {
        this.client = client;
    }

    /** Carries it out, and says what was done. */
    String write(ScalingAction action) {
        String resourceId = action.service().resourceId();
        if (action instanceof ScalingAction.RegisterScalableTarget register) {
            client.get().registerScalableTarget(registration(register, resourceId));
            return "set " + action.subject();
        }
        if (action instanceof ScalingAction.TagScalableTarget tag) {
            client.get().tagResource(request -> request.resourceARN(tag.arn()).tags(tag.tags()));
            return "tagged " + action.subject();
        }
        if (action instanceof ScalingAction.PutScalingPolicy put) {
            client.get().putScalingPolicy(policy(put, resourceId));
            return "put " + action.subject();
        }
        if (action instanceof ScalingAction.DeleteScalingPolicy delete) {
            client.get()
                    .deleteScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.ECS)
                            .resourceId(resourceId)
                            .scalableDimension(DIMENSION)
                            .policyName(delete.policyName()));
            return "deleted " + action.subject();
        }
        if (action instanceof ScalingAction.PutScheduledAction put) {
            client.get().putScheduledAction(scheduledAction(put, resourceId));
            return "put " + action.subject();
        }
        if (action instanceof ScalingAction.DeleteScheduledAction delete) {
            client.get()
                    .deleteScheduledAction(request -> request.serviceNamespace(ServiceNamespace.ECS)
                            .resourceId(resourceId)
                            .scalableDimension(DIMENSION)
                            .scheduledActionName(delete.scheduledActionName()));
            return "deleted " + action.subject();
        }
        throw new IllegalStateException("unknown action " + action);
    }

    private static RegisterScalableTargetRequest registration(
            ScalingAction.RegisterScalableTarget register, String resourceId) {
        RegisterScalableTargetRequest.Builder request =
                SdkValues.to(register.request(), RegisterScalableTargetRequest.builder()).toBuilder()
                        .serviceNamespace(ServiceNamespace.ECS)
                        .resourceId(resourceId)
                        .scalableDimension(DIMENSION);
        return register.tags().isEmpty()
                ? request.build()
                : request.tags(register.tags()).build();
    }

    private static PutScalingPolicyRequest policy(ScalingAction.PutScalingPolicy put, String resourceId) {
        return SdkValues.to(put.request(), PutScalingPolicyRequest.builder()).toBuilder()
                .serviceNamespace(ServiceNamespace.ECS)
                .resourceId(resourceId)
                .scalableDimension(DIMENSION)
                .build();
    }

    private static PutScheduledActionRequest scheduledAction(ScalingAction.PutScheduledAction put, String resourceId) {
        return SdkValues.to(put.request(), PutScheduledActionRequest.builder()).toBuilder()
                .serviceNamespace(ServiceNamespace.ECS)
                .resourceId(resourceId)
                .scalableDimension(DIMENSION)
                .build();
    }
}
