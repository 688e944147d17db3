package io.github.ecsmaven.local.ecs.resource;

import io.github.ecsmaven.local.wire.ApiException;

/** The errors of the ECS API, by their codes. All are HTTP 400. */
public final class Errors {
    private static final int BAD_REQUEST = 400;

    private Errors() {}

    /** {@code ClientException}: what RegisterTaskDefinition and its siblings answer to a parameter that is wrong. */
    public static ApiException client(String message) {
        return new ApiException("ClientException", BAD_REQUEST, message);
    }

    /** {@code InvalidParameterException}: what the operations on services answer to a parameter that is wrong. */
    public static ApiException invalidParameter(String message) {
        return new ApiException("InvalidParameterException", BAD_REQUEST, message);
    }

    /** No cluster of that name. */
    public static ApiException clusterNotFound() {
        return new ApiException("ClusterNotFoundException", BAD_REQUEST, "Cluster not found.");
    }

    /** No service of that name, or one that was deleted. */
    public static ApiException serviceNotFound() {
        return new ApiException("ServiceNotFoundException", BAD_REQUEST, "Service not found.");
    }

    /** A service that drains or was deleted cannot be changed. */
    public static ApiException serviceNotActive() {
        return new ApiException("ServiceNotActiveException", BAD_REQUEST, "Service was not ACTIVE.");
    }

    /** No service deployment has this ARN. */
    public static ApiException serviceDeploymentNotFound() {
        return new ApiException(
                "ServiceDeploymentNotFoundException",
                BAD_REQUEST,
                "The service deploy ARN that you specified in the StopServiceDeployment doesn't exist. You can use "
                        + "ListServiceDeployments to retrieve the service deployment ARNs.");
    }

    /** What is asked for contradicts the state of the resource. */
    public static ApiException conflict(String message) {
        return new ApiException("ConflictException", BAD_REQUEST, message);
    }

    /** Nothing that can bear tags has this ARN. */
    public static ApiException resourceNotFound() {
        return new ApiException(
                "ResourceNotFoundException",
                BAD_REQUEST,
                "The specified resource wasn't found. Check the ARN and try again.");
    }
}
