package io.github.ecsmaven.descriptor.shape;

import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;

/** The structures of the Application Auto Scaling API that a deployment is made of. */
public final class AutoScalingShapes {
    private AutoScalingShapes() {}

    /** What RegisterScalableTarget takes. */
    public static StructureShape registerScalableTarget() {
        return SdkShapes.structure(RegisterScalableTargetRequest.builder());
    }

    /** What PutScalingPolicy takes. */
    public static StructureShape putScalingPolicy() {
        return SdkShapes.structure(PutScalingPolicyRequest.builder());
    }

    /** What PutScheduledAction takes. */
    public static StructureShape putScheduledAction() {
        return SdkShapes.structure(PutScheduledActionRequest.builder());
    }
}
