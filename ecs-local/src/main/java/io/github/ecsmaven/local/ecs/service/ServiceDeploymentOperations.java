package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.cluster.Clusters;
import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.Page;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.rollout.ManagedService;
import io.github.ecsmaven.local.ecs.rollout.Scheduler;
import io.github.ecsmaven.local.ecs.shape.Members;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** The operations on service deployments and service revisions. */
public final class ServiceDeploymentOperations {
    private static final int MOST_DESCRIBED = 20;
    private static final int PAGE = 20;

    private final Clusters clusters;
    private final Services services;
    private final Scheduler scheduler;

    /** Operations over the services of an account. */
    public ServiceDeploymentOperations(Clusters clusters, Services services, Scheduler scheduler) {
        this.clusters = clusters;
        this.services = services;
        this.scheduler = scheduler;
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.read("ListServiceDeployments", ListServiceDeploymentsRequest::builder, this::list),
                Operation.read(
                        "DescribeServiceDeployments", DescribeServiceDeploymentsRequest::builder, this::deployments),
                Operation.read("DescribeServiceRevisions", DescribeServiceRevisionsRequest::builder, this::revisions),
                Operation.write("StopServiceDeployment", StopServiceDeploymentRequest::builder, this::stop));
    }

    private StopServiceDeploymentResponse stop(StopServiceDeploymentRequest request, CallContext call) {
        String arn = request.serviceDeploymentArn();
        if (arn == null || arn.isBlank()) {
            throw Errors.invalidParameter("serviceDeploymentArn can not be blank.");
        }
        if (request.stopTypeAsString() != null && request.stopType() != StopServiceDeploymentStopType.ROLLBACK) {
            // What ABORT does is nowhere documented.
            throw Errors.invalidParameter("Invalid 'stopType' setting: " + request.stopTypeAsString());
        }
        ManagedService managed = services.owner(arn)
                .filter(candidate -> candidate.serviceDeployments().stream()
                        .anyMatch(
                                deployment -> deployment.serviceDeploymentArn().equals(arn)))
                .orElseThrow(Errors::serviceDeploymentNotFound);
        services.changed(managed);
        if (!scheduler.stop(managed, arn, call.now())) {
            throw Errors.conflict("The service deployment " + arn + " has ended and cannot be stopped.");
        }
        return StopServiceDeploymentResponse.builder().serviceDeploymentArn(arn).build();
    }

    private ListServiceDeploymentsResponse list(ListServiceDeploymentsRequest request, CallContext call) {
        Cluster cluster = clusters.require(request.cluster(), ResourceNames.of(call));
        if (request.service() == null || request.service().isBlank()) {
            throw Errors.invalidParameter("Service name can not be blank.");
        }
        ManagedService managed = services.find(request.service(), cluster).orElseThrow(Errors::serviceNotFound);
        List<ServiceDeploymentBrief> briefs = managed.serviceDeployments().stream()
                .filter(deployment ->
                        request.status().isEmpty() || request.status().contains(deployment.status()))
                .filter(deployment -> isIn(request.createdAt(), deployment))
                .map(ServiceDeploymentOperations::brief)
                .toList();
        Page<ServiceDeploymentBrief> page = Page.of(briefs, request.nextToken(), request.maxResults(), PAGE);
        return ListServiceDeploymentsResponse.builder()
                .serviceDeployments(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean isIn(@Nullable CreatedAt span, ServiceDeployment deployment) {
        if (span == null) {
            return true;
        }
        return (span.after() == null || deployment.createdAt().isAfter(span.after()))
                && (span.before() == null || deployment.createdAt().isBefore(span.before()));
    }

    private static ServiceDeploymentBrief brief(ServiceDeployment deployment) {
        return Members.copy(deployment, ServiceDeploymentBrief.builder())
                .targetServiceRevisionArn(deployment.targetServiceRevision().arn())
                .build();
    }

    private DescribeServiceDeploymentsResponse deployments(
            DescribeServiceDeploymentsRequest request, CallContext call) {
        Found<ServiceDeployment> found = find(
                request.serviceDeploymentArns(),
                ManagedService::serviceDeployments,
                ServiceDeployment::serviceDeploymentArn);
        return DescribeServiceDeploymentsResponse.builder()
                .serviceDeployments(found.resources())
                .failures(found.failures())
                .build();
    }

    private DescribeServiceRevisionsResponse revisions(DescribeServiceRevisionsRequest request, CallContext call) {
        Found<ServiceRevision> found =
                find(request.serviceRevisionArns(), ManagedService::revisions, ServiceRevision::serviceRevisionArn);
        return DescribeServiceRevisionsResponse.builder()
                .serviceRevisions(found.resources())
                .failures(found.failures())
                .build();
    }

    private record Found<T>(List<T> resources, List<Failure> failures) {}

    private <T> Found<T> find(
            List<String> arns, Function<ManagedService, List<T>> ofService, Function<T, String> arnOf) {
        if (arns.isEmpty()) {
            throw Errors.invalidParameter("ARNs cannot be empty.");
        }
        if (arns.size() > MOST_DESCRIBED) {
            throw Errors.invalidParameter("At most " + MOST_DESCRIBED + " ARNs can be described at once.");
        }
        List<T> resources = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : arns) {
            services.owner(arn).map(ofService).orElse(List.of()).stream()
                    .filter(resource -> arnOf.apply(resource).equals(arn))
                    .findFirst()
                    .ifPresentOrElse(
                            resources::add,
                            () -> failures.add(
                                    Failure.builder().arn(arn).reason("MISSING").build()));
        }
        return new Found<>(resources, failures);
    }
}
