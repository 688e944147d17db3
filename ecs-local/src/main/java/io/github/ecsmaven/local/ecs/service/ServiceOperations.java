package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.cluster.Clusters;
import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.Identifiers;
import io.github.ecsmaven.local.ecs.resource.ImageDigests;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.rollout.ManagedService;
import io.github.ecsmaven.local.ecs.rollout.Scheduler;
import io.github.ecsmaven.local.ecs.rollout.ServiceDescription;
import io.github.ecsmaven.local.ecs.taskdefinition.TaskDefinitions;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The operations on services. */
public final class ServiceOperations {
    private static final int MOST_DESCRIBED = 10;

    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Services services;
    private final ResourceTags tags;
    private final Scheduler scheduler;
    private final ImageDigests digests;

    /** Operations over what an account holds. */
    public ServiceOperations(
            Clusters clusters,
            TaskDefinitions definitions,
            Services services,
            ResourceTags tags,
            Scheduler scheduler,
            ImageDigests digests) {
        this.clusters = clusters;
        this.definitions = definitions;
        this.services = services;
        this.tags = tags;
        this.scheduler = scheduler;
        this.digests = digests;
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("CreateService", CreateServiceRequest::builder, this::create),
                Operation.write("UpdateService", UpdateServiceRequest::builder, this::update),
                Operation.read("DescribeServices", DescribeServicesRequest::builder, this::describe),
                Operation.write("DeleteService", DeleteServiceRequest::builder, this::delete));
    }

    private CreateServiceResponse create(CreateServiceRequest request, CallContext call) {
        ResourceNames names = ResourceNames.of(call);
        ServiceRules.check(request);
        Cluster cluster = clusters.require(request.cluster(), names);
        TaskDefinition definition = definition(request.taskDefinition(), names);
        Optional<ManagedService> existing = services.find(request.serviceName(), cluster);
        if (existing.isPresent() && existing.get().isActive()) {
            return created(again(existing.get(), request));
        }
        if (existing.isPresent() && existing.get().isDraining()) {
            throw Errors.invalidParameter("Unable to Start a service that is still Draining.");
        }
        Service service = ServiceForm.created(request, cluster, definition).toBuilder()
                .createdAt(call.now())
                .createdBy(names.principal(call.callerArn()))
                .build();
        ServiceRevision revision =
                RevisionForm.of(service, null, request, new RevisionForm.Run(definition, cluster, digests));
        ServiceRules.check(new ServiceRules.Target(service, revision, definition));
        ManagedService managed = new ManagedService(identifiers(service, existing), request, service);
        tags.forget(service.serviceArn());
        tags.put(service.serviceArn(), request.tags());
        scheduler.deploy(managed, revision, call.now());
        services.put(managed);
        return created(managed);
    }

    /** A service that takes the name of a deleted one has other identifiers than that. */
    private static Identifiers identifiers(Service service, Optional<ManagedService> deleted) {
        return new Identifiers(service.serviceArn()
                + deleted.map(managed -> " " + managed.identifiers().uuid()).orElse(""));
    }

    private CreateServiceResponse created(ManagedService managed) {
        return CreateServiceResponse.builder()
                .service(ServiceDescription.of(managed).toBuilder()
                        .tags(tags.of(managed.service().serviceArn()))
                        .build())
                .build();
    }

    /** The same request again is answered by the service that is there. */
    private static ManagedService again(ManagedService existing, CreateServiceRequest request) {
        if (!withoutToken(existing.creation()).equals(withoutToken(request))) {
            throw Errors.invalidParameter("Creation of service was not idempotent.");
        }
        return existing;
    }

    private static CreateServiceRequest withoutToken(CreateServiceRequest request) {
        return request.toBuilder().clientToken(null).build();
    }

    private UpdateServiceResponse update(UpdateServiceRequest request, CallContext call) {
        ResourceNames names = ResourceNames.of(call);
        Cluster cluster = clusters.require(request.cluster(), names);
        ManagedService managed = require(request.service(), cluster);
        if (!managed.isActive()) {
            throw Errors.serviceNotActive();
        }
        Service before = managed.service();
        ServiceRules.check(request, before);
        TaskDefinition definition = request.taskDefinition() == null
                ? definitions.get(before.taskDefinition())
                : definition(request.taskDefinition(), names);
        Service after = ServiceUpdate.apply(before, request, managed.creation(), definition);
        ServiceRevision revisionBefore = managed.latestRevision();
        ServiceRevision revision =
                RevisionForm.of(after, revisionBefore, request, new RevisionForm.Run(definition, cluster, digests));
        ServiceRules.check(new ServiceRules.Target(after, revision, definition));
        services.changed(managed);
        managed.service(after);
        if (ServiceUpdate.startsDeployment(request, before, after, revisionBefore, revision)) {
            scheduler.deploy(managed, revision, call.now());
        } else {
            scheduler.reconcile(managed, call.now());
        }
        return UpdateServiceResponse.builder()
                .service(ServiceDescription.of(managed))
                .build();
    }

    private DescribeServicesResponse describe(DescribeServicesRequest request, CallContext call) {
        Cluster cluster = clusters.require(request.cluster(), ResourceNames.of(call));
        if (request.services().isEmpty()) {
            throw Errors.invalidParameter("Services cannot be empty.");
        }
        if (request.services().size() > MOST_DESCRIBED) {
            throw Errors.invalidParameter("Services cannot have more than " + MOST_DESCRIBED + " elements.");
        }
        boolean withTags = request.include().contains(ServiceField.TAGS);
        List<Service> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String name : request.services().stream().distinct().toList()) {
            services.find(name, cluster)
                    .ifPresentOrElse(
                            managed -> found.add(described(managed, withTags)),
                            () -> failures.add(Failure.builder()
                                    .arn(Services.arn(name, cluster))
                                    .reason("MISSING")
                                    .build()));
        }
        return DescribeServicesResponse.builder()
                .services(found)
                .failures(failures)
                .build();
    }

    private Service described(ManagedService managed, boolean withTags) {
        Service description = ServiceDescription.of(managed);
        return withTags
                ? description.toBuilder()
                        .tags(tags.of(description.serviceArn()))
                        .build()
                : description;
    }

    private DeleteServiceResponse delete(DeleteServiceRequest request, CallContext call) {
        Cluster cluster = clusters.require(request.cluster(), ResourceNames.of(call));
        ManagedService managed = require(request.service(), cluster);
        if (!managed.isActive() && !managed.isDraining()) {
            throw Errors.serviceNotFound();
        }
        if (managed.isActive()) {
            if (managed.service().desiredCount() > 0 && !Boolean.TRUE.equals(request.force())) {
                throw Errors.invalidParameter("The service cannot be stopped while it is scaled above 0.");
            }
            services.changed(managed);
            scheduler.delete(managed, call.now());
        }
        return DeleteServiceResponse.builder()
                .service(ServiceDescription.of(managed))
                .build();
    }

    private ManagedService require(@Nullable String nameOrArn, Cluster cluster) {
        if (nameOrArn == null || nameOrArn.isBlank()) {
            throw Errors.invalidParameter("Service name can not be blank.");
        }
        return services.find(nameOrArn, cluster).orElseThrow(Errors::serviceNotFound);
    }

    private TaskDefinition definition(String reference, ResourceNames names) {
        TaskDefinition found =
                definitions.find(reference, names).orElseThrow(() -> Errors.client("TaskDefinition not found."));
        if (found.status() != TaskDefinitionStatus.ACTIVE) {
            throw Errors.client("TaskDefinition is inactive");
        }
        return found;
    }
}
