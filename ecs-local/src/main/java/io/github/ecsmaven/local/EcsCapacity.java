package io.github.ecsmaven.local;

import io.github.ecsmaven.local.autoscaling.ScalableServices;
import io.github.ecsmaven.local.ecs.EcsService;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.OptionalInt;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Scales services as Application Auto Scaling does on AWS: through the API of ECS. */
final class EcsCapacity implements ScalableServices {
    private static final String ACTIVE = "ACTIVE";

    private final EcsService ecs;

    EcsCapacity(EcsService ecs) {
        this.ecs = ecs;
    }

    @Override
    public OptionalInt desiredCount(String cluster, String service, CallContext call) {
        DescribeServicesRequest request = DescribeServicesRequest.builder()
                .cluster(cluster)
                .services(service)
                .build();
        try {
            DescribeServicesResponse answer = (DescribeServicesResponse) call("DescribeServices", request, call);
            return answer.services().stream()
                    .filter(found -> ACTIVE.equals(found.status()))
                    .mapToInt(Service::desiredCount)
                    .findFirst();
        } catch (ApiException noSuchCluster) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void scale(String cluster, String service, int desiredCount, CallContext call) {
        UpdateServiceRequest request = UpdateServiceRequest.builder()
                .cluster(cluster)
                .service(service)
                .desiredCount(desiredCount)
                .build();
        call("UpdateService", request, call);
    }

    /** The request is of the type that the operation of this name reads. */
    @SuppressWarnings("unchecked")
    private SdkPojo call(String name, SdkPojo request, CallContext call) {
        Operation<SdkPojo, SdkPojo> operation = (Operation<SdkPojo, SdkPojo>) ecs.operations().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ECS has " + name));
        return operation.answer().apply(request, call);
    }
}
