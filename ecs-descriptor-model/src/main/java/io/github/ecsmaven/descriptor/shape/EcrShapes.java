package io.github.ecsmaven.descriptor.shape;

import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;

/** The structures of the Amazon ECR API that a deployment is made of. */
public final class EcrShapes {
    private EcrShapes() {}

    /** What CreateRepository takes. */
    public static StructureShape createRepository() {
        return SdkShapes.structure(CreateRepositoryRequest.builder());
    }
}
