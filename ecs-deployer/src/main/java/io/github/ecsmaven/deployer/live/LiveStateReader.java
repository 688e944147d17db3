package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.deployer.live.LiveState.LiveService;
import io.github.ecsmaven.deployer.live.LiveState.LiveTaskDefinition;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/**
 * Reads what runs now: at most three calls of ECS in two round trips, and no write. What is around is read beside them, within
 * the same two. A fourth call for what only a service revision shows, where a
 * descriptor has that.
 */
public final class LiveStateReader {
    private static final String MISSING = "MISSING";

    private final EcsClient ecs;
    private final AwsErrors errors;
    private final @Nullable SurroundingsReader surroundings;

    /**
     * One that reads task definition and service alone.
     *
     * @param ecs a client that repeats reads, with credentials of the read session
     */
    public LiveStateReader(EcsClient ecs, AwsErrors errors) {
        this(ecs, errors, null);
    }

    /**
     * @param ecs a client that repeats reads, with credentials of the read session
     * @param surroundings reads what is around; null: nothing of it is read
     */
    public LiveStateReader(EcsClient ecs, AwsErrors errors, @Nullable SurroundingsReader surroundings) {
        this.ecs = ecs;
        this.errors = errors;
        this.surroundings = surroundings;
    }

    /**
     * The live side of a comparison with a descriptor. The task definition is the one that the service runs, not the
     * newest of the family: somebody may have registered a revision since that nothing runs.
     *
     * @throws UserException where the cluster does not exist, or the session may not read
     * @throws EnvironmentException where ECS does not answer
     */
    public LiveState read(DeploymentDescriptor descriptor) {
        SurroundingsReader around = surroundings;
        return around == null || !SurroundingsReader.isAskedFor(descriptor)
                ? readEcs(descriptor)
                : SideBySide.both(() -> readEcs(descriptor), () -> around.read(descriptor), LiveState::with);
    }

    private LiveState readEcs(DeploymentDescriptor descriptor) {
        Optional<Service> service = descriptor.wantedService().flatMap(wanted -> service(descriptor, wanted));
        if (service.isEmpty()) {
            return new LiveState(newest(text(descriptor.taskDefinition(), "family")), null);
        }
        return scaled(descriptor, service.get());
    }

    /** Auto scaling that the descriptor does not speak of is looked for only where it may own the count that differs. */
    private LiveState scaled(DeploymentDescriptor descriptor, Service service) {
        SurroundingsReader around = surroundings;
        return around == null
                        || !SurroundingsReader.isContested(
                                descriptor, Objects.requireNonNullElse(service.desiredCount(), 0))
                ? existing(descriptor, service)
                : SideBySide.both(
                        () -> existing(descriptor, service), () -> around.ownerOfCount(descriptor), LiveState::with);
    }

    /** Whether a descriptor names what is to be read, or has look-ups there. */
    public static boolean canRead(DeploymentDescriptor descriptor) {
        boolean cluster = descriptor.lookUps().open().stream()
                .noneMatch(reference -> descriptor.cluster().contains(reference.scheme() + ":" + reference.name()));
        boolean service = descriptor
                .wantedService()
                .map(wanted -> wanted.members().get("serviceName") instanceof Value.Text)
                .orElse(true);
        return cluster
                && service
                && descriptor.taskDefinition().members().get("family") instanceof Value.Text
                && SurroundingsReader.canRead(descriptor);
    }

    private LiveState existing(DeploymentDescriptor descriptor, Service service) {
        if (!RevisionMembers.areAskedFor(descriptor, service)) {
            return existing(service);
        }
        return SideBySide.both(
                () -> existing(service),
                () -> new RevisionMembers(ecs, errors).read(descriptor, service),
                RevisionMembers.Reading::added);
    }

    private LiveState existing(Service service) {
        String running = runningTaskDefinition(service);
        // Where ECS keeps service revisions it keeps service deployments. It names the current one only while that
        // runs, so
        // one that ended badly is found in the list alone.
        if (service.currentServiceDeployment() == null && !service.hasCurrentServiceRevisions()) {
            LiveTaskDefinition revision = revision(running);
            return new LiveState(revision, live(service, revision, null));
        }
        ExecutorService beside = Executors.newSingleThreadExecutor(LiveStateReader::thread);
        try {
            CompletableFuture<Optional<LiveDeployment>> deployment =
                    CompletableFuture.supplyAsync(() -> deployment(service), beside);
            LiveTaskDefinition revision = revision(running);
            return new LiveState(
                    revision, live(service, revision, joined(deployment).orElse(null)));
        } finally {
            beside.shutdownNow();
        }
    }

