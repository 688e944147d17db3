package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What runs now, as far as one descriptor speaks of it.
 *
 * @param taskDefinition the revision that the service runs; without a service the newest active one of the family;
 *     null where there is none
 * @param service null where it does not exist (INACTIVE counts as absent)
 * @param surroundings what is around them
 */
public record LiveState(
        @Nullable LiveTaskDefinition taskDefinition,
        @Nullable LiveService service,
        LiveSurroundings surroundings) {
    /** The key of the service's tag that records which of its members a descriptor declared. */
    public static final String MANAGED_FIELDS_TAG = "ecs-maven-plugin:managed-fields";

    /** A state with nothing around it. */
    public LiveState(@Nullable LiveTaskDefinition taskDefinition, @Nullable LiveService service) {
        this(taskDefinition, service, LiveSurroundings.none());
    }

    /** The same with more that is around it. */
    LiveState with(LiveSurroundings more) {
        return new LiveState(taskDefinition, service, surroundings.and(more));
    }

    /** The same with another description of the service. */
    LiveState withDefinition(Value.Structure definition) {
        LiveService of = service;
        return of == null
                ? this
                : new LiveState(
                        taskDefinition,
                        new LiveService(
                                of.arn(),
                                of.status(),
                                definition,
                                of.taskDefinitionArn(),
                                of.tags(),
                                of.serviceRevisionArns(),
                                of.currentDeployment()),
                        surroundings);
    }

    /** The live revision to compare with. */
    public Optional<LiveTaskDefinition> findTaskDefinition() {
        return Optional.ofNullable(taskDefinition);
    }

    /** The live service. */
    public Optional<LiveService> findService() {
        return Optional.ofNullable(service);
    }

    /**
     * A registered revision.
     *
     * @param arn {@code arn:aws:ecs:eu-west-1:111122223333:task-definition/checkout:41}
     * @param definition the members of DescribeTaskDefinition's {@code taskDefinition}, by API name, output members
     *     included
     * @param tags its tags
     */
    public record LiveTaskDefinition(String arn, Value.Structure definition, Map<String, String> tags) {
        public LiveTaskDefinition {
            tags = Map.copyOf(tags);
        }

        /** {@code checkout:41}. */
        public String familyAndRevision() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    /**
     * An ACTIVE or DRAINING service.
     *
     * @param definition the members that a request can set, by CreateService's names: those of DescribeServices, with
     *     the ones that only the PRIMARY deployment carries added
     * @param taskDefinitionArn what its primary deployment runs
     * @param serviceRevisionArns the service revisions that are current; empty where the API names none
     * @param currentDeployment the current service deployment, else the last one; null where the API names none
     */
    public record LiveService(
            String arn,
            Status status,
            Value.Structure definition,
            String taskDefinitionArn,
            Map<String, String> tags,
            Set<String> serviceRevisionArns,
            @Nullable LiveDeployment currentDeployment) {
        public LiveService {
            tags = Map.copyOf(tags);
            serviceRevisionArns = Set.copyOf(serviceRevisionArns);
        }

        /** Whether a deployment wants to reach, or has reached, what the service is to be now. */
        public boolean isTargetOf(LiveDeployment deployment) {
            return serviceRevisionArns.isEmpty() || serviceRevisionArns.contains(deployment.targetServiceRevisionArn());
        }

        /** The current service deployment, else the last one. */
        public Optional<LiveDeployment> findCurrentDeployment() {
            return Optional.ofNullable(currentDeployment);
        }
    }

    /** Status of a service that exists. */
    public enum Status {
        ACTIVE,
        DRAINING
    }

    /**
     * A service deployment.
     *
     * @param arn its ARN
     * @param status as the API has it: {@code IN_PROGRESS}, {@code ROLLBACK_SUCCESSFUL}
     * @param statusReason empty where there is none
     * @param targetServiceRevisionArn the revision that it wants to reach
     */
    public record LiveDeployment(String arn, String status, String statusReason, String targetServiceRevisionArn) {}
}
