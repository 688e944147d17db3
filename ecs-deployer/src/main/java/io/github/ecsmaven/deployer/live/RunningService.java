package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/**
 * A service and the revision that it runs, whole, as the describe calls answer.
 *
 * @param taskDefinition the members of DescribeTaskDefinition's {@code taskDefinition}, and its {@code tags}
 * @param service the members of DescribeServices' element; null where a task definition alone was asked for
 */
public record RunningService(Value.Structure taskDefinition, Value.@Nullable Structure service) {
    private static final String BY_ECS = "ECS";

    /**
     * What to describe.
     *
     * @param cluster the short name or ARN
     * @param service null: none
     * @param taskDefinition family, {@code family:revision} or ARN; null: the one that the service runs
     */
    public record Wanted(
            String cluster,
            @Nullable String service,
            @Nullable String taskDefinition) {}

    /**
     * Describes it: one call, or two.
     *
     * @throws UserException where it is not there, or may not be read
     */
    public static RunningService read(EcsClient ecs, AwsErrors errors, Wanted wanted) {
        Service service = wanted.service() == null ? null : service(ecs, errors, wanted, wanted.service());
        String named = Optional.ofNullable(wanted.taskDefinition())
                .or(() -> Optional.ofNullable(service).map(Service::taskDefinition))
                .orElseThrow(() -> new UserException(new Explanation(
                        "The service " + wanted.service() + " names no task definition",
                        "cluster " + wanted.cluster(),
                        "another deployment controller than ECS decides what it runs",
                        "name one with -Decs.taskDefinition=FAMILY")));
        DescribeTaskDefinitionResponse answer = errors.call(
                "ecs:DescribeTaskDefinition",
                named,
                () -> ecs.describeTaskDefinition(
                        request -> request.taskDefinition(named).include(TaskDefinitionField.TAGS)));
        if (answer.taskDefinition() == null) {
            throw new EnvironmentException(new Explanation(
                    "ECS could not describe the task definition " + named + ".",
                    named,
                    "The answer has no task definition.",
                    "Run the goal again. If it stays, look at ecs.endpoint."));
        }
        return new RunningService(
                withTags(SdkValues.from(answer.taskDefinition()), answer.tags()),
                service == null ? null : SdkValues.from(service));
    }

    private static Service service(EcsClient ecs, AwsErrors errors, Wanted wanted, String name) {
        DescribeServicesResponse answer = errors.call(
                "ecs:DescribeServices",
                name,
                () -> ecs.describeServices(request ->
                        request.cluster(wanted.cluster()).services(name).include(ServiceField.TAGS)));
        Service found = answer.services().stream()
                .filter(service -> !"INACTIVE".equals(service.status()))
                .findFirst()
                .orElseThrow(() -> new UserException(new Explanation(
                        "There is no service " + name + " in the cluster " + wanted.cluster(),
                        "ecs.service",
                        answer.services().isEmpty() ? "ECS does not know it" : "it is INACTIVE: it was deleted",
                        "check ecs.service, ecs.cluster and ecs.region: `aws ecs list-services --cluster "
                                + wanted.cluster() + "` lists what is there")));
        if (BY_ECS.equals(found.resourceManagementTypeAsString())) {
            throw new UserException(new Explanation(
                    "The service " + name + " is an Express Mode service",
                    found.serviceArn(),
                    "ECS itself manages it and sets its task definition, load balancer and scaling",
                    "deploy it with ECS Express Mode, or create a service of your own and import that"));
        }
        return found;
    }

    private static Value.Structure withTags(Value.Structure definition, List<Tag> tags) {
        if (tags.isEmpty()) {
            return definition;
        }
        Map<String, Value> members = new LinkedHashMap<>(definition.members());
        members.put(
                "tags",
                new Value.Sequence(
                        tags.stream().<Value>map(tag -> SdkValues.from(tag)).toList()));
        return new Value.Structure(members);
    }
}
