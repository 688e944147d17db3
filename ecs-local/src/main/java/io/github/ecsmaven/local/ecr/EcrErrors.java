package io.github.ecsmaven.local.ecr;

import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** The errors of the ECR API. All are HTTP 400. */
final class EcrErrors {
    private EcrErrors() {}

    static ApiException invalid(String message) {
        return new ApiException("InvalidParameterException", 400, message);
    }

    static ApiException noRepository(String name, CallContext call) {
        return new ApiException(
                "RepositoryNotFoundException",
                400,
                "The repository with name '" + name + "' does not exist in the registry with id '" + call.account()
                        + "'");
    }

    static ApiException repositoryExists(String name, CallContext call) {
        return new ApiException(
                "RepositoryAlreadyExistsException",
                400,
                "The repository with name '" + name + "' already exists in the registry with id '" + call.account()
                        + "'");
    }

    static ApiException noImage(ImageIdentifier image, String repository, CallContext call) {
        return new ApiException(
                "ImageNotFoundException",
                400,
                "The image with imageId {imageDigest:'" + image.imageDigest() + "', imageTag:'" + image.imageTag()
                        + "'} does not exist within the repository with name '" + repository
                        + "' in the registry with id '" + call.account() + "'");
    }
}
