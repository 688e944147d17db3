package io.github.ecsmaven.local.ecs;

import io.github.ecsmaven.local.ecs.account.AccountSettingOperations;
import io.github.ecsmaven.local.ecs.account.AccountSettings;
import io.github.ecsmaven.local.ecs.cluster.Activity;
import io.github.ecsmaven.local.ecs.cluster.ClusterLifeOperations;
import io.github.ecsmaven.local.ecs.cluster.ClusterOperations;
import io.github.ecsmaven.local.ecs.cluster.Clusters;
import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.ImageDigests;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.resource.SavedMember;
import io.github.ecsmaven.local.ecs.rollout.ManagedService;
import io.github.ecsmaven.local.ecs.rollout.Scheduler;
import io.github.ecsmaven.local.ecs.rollout.TaskLife;
import io.github.ecsmaven.local.ecs.service.ServiceDeploymentOperations;
import io.github.ecsmaven.local.ecs.service.ServiceListing;
import io.github.ecsmaven.local.ecs.service.ServiceOperations;
import io.github.ecsmaven.local.ecs.service.Services;
import io.github.ecsmaven.local.ecs.shape.ModelConstraints;
import io.github.ecsmaven.local.ecs.task.StandaloneTaskOperations;
import io.github.ecsmaven.local.ecs.task.StandaloneTasks;
import io.github.ecsmaven.local.ecs.task.TaskOperations;
import io.github.ecsmaven.local.ecs.taskdefinition.FamilyOperations;
import io.github.ecsmaven.local.ecs.taskdefinition.TaskDefinitionOperations;
import io.github.ecsmaven.local.ecs.taskdefinition.TaskDefinitions;
import io.github.ecsmaven.local.resource.TaggedResources;
import io.github.ecsmaven.local.resource.TaskRoles;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.state.WholePart;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Amazon ECS as ecs-local plays it: task definitions, services, their deployments and tasks. What happens over time is
 * worked out from the state and the time of the call, whenever a call comes; there is no thread.
 *
 * <p>Not safe for concurrent use: the server calls one operation at a time.
 */
public final class EcsService implements AwsService, StateSection, TaggedResources, TaskRoles {
    private static final String TASK_DEFINITIONS = "taskDefinitions";
    private static final String CLUSTERS = "clusters";
    private static final String SERVICES = "services";
    private static final String TAGS = "tags";
    private static final String STANDALONE_TASKS = "standaloneTasks";
    private static final String ACCOUNT_SETTINGS = "accountSettings";

    private final TaskDefinitions definitions = new TaskDefinitions();
    private final Services services = new Services();
    private final ResourceTags tags = new ResourceTags();
    private final AccountSettings accountSettings = new AccountSettings();
    private final Clusters clusters;
    private final Scheduler scheduler;
    private final StandaloneTasks standaloneTasks;
    private final List<Operation<?, ?>> operations;

    /** An account in which nothing was done yet, and registries that nobody described. */
    public EcsService(EcsSettings settings) {
        this(settings, ImageDigests.made());
    }

    /** An account in which nothing was done yet. */
    public EcsService(EcsSettings settings, ImageDigests digests) {
        this.clusters = new Clusters(settings.clusters());
        this.scheduler = new Scheduler(settings.pace(), settings.taskOutcome(), definitions, tags);
        this.standaloneTasks = new StandaloneTasks(settings.pace(), settings.taskOutcome(), definitions, tags);
        this.operations = Stream.of(
                        new ClusterOperations(clusters, tags, this::activity).operations(),
                        new ClusterLifeOperations(clusters, tags, this::activity).operations(),
                        new TaskDefinitionOperations(definitions, tags).operations(),
                        new FamilyOperations(definitions).operations(),
                        new ServiceOperations(clusters, definitions, services, tags, scheduler, digests).operations(),
                        new ServiceListing(clusters, services).operations(),
                        new ServiceDeploymentOperations(clusters, services, scheduler).operations(),
                        new TaskOperations(clusters, services, standaloneTasks, tags).operations(),
                        new StandaloneTaskOperations(
                                        clusters, definitions, services, standaloneTasks, tags, scheduler, digests)
                                .operations(),
                        new AccountSettingOperations(accountSettings).operations(),
                        new TagOperations(tags, this::exists).operations())
                .flatMap(List::stream)
                .<Operation<?, ?>>map(this::advancing)
                .toList();
    }

