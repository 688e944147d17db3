package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.image.DeployedImages;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * What DescribeServices never shows and the service revision does: members that a request sets, and the digests that the
 * tags of images had. Read only for a descriptor that has such members, or had them, or names images by tags of a registry
 * that can be asked.
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

    /** Whether there is something to look for on the revision. */
    static boolean areAskedFor(DeploymentDescriptor descriptor, Service service) {
        return areDeclared(descriptor, service)
                || !DeployedImages.toResolve(descriptor).isEmpty();
    }

    private static boolean areDeclared(DeploymentDescriptor descriptor, Service service) {
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

    /**
     * What came of looking.
     *
     * @param revision null where the API names none, or the session may not look
     * @param remark what stays open, a sentence; empty where nothing does
     */
    record Reading(@Nullable ServiceRevision revision, String remark) {
        /** A state, with what is on the revision alone. */
        static LiveState added(LiveState state, Reading reading) {
            ServiceRevision found = reading.revision;
            if (found != null) {
                return state.withDefinition(members(state, found))
                        .with(LiveSurroundings.none().running(images(found)));
            }
            return reading.remark.isEmpty()
                    ? state
                    : state.with(LiveSurroundings.none().remarking(reading.remark));
        }
    }

    /**
     * Looks at the revision that a service is to become. A role that may not do so stops a descriptor which has members that
     * are nowhere else, and no other: whether tags have moved then stays open.
     */
    Reading read(DeploymentDescriptor descriptor, Service service) {
        String arn = target(service).orElse(null);
        if (arn == null) {
            return new Reading(null, "");
        }
        try {
            return new Reading(
                    ecs
                            .describeServiceRevisions(request -> request.serviceRevisionArns(arn))
                            .serviceRevisions()
                            .stream()
                            .findFirst()
                            .orElse(null),
                    "");
        } catch (SdkException e) {
            if (AwsErrors.isDenied(e) && !areDeclared(descriptor, service)) {
                return new Reading(
                        null,
                        "Whether tags of images name other ones by now is not known: the role may not do"
                                + " ecs:DescribeServiceRevisions on the service and its service revisions.");
            }
            throw errors.translate(e, "ecs:DescribeServiceRevisions", service.serviceName());
        }
    }

    private static Value.Structure members(LiveState state, ServiceRevision revision) {
        Map<String, Value> all = new LinkedHashMap<>(state.findService()
                .map(LiveState.LiveService::definition)
                .orElseThrow()
                .members());
        Map<String, Value> here = SdkValues.from(revision).members();
        MEMBERS.stream()
                .filter(here::containsKey)
                .forEach(name -> all.put(name, Objects.requireNonNull(here.get(name))));
        return new Value.Structure(all);
    }

    private static List<LiveSurroundings.RunningImage> images(ServiceRevision revision) {
        return revision.containerImages().stream()
                .filter(image -> image.containerName() != null && image.image() != null)
                .map(image ->
                        new LiveSurroundings.RunningImage(image.containerName(), image.image(), image.imageDigest()))
                .toList();
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
