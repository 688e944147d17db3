package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.resource.Identifiers;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.SavedMember;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Task;

/** One service with all that ECS keeps of it. What happens to it over time is the {@link Scheduler}'s. */
public final class ManagedService {
    static final String ACTIVE = "ACTIVE";
    static final String DRAINING = "DRAINING";
    static final String INACTIVE = "INACTIVE";
    private static final int MOST_EVENTS = 100;

    private final Identifiers identifiers;
    private final CreateServiceRequest creation;
    private final List<Rollout> rollouts = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<ServiceEvent> events = new ArrayList<>();
    private Service service;
    private String primaryId = "";
    private String leadingId = "";
    private @Nullable Instant retryAt;
    private boolean steady;
    private Instant quietUntil = Instant.MIN;

    /**
     * @param identifiers for all that happens to it
     * @param creation the request that made it
     * @param service what of it does not follow from deployments and tasks
     */
    public ManagedService(Identifiers identifiers, CreateServiceRequest creation, Service service) {
        this.identifiers = identifiers;
        this.creation = creation;
        this.service = service;
    }

    /** Gives the identifiers of all that happens to it. */
    public Identifiers identifiers() {
        return identifiers;
    }

    /** The request that made it. */
    public CreateServiceRequest creation() {
        return creation;
    }

    /** The service without what follows from its deployments and tasks. */
    public Service service() {
        return service;
    }

    /** Changes the service in place. */
    public void service(Service changed) {
        this.service = changed;
        disturbed();
    }

    /** Whether it can be updated. */
    public boolean isActive() {
        return ACTIVE.equals(service.status());
    }

    /** Whether it was deleted and still has tasks. */
    public boolean isDraining() {
        return DRAINING.equals(service.status());
    }

    /** The revision that was deployed last, whether or not it succeeded. */
    public ServiceRevision latestRevision() {
        return primary().revision();
    }

    /** Its tasks, those that stopped within the last hour included. */
    public List<Task> tasks() {
        return Collections.unmodifiableList(tasks);
    }

    /** Its service deployments, newest first. */
    public List<ServiceDeployment> serviceDeployments() {
        return rollouts.stream()
                .map(rollout -> ServiceDescription.of(this, rollout))
                .toList();
    }

    /** Its revisions, newest first. */
    public List<ServiceRevision> revisions() {
        return rollouts.stream().map(Rollout::revision).toList();
    }

    ResourceNames names() {
        return ResourceNames.around(service.serviceArn());
    }

    String clusterName() {
        return ResourceNames.lastPart(service.clusterArn());
    }

    /** How many tasks should run: DAEMON has one for each instance, here one. */
    int desiredCount() {
        if (!isActive()) {
            return 0;
        }
        return service.schedulingStrategy() == SchedulingStrategy.DAEMON ? 1 : service.desiredCount();
    }

    List<Rollout> rollouts() {
        return Collections.unmodifiableList(rollouts);
    }

    /** The deployment whose tasks ECS wants to run. */
    Rollout primary() {
        return byId(primaryId);
    }

    /** The deployment whose service deployment is under way or was last: the primary one, or the one it is rolled back from. */
    Rollout leading() {
        return byId(leadingId);
    }

    void begin(Rollout rollout) {
        rollouts.add(0, rollout);
        primaryId = rollout.id();
        leadingId = rollout.id();
        retryAt = null;
        steady = false;
        disturbed();
    }

    void returnTo(Rollout rollout) {
        primaryId = rollout.id();
        retryAt = null;
        steady = false;
        disturbed();
    }

    Optional<Rollout> lastCompletedBesides(Rollout other) {
        return rollouts.stream()
                .filter(rollout -> rollout != other && rollout.everCompleted())
                .findFirst();
    }

    void add(Task task) {
        tasks.add(task);
        disturbed();
    }

