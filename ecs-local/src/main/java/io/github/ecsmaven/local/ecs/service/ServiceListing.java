package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.cluster.Clusters;
import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.Page;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.rollout.ManagedService;
import io.github.ecsmaven.local.ecs.shape.Enumerations;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/** ListServices. A service is no longer listed from the moment it is deleted, though it may drain for a while. */
public final class ServiceListing {
    private static final int PAGE = 10;

    private final Clusters clusters;
    private final Services services;

    /** A listing of the services of an account. */
    public ServiceListing(Clusters clusters, Services services) {
        this.clusters = clusters;
        this.services = services;
    }

    /** The one operation. */
    public List<Operation<?, ?>> operations() {
        return List.of(Operation.read("ListServices", ListServicesRequest::builder, this::list));
    }

    private ListServicesResponse list(ListServicesRequest request, CallContext call) {
        Enumerations.firstUnknown(request).ifPresent(unknown -> {
            throw Errors.invalidParameter("Invalid '" + unknown.member() + "' setting: " + unknown.value());
        });
        Cluster cluster = clusters.require(request.cluster(), ResourceNames.of(call));
        List<String> arns = services.of(cluster).stream()
                .filter(ManagedService::isActive)
                .map(ManagedService::service)
                .filter(service -> fits(request.launchTypeAsString(), service.launchTypeAsString()))
                .filter(service -> fits(request.schedulingStrategyAsString(), service.schedulingStrategyAsString()))
                .filter(service ->
                        fits(request.resourceManagementTypeAsString(), service.resourceManagementTypeAsString()))
                .map(Service::serviceArn)
                .toList();
        Page<String> page = Page.of(arns, request.nextToken(), request.maxResults(), PAGE);
        return ListServicesResponse.builder()
                .serviceArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean fits(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }
}
