package io.github.ecsmaven.local.ecs.rollout;

import io.github.ecsmaven.local.ecs.resource.SavedMember;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** One service revision on its way into service: the revision, its service deployment, and its entry in deployments[]. */
final class Rollout {
    private final ServiceRevision revision;
    private ServiceDeployment serviceDeployment;
    private Deployment deployment;
    private boolean listed = true;
    private boolean everCompleted;

    Rollout(ServiceRevision revision, ServiceDeployment serviceDeployment, Deployment deployment) {
        this.revision = revision;
        this.serviceDeployment = serviceDeployment;
        this.deployment = deployment;
    }

    /** {@code ecs-svc/DIGITS}, what tasks carry as startedBy. */
    String id() {
        return deployment.id();
    }

    ServiceRevision revision() {
        return revision;
    }

    ServiceDeployment serviceDeployment() {
        return serviceDeployment;
    }

    Deployment deployment() {
        return deployment;
    }

    /** Whether deployments[] still shows it. */
    boolean isListed() {
        return listed;
    }

    /** Whether it was in service once, so that a rollback can return to it. */
    boolean everCompleted() {
        return everCompleted;
    }

    boolean isFailed() {
        return deployment.rolloutState() == DeploymentRolloutState.FAILED;
    }

    boolean isUnderWay() {
        return deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS;
    }

    /** Whether the service deployment can still change by itself. */
    boolean isOpen() {
        return switch (serviceDeployment.status()) {
            case PENDING, IN_PROGRESS, STOP_REQUESTED, ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS -> true;
            default -> false;
        };
    }

    void unlist() {
        listed = false;
    }

    void started(Instant at) {
        changeServiceDeployment(
                at, change -> change.status(ServiceDeploymentStatus.IN_PROGRESS).startedAt(at));
    }

    /** The deployment is where it should be. */
    void completed(Instant at) {
        everCompleted = true;
        state(at, DeploymentRolloutState.COMPLETED, "ECS deployment " + id() + " completed.");
    }

    /**
     * The deployment is PRIMARY again, because another one is rolled back.
     *
     * @param by what made that so: {@code ECS deployment circuit breaker}
     */
    void returnedTo(Instant at, String by) {
        listed = true;
        state(at, DeploymentRolloutState.IN_PROGRESS, by + ": rolling back to deploymentId " + id() + ".");
    }

    /** A caller has given the deployment up. */
    void stopped(Instant at) {
        state(at, DeploymentRolloutState.FAILED, DeploymentStops.BY + ": deployment was stopped.");
    }

    /** The circuit breaker has given the deployment up. */
    void failed(Instant at) {
        state(at, DeploymentRolloutState.FAILED, "ECS deployment circuit breaker: tasks failed to start.");
    }

    private void state(Instant at, DeploymentRolloutState state, String reason) {
        deployment = deployment.toBuilder()
                .rolloutState(state)
                .rolloutStateReason(reason)
                .updatedAt(at)
                .build();
    }

    /** Counts a task that did not start. */
    void taskFailed(Instant at) {
        deployment = deployment.toBuilder()
                .failedTasks(deployment.failedTasks() + 1)
                .updatedAt(at)
                .build();
    }

    /** A task runs: failures in a row begin anew. */
    void taskRuns(Instant at) {
        deployment = deployment.toBuilder().failedTasks(0).updatedAt(at).build();
    }

    /** The failures that the circuit breaker has counted. */
    int breakerFailures() {
        return serviceDeployment.deploymentCircuitBreaker().failureCount();
    }

    void breakerFailures(Instant at, int failures) {
        changeServiceDeployment(
                at,
                change -> change.deploymentCircuitBreaker(serviceDeployment.deploymentCircuitBreaker().toBuilder()
                        .failureCount(failures)
                        .build()));
    }

    /** The circuit breaker has opened. */
    void breakerTriggered() {
        breaker(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED);
    }

    /** A caller wants the service to go back. */
    void rollbackRequested(Instant at, String reason) {
        changeServiceDeployment(
                at,
                change -> change.status(ServiceDeploymentStatus.ROLLBACK_REQUESTED)
                        .statusReason(reason)
                        .stoppedAt(at));
    }

    /** The service goes back to another revision. */
    void rollsBack(Instant at, ServiceRevision target, String reason) {
        changeServiceDeployment(
                at,
                change -> change.status(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS)
                        .statusReason(reason)
                        .rollback(Rollback.builder()
                                .reason(reason)
                                .startedAt(at)
                                .serviceRevisionArn(target.serviceRevisionArn())
                                .build()));
    }

    /**
     * The service deployment has ended.
     *
     * @param frozen it, with the counts of this moment
     */
    void ended(Instant at, ServiceDeployment frozen, ServiceDeploymentStatus status, String reason) {
        serviceDeployment = frozen;
        if (frozen.deploymentCircuitBreaker().status() == ServiceDeploymentRollbackMonitorsStatus.MONITORING) {
            breaker(ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE);
        }
        changeServiceDeployment(at, change -> {
            change.status(status).finishedAt(at).alarms(DeploymentMonitors.alarmsAtEnd(frozen.alarms()));
            if (!reason.isEmpty()) {
                change.statusReason(reason);
            }
            return status == ServiceDeploymentStatus.STOPPED ? change.stoppedAt(at) : change;
        });
    }

    private void breaker(ServiceDeploymentRollbackMonitorsStatus status) {
        serviceDeployment = serviceDeployment.toBuilder()
                .deploymentCircuitBreaker(serviceDeployment.deploymentCircuitBreaker().toBuilder()
                        .status(status)
                        .build())
                .build();
    }

    private void changeServiceDeployment(Instant at, UnaryOperator<ServiceDeployment.Builder> change) {
        serviceDeployment =
                change.apply(serviceDeployment.toBuilder()).updatedAt(at).build();
    }

    void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("revision");
        ShapeJson.write(revision, json);
        json.writeFieldName("serviceDeployment");
        ShapeJson.write(serviceDeployment, json);
        json.writeFieldName("deployment");
        ShapeJson.write(deployment, json);
        json.writeFieldName("listed").writeValue(listed);
        json.writeFieldName("everCompleted").writeValue(everCompleted);
        json.writeEndObject();
    }

    static Rollout read(JsonNode json) {
        Rollout rollout = new Rollout(
                ShapeJson.read(SavedMember.of(json, "revision"), ServiceRevision.builder()),
                ShapeJson.read(SavedMember.of(json, "serviceDeployment"), ServiceDeployment.builder()),
                ShapeJson.read(SavedMember.of(json, "deployment"), Deployment.builder()));
        rollout.listed = SavedMember.of(json, "listed").asBoolean();
        rollout.everCompleted = SavedMember.of(json, "everCompleted").asBoolean();
        return rollout;
    }

    static List<Rollout> readAll(JsonNode json) {
        return json.asArray().stream().map(Rollout::read).toList();
    }
}
