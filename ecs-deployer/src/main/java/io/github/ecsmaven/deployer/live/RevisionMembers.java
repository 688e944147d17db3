package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * What a request sets and DescribeServices never shows: it is on the service revision alone. Read only for a descriptor that
 * has it, or had it.
 */
final class RevisionMembers {
    private static final List<String> MEMBERS = List.of("monitoring");
    /** The codes of these members in the record of managed fields. */
    private static final List<String> CODES = List.of("mo");

    private final EcsClient ecs;
    private final AwsErrors errors;

    RevisionMembers(EcsClient ecs, AwsErrors errors) {
        this.ecs = ecs;
        this.errors = errors;
    }

    /** Whether a descriptor has such a member, or the record of a service says that it had one. */
    static boolean areAskedFor(DeploymentDescriptor descriptor, Service service) {
        boolean wanted = descriptor
                .wantedService()
                .filter(members -> MEMBERS.stream().anyMatch(members.members()::containsKey))
                .isPresent();
        return wanted
                || service.tags().stream()
                        .filter(tag -> LiveState.MANAGED_FIELDS_TAG.equals(tag.key()))
                        .map(Tag::value)
                        .anyMatch(RevisionMembers::isRecorded);
    }

    private static boolean isRecorded(String record) {
        return List.of(record.split(" ", -1)).stream().anyMatch(CODES::contains);
    }

    /** A service's members, with those of the revision that it is to become. */
    Value.Structure addedTo(Value.Structure members, Service service) {
        Optional<String> arn = target(service);
        if (arn.isEmpty()) {
            return members;
        }
        Map<String, Value> all = new LinkedHashMap<>(members.members());
        errors
                .call(
                        "ecs:DescribeServiceRevisions",
                        service.serviceName(),
                        () -> ecs.describeServiceRevisions(request -> request.serviceRevisionArns(arn.get())))
                .serviceRevisions()
                .stream()
                .map(SdkValues::from)
                .forEach(revision -> MEMBERS.forEach(name -> {
                    Value value = revision.members().get(name);
                    if (value != null) {
                        all.put(name, value);
                    }
                }));
        return new Value.Structure(all);
    }

    /** The id of a service revision is that of the deployment which brought it. */
    private static Optional<String> target(Service service) {
        String id = ServiceMembers.primary(service)
                .map(primary -> primary.id().substring(primary.id().lastIndexOf('/')))
                .orElse("");
        List<String> current = service.currentServiceRevisions().stream()
                .map(ServiceCurrentRevisionSummary::arn)
                .toList();
        return current.stream()
                .filter(arn -> arn.endsWith(id))
                .findFirst()
                .or(() -> current.stream().findFirst());
    }
}