    void replace(Task changed) {
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).taskArn().equals(changed.taskArn())) {
                tasks.set(i, changed);
                disturbed();
                return;
            }
        }
        throw new IllegalArgumentException("no task of this service: " + changed.taskArn());
    }

    /** Takes away the tasks that stopped before this moment, and returns them. */
    List<Task> forgetStoppedBefore(Instant moment) {
        List<Task> old = tasks.stream()
                .filter(task -> task.stoppedAt() != null && task.stoppedAt().isBefore(moment))
                .toList();
        if (!old.isEmpty()) {
            tasks.removeAll(old);
            disturbed();
        }
        return old;
    }

    /** The newest 100 events, newest first. */
    List<ServiceEvent> events() {
        return Collections.unmodifiableList(events);
    }

    void add(ServiceEvent event) {
        events.add(0, event);
        if (events.size() > MOST_EVENTS) {
            events.remove(MOST_EVENTS);
        }
    }

    @Nullable Instant retryAt() {
        return retryAt;
    }

    void retryAt(@Nullable Instant moment) {
        this.retryAt = moment;
        disturbed();
    }

    boolean isSteady() {
        return steady;
    }

    void steady(boolean reached) {
        this.steady = reached;
        disturbed();
    }

    /**
     * Before this nothing happens to it by itself: {@link Instant#MAX} for never, {@link Instant#MIN} while that is to be
     * found out.
     */
    public Instant quietUntil() {
        return quietUntil;
    }

    /** Remembers when something happens to it next, unless it is changed before. Not kept in the state: it follows from it. */
    void quietUntil(Instant moment) {
        this.quietUntil = moment;
    }

    /** Something of it was changed, so that what was known of its future no longer holds. */
    void disturbed() {
        this.quietUntil = Instant.MIN;
    }

    private Rollout byId(String id) {
        return rollouts.stream()
                .filter(rollout -> rollout.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a service has a deployment from its creation on"));
    }

    /** Writes it as one JSON object. */
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("identifiers");
        identifiers.write(json);
        json.writeFieldName("creation");
        ShapeJson.write(creation, json);
        json.writeFieldName("service");
        ShapeJson.write(service, json);
        writeAll("rollouts", rollouts, rollout -> rollout.write(json), json);
        writeAll("tasks", tasks, task -> ShapeJson.write(task, json), json);
        writeAll("events", events, event -> ShapeJson.write(event, json), json);
        json.writeFieldName("primary").writeValue(primaryId);
        json.writeFieldName("leading").writeValue(leadingId);
        json.writeFieldName("steady").writeValue(steady);
        if (retryAt != null) {
            json.writeFieldName("retryAt").writeValue(retryAt.toString());
        }
        json.writeEndObject();
    }

    private static <T> void writeAll(String name, List<T> values, Consumer<T> write, JsonWriter json) {
        json.writeFieldName(name).writeStartArray();
        values.forEach(write);
        json.writeEndArray();
    }

    /** The service that was written. */
    public static ManagedService read(JsonNode json) {
        ManagedService read = new ManagedService(
                Identifiers.read(SavedMember.of(json, "identifiers")),
                ShapeJson.read(SavedMember.of(json, "creation"), CreateServiceRequest.builder()),
                ShapeJson.read(SavedMember.of(json, "service"), Service.builder()));
        read.rollouts.addAll(Rollout.readAll(SavedMember.of(json, "rollouts")));
        SavedMember.of(json, "tasks")
                .asArray()
                .forEach(task -> read.tasks.add(ShapeJson.<Task>read(task, Task.builder())));
        SavedMember.of(json, "events")
                .asArray()
                .forEach(event -> read.events.add(ShapeJson.<ServiceEvent>read(event, ServiceEvent.builder())));
        read.primaryId = SavedMember.of(json, "primary").asString();
        read.leadingId = SavedMember.of(json, "leading").asString();
        read.steady = SavedMember.of(json, "steady").asBoolean();
        read.retryAt = json.field("retryAt")
                .map(JsonNode::asString)
                .map(Instant::parse)
                .orElse(null);
        return read;
    }
}
