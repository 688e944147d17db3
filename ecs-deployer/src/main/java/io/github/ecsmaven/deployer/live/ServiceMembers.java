package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Of a described service, what a request could have set, by the request's names. Which members these are follows from the
 * SDK's field metadata, so one that AWS adds to request and answer is there after a dependency bump.
 */
final class ServiceMembers {
    /** Members that have a place of their own in {@link LiveState}. */
    private static final Set<String> APART = Set.of("cluster", "taskDefinition", "clientToken", "tags", "role");

    /** Members of the request that the answer has on the deployment alone. */
    private static final List<String> OF_THE_DEPLOYMENT =
            List.of("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations");

    private static final Set<String> SETTABLE = settable();

    private ServiceMembers() {}

    static Value.Structure of(Service service) {
        Map<String, Value> members = new LinkedHashMap<>();
        Map<String, Value> described = SdkValues.from(service).members();
        described.forEach((name, value) -> {
            if (SETTABLE.contains(name)) {
                members.put(name, value);
            }
        });
        Value role = described.get("roleArn");
        if (role != null) {
            members.put("role", role);
        }
        primary(service)
                .map(SdkValues::from)
                .ifPresent(deployment -> OF_THE_DEPLOYMENT.forEach(name -> {
                    Value value = deployment.members().get(name);
                    if (value != null) {
                        members.put(name, value);
                    }
                }));
        return new Value.Structure(members);
    }

    /** The deployment that the service is to become; during a rollout that is not yet the one that serves. */
    static Optional<Deployment> primary(Service service) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .findFirst();
    }

    private static Set<String> settable() {
        Set<String> names = new HashSet<>(names(CreateServiceRequest.builder().build()));
        names.addAll(names(UpdateServiceRequest.builder().build()));
        names.removeAll(APART);
        return Set.copyOf(names);
    }

    private static Set<String> names(SdkPojo request) {
        return request.sdkFieldNameToField().keySet();
    }
}
