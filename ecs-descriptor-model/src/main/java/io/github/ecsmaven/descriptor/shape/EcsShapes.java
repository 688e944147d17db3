package io.github.ecsmaven.descriptor.shape;

import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** The structures of the ECS API that a deployment is made of. */
public final class EcsShapes {
    private EcsShapes() {}

    /** What RegisterTaskDefinition takes. */
    public static StructureShape registerTaskDefinition() {
        return SdkShapes.structure(RegisterTaskDefinitionRequest.builder());
    }

    /** What CreateService takes. */
    public static StructureShape createService() {
        return SdkShapes.structure(CreateServiceRequest.builder());
    }

    /** What UpdateService takes. */
    public static StructureShape updateService() {
        return SdkShapes.structure(UpdateServiceRequest.builder());
    }

    /** What RunTask takes to run a task definition differently. */
    public static StructureShape taskOverride() {
        return SdkShapes.structure(TaskOverride.builder());
    }

    /** What DescribeTaskDefinition returns. */
    public static StructureShape taskDefinition() {
        return SdkShapes.structure(TaskDefinition.builder());
    }

    /** What DescribeServices returns for each service. */
    public static StructureShape service() {
        return SdkShapes.structure(Service.builder());
    }
}