    private Optional<Service> service(DeploymentDescriptor descriptor, Value.Structure wanted) {
        String name = text(wanted, "serviceName");
        DescribeServicesResponse answer = errors.call(
                "ecs:DescribeServices",
                name,
                () -> ecs.describeServices(request ->
                        request.cluster(descriptor.cluster()).services(name).include(ServiceField.TAGS)));
        requireNoOtherFailure(answer.failures(), "service " + name);
        if (answer.services().isEmpty() && answer.failures().isEmpty()) {
            throw inconsistent("service " + name, "The answer has neither the service nor a failure.");
        }
        return answer.services().stream()
                .filter(found -> !"INACTIVE".equals(found.status()))
                .findFirst();
    }

    /** The newest active revision of a family; null where it has none. */
    private @Nullable LiveTaskDefinition newest(String family) {
        try {
            return described(family);
        } catch (SdkException e) {
            if ("ClientException".equals(AwsErrors.codeOf(e))
                    && AwsErrors.messageOf(e).contains("Unable to describe task definition")) {
                return null;
            }
            throw errors.translate(e, "ecs:DescribeTaskDefinition", family);
        }
    }

    private LiveTaskDefinition revision(String arn) {
        return errors.call("ecs:DescribeTaskDefinition", arn, () -> described(arn));
    }

    private LiveTaskDefinition described(String familyOrArn) {
        DescribeTaskDefinitionResponse answer = ecs.describeTaskDefinition(
                request -> request.taskDefinition(familyOrArn).include(TaskDefinitionField.TAGS));
        if (answer.taskDefinition() == null || answer.taskDefinition().taskDefinitionArn() == null) {
            throw inconsistent("task definition " + familyOrArn, "The answer has no task definition.");
        }
        return new LiveTaskDefinition(
                answer.taskDefinition().taskDefinitionArn(),
                SdkValues.from(answer.taskDefinition()),
                tags(answer.tags()));
    }

    /** The one that the service names as current, else the newest; empty where there is none. */
    private Optional<LiveDeployment> deployment(Service service) {
        List<ServiceDeploymentBrief> all = errors.call(
                        "ecs:ListServiceDeployments",
                        service.serviceName(),
                        () -> ecs.listServiceDeployments(
                                request -> request.cluster(service.clusterArn()).service(service.serviceArn())))
                .serviceDeployments();
        return all.stream()
                .filter(brief -> brief.serviceDeploymentArn().equals(service.currentServiceDeployment()))
                .findFirst()
                .or(() -> all.stream()
                        .filter(brief -> brief.createdAt() != null)
                        .max(Comparator.comparing(ServiceDeploymentBrief::createdAt)))
                .map(LiveStateReader::live);
    }

    private static LiveDeployment live(ServiceDeploymentBrief brief) {
        return new LiveDeployment(
                brief.serviceDeploymentArn(),
                brief.statusAsString(),
                Objects.requireNonNullElse(brief.statusReason(), ""),
                Objects.requireNonNullElse(brief.targetServiceRevisionArn(), ""));
    }

    private static LiveService live(Service service, LiveTaskDefinition revision, @Nullable LiveDeployment deployment) {
        return new LiveService(
                service.serviceArn(),
                LiveState.Status.valueOf(service.status()),
                ServiceMembers.of(service),
                revision.arn(),
                tags(service.tags()),
                service.currentServiceRevisions().stream()
                        .map(ServiceCurrentRevisionSummary::arn)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                deployment);
    }

    private static String runningTaskDefinition(Service service) {
        return Optional.ofNullable(service.taskDefinition())
                .or(() -> ServiceMembers.primary(service).map(primary -> primary.taskDefinition()))
                .orElseThrow(() -> new UserException(new Explanation(
                        "The service " + service.serviceName() + " has no task definition of its own.",
                        service.serviceArn(),
                        "Its deployment controller is another than ECS: task sets decide what runs.",
                        "Deploy to a service with the deployment controller ECS.")));
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(
                        Tag::key, tag -> Objects.requireNonNullElse(tag.value(), ""), (first, second) -> second));
    }

    private static void requireNoOtherFailure(List<Failure> failures, String of) {
        for (Failure failure : failures) {
            if (!MISSING.equals(failure.reason())) {
                throw inconsistent(
                        of,
                        "ECS says: " + failure.reason() + (failure.detail() == null ? "" : ", " + failure.detail()));
            }
        }
    }

    private static EnvironmentException inconsistent(String of, String why) {
        return new EnvironmentException(new Explanation(
                "ECS could not describe the " + of + ".",
                of,
                why,
                "Run the goal again. If it stays, look at the service in the console and at ecs.endpoint."));
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ecs-live-state");
        thread.setDaemon(true);
        return thread;
    }

    private static String text(Value.Structure structure, String member) {
        if (structure.members().get(member) instanceof Value.Text text) {
            return text.text();
        }
        throw new UserException(new Explanation(
                "The descriptor has no " + member + " that is known before anything is read.",
                member,
                "Look-ups need the identity and the live state, and these need the name.",
                "Write " + member + " as a text, or with references that the build can fill in by itself."));
    }
}
