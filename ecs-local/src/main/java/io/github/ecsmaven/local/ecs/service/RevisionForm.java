package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.resource.ImageDigests;
import io.github.ecsmaven.local.ecs.shape.Members;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ResolvedConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceConnectClientAlias;
import software.amazon.awssdk.services.ecs.model.ServiceConnectConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceConnectService;
import software.amazon.awssdk.services.ecs.model.ServiceManagedEBSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskFilesystemType;

/** The revision of a service that a deployment brings: the service's own values and those that only a revision has. */
final class RevisionForm {
    /** What the service does not show itself and a later revision keeps unless it is given anew. */
    static final List<String> REVISION_ONLY =
            List.of("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations", "monitoring");

    private RevisionForm() {}

    /** What a revision runs, where, and what its images resolve to at this time. */
    record Run(TaskDefinition definition, Cluster cluster, ImageDigests digests) {}

    /**
     * A revision without ARN and time.
     *
     * @param service as created or updated
     * @param before the revision before it; null at creation
     * @param request what gives values that only a revision has
     * @param run what it is to run, and where
     */
    static ServiceRevision of(Service service, @Nullable ServiceRevision before, SdkPojo request, Run run) {
        ServiceRevision.Builder revision = ServiceRevision.builder();
        if (before != null) {
            Members.copyExcept(before, revision, allBut(before));
        }
        Members.copyExcept(request, revision, allBut(request));
        Members.copyExcept(service, revision, Set.of("createdAt", "platformVersion"));
        ServiceRevision plain = revision.build();
        if (plain.serviceConnectConfiguration() != null) {
            revision.serviceConnectConfiguration(connect(plain.serviceConnectConfiguration(), run.cluster()));
        }
        if (plain.hasVolumeConfigurations()) {
            revision.volumeConfigurations(plain.volumeConfigurations().stream()
                    .map(RevisionForm::volume)
                    .toList());
        }
        if (!service.loadBalancers().isEmpty()) {
            revision.resolvedConfiguration(ResolvedConfiguration.builder()
                    .loadBalancers(service.loadBalancers().stream()
                            .filter(balancer -> balancer.targetGroupArn() != null)
                            .map(RevisionForm::resolved)
                            .toList())
                    .build());
        }
        return revision.platformVersion(ServiceForm.concretePlatform(service))
                .guardDutyEnabled(false)
                .containerImages(run.definition().containerDefinitions().stream()
                        .map(container -> ContainerImage.builder()
                                .containerName(container.name())
                                .image(container.image())
                                .imageDigest(run.digests().of(container.image()))
                                .build())
                        .toList())
                .build();
    }

    private static ServiceRevisionLoadBalancer resolved(LoadBalancer given) {
        ServiceRevisionLoadBalancer.Builder balancer =
                ServiceRevisionLoadBalancer.builder().targetGroupArn(given.targetGroupArn());
        if (given.advancedConfiguration() != null) {
            balancer.productionListenerRule(given.advancedConfiguration().productionListenerRule());
        }
        return balancer.build();
    }

    private static Set<String> allBut(SdkPojo shape) {
        return shape.sdkFields().stream()
                .map(SdkField::memberName)
                .filter(member -> !REVISION_ONLY.contains(member))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ServiceConnectConfiguration connect(ServiceConnectConfiguration given, Cluster cluster) {
        ServiceConnectConfiguration.Builder connect = given.toBuilder();
        String namespace = given.namespace();
        if (namespace == null && cluster.serviceConnectDefaults() != null) {
            namespace = cluster.serviceConnectDefaults().namespace();
            connect.namespace(namespace);
        }
        String domain = namespace;
        if (given.hasServices()) {
            connect.services(given.services().stream()
                    .map(service -> named(service, domain))
                    .toList());
        }
        return connect.build();
    }

    private static ServiceConnectService named(ServiceConnectService given, @Nullable String namespace) {
        String discovery = given.discoveryName() == null ? given.portName() : given.discoveryName();
        ServiceConnectService.Builder service = given.toBuilder().discoveryName(discovery);
        if (given.hasClientAliases()) {
            service.clientAliases(given.clientAliases().stream()
                    .map(alias -> alias.dnsName() == null && namespace != null
                            ? alias.toBuilder()
                                    .dnsName(discovery + "." + namespace.substring(namespace.lastIndexOf('/') + 1))
                                    .build()
                            : alias)
                    .toArray(ServiceConnectClientAlias[]::new));
        }
        return service.build();
    }

    private static ServiceVolumeConfiguration volume(ServiceVolumeConfiguration given) {
        ServiceManagedEBSVolumeConfiguration ebs = given.managedEBSVolume();
        return ebs == null || ebs.filesystemTypeAsString() != null
                ? given
                : given.toBuilder()
                        .managedEBSVolume(ebs.toBuilder()
                                .filesystemType(TaskFilesystemType.XFS)
                                .build())
                        .build();
    }
}
