package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.shape.Members;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructList;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What UpdateService does to a service: an omitted member keeps its value, and some changes start a deployment. */
final class ServiceUpdate {
    private static final List<String> ROLLING =
            List.of("taskDefinition", "networkConfiguration", "platformVersion", "loadBalancers", "serviceRegistries");

    private ServiceUpdate() {}

    /** The service after the update, as far as the service itself shows it. */
    static Service apply(
            Service current, UpdateServiceRequest request, CreateServiceRequest creation, TaskDefinition definition) {
        Service.Builder updated = Members.copyExcept(
                        request, current.toBuilder(), Set.of("deploymentConfiguration", "taskDefinition"))
                .deploymentConfiguration(
                        DeploymentDefaults.merge(current.deploymentConfiguration(), request.deploymentConfiguration()));
        if (request.hasCapacityProviderStrategy()) {
            capacity(updated, request, creation);
        }
        return ServiceForm.filled(updated.build(), definition);
    }

    /** A strategy takes the launch type's place; an empty one gives it back. */
    private static void capacity(Service.Builder updated, UpdateServiceRequest request, CreateServiceRequest creation) {
        if (!request.capacityProviderStrategy().isEmpty()) {
            updated.launchType((LaunchType) null);
            return;
        }
        updated.capacityProviderStrategy(DefaultSdkAutoConstructList.getInstance())
                .launchType(creation.launchType() == null ? LaunchType.EC2 : creation.launchType());
    }

    /** Whether the update starts a deployment: by force, or because a member that new tasks depend on has another value. */
    static boolean startsDeployment(
            UpdateServiceRequest request,
            Service before,
            Service after,
            ServiceRevision revisionBefore,
            ServiceRevision revisionAfter) {
        return Boolean.TRUE.equals(request.forceNewDeployment())
                || ROLLING.stream().anyMatch(member -> differ(before, after, member))
                || RevisionForm.REVISION_ONLY.stream()
                        .anyMatch(member -> differ(revisionBefore, revisionAfter, member));
    }

    /** Empty and not set are one value here. */
    private static boolean differ(SdkPojo one, SdkPojo other, String member) {
        return !Objects.equals(value(one, member), value(other, member));
    }

    private static @Nullable Object value(SdkPojo shape, String member) {
        Object value = Members.get(shape, member);
        return value instanceof Collection<?> list && list.isEmpty() ? null : value;
    }
}