    @Override
    public String name() {
        return "ecs";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsJson("AmazonEC2ContainerServiceV20141113");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    /** The operation, seeing everything that happened up to the call. Time is kept in milliseconds, as on the wire. */
    private <Q extends SdkPojo, A extends SdkPojo> Operation<Q, A> advancing(Operation<Q, A> operation) {
        return new Operation<>(
                operation.name(),
                operation.access(),
                operation.authentication(),
                operation.request(),
                (request, call) -> {
                    CallContext inMillis = call.at(call.now().truncatedTo(ChronoUnit.MILLIS));
                    ModelConstraints.firstBroken(request).ifPresent(broken -> {
                        throw operation.name().contains("TaskDefinition")
                                ? Errors.client(broken)
                                : Errors.invalidParameter(broken);
                    });
                    services.advance(scheduler, inMillis.now());
                    standaloneTasks.advance(inMillis.now());
                    if (operation.access() == Operation.Access.WRITE) {
                        services.disturbed();
                    }
                    return operation.answer().apply(request, inMillis);
                });
    }

    private Activity activity(Cluster cluster) {
        List<ManagedService> here = services.of(cluster);
        List<Task> tasks = Stream.concat(
                        here.stream().flatMap(managed -> managed.tasks().stream()), standaloneTasks.of(cluster))
                .toList();
        return new Activity(
                Math.toIntExact(here.stream().filter(ManagedService::isActive).count()),
                Math.toIntExact(tasks.stream().filter(TaskLife::isRunning).count()),
                Math.toIntExact(tasks.stream().filter(TaskLife::isPending).count()));
    }

    private boolean exists(String arn, CallContext call) {
        ResourceNames names = ResourceNames.of(call);
        if (arn.startsWith(names.family(""))) {
            return arn.lastIndexOf(':') > names.family("").length()
                    && definitions.find(arn, names).isPresent();
        }
        if (arn.startsWith(names.cluster(""))) {
            return clusters.find(arn, names).isPresent();
        }
        Stream<Task> tasks =
                Stream.concat(services.all().flatMap(managed -> managed.tasks().stream()), standaloneTasks.all());
        return services.all().anyMatch(managed -> managed.service().serviceArn().equals(arn))
                || tasks.anyMatch(task -> task.taskArn().equals(arn));
    }

    @Override
    public Map<String, String> tagsOf(String arn) {
        return tags.of(arn).stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Override
    public Optional<Revision> revision(String reference, CallContext call) {
        return definitions.find(reference, ResourceNames.of(call)).map(found -> {
            Map<String, String> roles = new HashMap<>();
            if (found.taskRoleArn() != null) {
                roles.put("taskRoleArn", found.taskRoleArn());
            }
            if (found.executionRoleArn() != null) {
                roles.put("executionRoleArn", found.executionRoleArn());
            }
            return new Revision(found.taskDefinitionArn(), roles);
        });
    }

    @Override
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName(CLUSTERS);
        clusters.write(json);
        json.writeFieldName(TASK_DEFINITIONS);
        definitions.write(json);
        json.writeFieldName(SERVICES);
        services.write(json);
        json.writeFieldName(TAGS);
        tags.write(json);
        json.writeFieldName(STANDALONE_TASKS);
        standaloneTasks.write(json);
        json.writeFieldName(ACCOUNT_SETTINGS);
        accountSettings.write(json);
        json.writeEndObject();
    }

    @Override
    public void read(JsonNode json) {
        clusters.read(SavedMember.of(json, CLUSTERS));
        definitions.read(SavedMember.of(json, TASK_DEFINITIONS));
        services.read(SavedMember.of(json, SERVICES));
        tags.read(SavedMember.of(json, TAGS));
        // A state that was saved before these two existed does not have them.
        json.field(STANDALONE_TASKS).ifPresent(standaloneTasks::read);
        json.field(ACCOUNT_SETTINGS).ifPresent(accountSettings::read);
    }

    @Override
    public List<StatePart> parts() {
        List<StatePart> parts =
                new ArrayList<>(List.of(clusters.part(), definitions.part(), services.part(), tags.part()));
        parts.addAll(standaloneTasks.parts());
        parts.add(new WholePart(ACCOUNT_SETTINGS, accountSettings::write, accountSettings::read));
        return parts;
    }
}
