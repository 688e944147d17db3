package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.ecs.rollout.TaskOutcome;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

/** Tasks that do not start, and the deployment circuit breaker. */
class FailingTasksTest {
    private static final String REASON = "CannotPullContainerError: not found";

    private final LocalEcs ecs = new LocalEcs(EcsSettings.defaults()
            .withTaskOutcome(definition ->
                    definition.containerDefinitions().get(0).image().startsWith("broken")
                            ? TaskOutcome.fails(REASON)
                            : TaskOutcome.starts()));

    @BeforeEach
    void register() {
        ecs.register("web", "good");
        ecs.register("web", "broken");
    }

    @Test
    void aFailedTaskSaysWhyAndIsReplaced() {
        ecs.create(LocalEcs.service("s", "web:2", 1).build());
        ecs.pass(Duration.ofMillis(2150));

        assertThat(ecs.tasks("s", DesiredStatus.STOPPED)).singleElement().satisfies(task -> {
            assertThat(task.lastStatus()).isEqualTo("STOPPED");
            assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
            assertThat(task.stoppedReason()).isEqualTo(REASON);
            assertThat(task.containers().get(0).reason()).isEqualTo(REASON);
            assertThat(task.startedAt()).isNull();
        });
        assertThat(ecs.describe("s").deployments().get(0).failedTasks()).isEqualTo(1);
        assertThat(ecs.pass(Duration.ofSeconds(1)).describe("s").pendingCount()).isEqualTo(1);
    }

    @Test
    void withoutACircuitBreakerItIsTriedForEver() {
        ecs.create(LocalEcs.service("s", "web:2", 1).build());

        ecs.pass(Duration.ofDays(3));

        assertThat(ecs.latest("s").status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(ecs.describe("s").deployments().get(0).rolloutStateAsString())
                .isEqualTo("IN_PROGRESS");
        assertThat(ecs.describe("s").deployments().get(0).failedTasks()).isGreaterThan(100);
        assertThat(ecs.tasks("s", DesiredStatus.STOPPED)).hasSizeLessThan(10);
        assertThat(ecs.events("s")).anyMatch(event -> event.contains("has started 1 tasks"));
    }

    @Test
    void theCircuitBreakerRollsBackToTheLastRevisionThatCompleted() {
        Service before = ecs.create(withBreaker("web:1", 2, true));
        ecs.settle();
        ecs.update("s", update -> update.taskDefinition("web:2"));
        Service started = ecs.describe("s");

        ecs.settle();

        ServiceDeployment deployment = ecs.latest("s");
        assertThat(deployment.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(deployment.statusReason())
                .isEqualTo("Service deployment rolled back because the circuit breaker threshold was exceeded.");
        assertThat(deployment.rollback().serviceRevisionArn())
                .isEqualTo(before.currentServiceRevisions().get(0).arn());
        assertThat(deployment.rollback().startedAt()).isNotNull();
        assertThat(deployment.deploymentCircuitBreaker().statusAsString()).isEqualTo("TRIGGERED");
        assertThat(deployment.deploymentCircuitBreaker().failureCount()).isGreaterThanOrEqualTo(3);
        Service after = ecs.describe("s");
        assertThat(after.taskDefinition()).endsWith("web:1");
        assertThat(after.runningCount()).isEqualTo(2);
        assertThat(after.deployments()).singleElement().satisfies(primary -> {
            assertThat(primary.id()).isEqualTo(before.deployments().get(0).id());
            assertThat(primary.rolloutStateAsString()).isEqualTo("COMPLETED");
        });
        assertThat(started.deployments().get(0).id())
                .isNotEqualTo(before.deployments().get(0).id());
        assertThat(ecs.events("s"))
                .containsSubsequence(
                        "(service s) (deployment ecs-svc/N) deployment failed: tasks failed to start.",
                        "(service s) rolling back to deployment ecs-svc/N.",
                        "(service s) (deployment ecs-svc/N) deployment completed.");
    }

    @ParameterizedTest
    @CsvSource({"200,100", "200,50", "150,100"})
    void theOldTasksServeAllTheTimeWhereThereIsRoomBesideThem(int maximum, int minimum) {
        ecs.create(withBreaker("web:1", 2, true).toBuilder()
                .deploymentConfiguration(c -> c.maximumPercent(maximum)
                        .minimumHealthyPercent(minimum)
                        .deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))
                .build());
        ecs.settle();
        ecs.update("s", update -> update.taskDefinition("web:2"));

        for (int i = 0; i < 300; i++) {
            ecs.pass(Duration.ofMillis(100));
            assertThat(ecs.describe("s").runningCount()).isEqualTo(2);
        }
        assertThat(ecs.latest("s").status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @Test
    void whileItRollsBackTheFailedDeploymentIsStillToBeSeen() {
        ecs.create(withBreaker("web:1", 1, true).toBuilder()
                .deploymentConfiguration(c -> c.minimumHealthyPercent(0)
                        .maximumPercent(100)
                        .deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))
                .build());
        ecs.settle();
        ecs.update("s", update -> update.taskDefinition("web:2"));
        for (int i = 0; i < 1000 && ecs.latest("s").status() != ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS; i++) {
            ecs.pass(Duration.ofMillis(100));
        }

        Service service = ecs.describe("s");

        assertThat(service.deployments())
                .extracting(Deployment::status, Deployment::rolloutStateAsString)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("PRIMARY", "IN_PROGRESS"),
                        org.assertj.core.groups.Tuple.tuple("ACTIVE", "FAILED"));
        assertThat(service.deployments())
                .extracting(Deployment::rolloutStateReason)
                .containsExactly(
                        "ECS deployment circuit breaker: rolling back to deploymentId "
                                + service.deployments().get(0).id() + ".",
                        "ECS deployment circuit breaker: tasks failed to start.");
        assertThat(service.currentServiceDeployment()).isEqualTo(ecs.latest("s").serviceDeploymentArn());
        assertThat(ecs.settle().latest("s").status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @Test
    void withoutRollbackTheDeploymentStopsAndStartsNoMoreTasks() {
        ecs.create(withBreaker("web:1", 1, false));
        ecs.settle();
        ecs.update("s", update -> update.taskDefinition("web:2"));
        ecs.settle();
        int stopped = ecs.tasks("s", DesiredStatus.STOPPED).size();

        ecs.settle();

        ServiceDeployment deployment = ecs.latest("s");
        assertThat(deployment.status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(deployment.stoppedAt()).isNotNull();
        assertThat(deployment.statusReason()).contains("circuit breaker threshold was exceeded");
        assertThat(stopped).isEqualTo(3);
        assertThat(ecs.tasks("s", DesiredStatus.STOPPED)).hasSize(3);
        Service service = ecs.describe("s");
        assertThat(service.taskDefinition()).endsWith("web:2");
        assertThat(service.runningCount()).isEqualTo(1);
        assertThat(service.deployments().get(0).rolloutStateAsString()).isEqualTo("FAILED");
    }

    @Test
    void aNewDeploymentCanFollowAFailedOne() {
        ecs.create(withBreaker("web:1", 1, false));
        ecs.settle();
        ecs.update("s", update -> update.taskDefinition("web:2"));
        ecs.settle();

        ecs.update("s", update -> update.taskDefinition("web:1"));
        ecs.settle();

        assertThat(ecs.latest("s").status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(ecs.describe("s").deployments()).hasSize(1);
        assertThat(ecs.describe("s").runningCount()).isEqualTo(1);
    }

    @Test
    void theFirstDeploymentHasNothingToRollBackTo() {
        ecs.create(withBreaker("web:2", 1, true));

        ecs.settle();

        assertThat(ecs.latest("s").status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
        assertThat(ecs.latest("s").statusReason())
                .endsWith("rollback has failed. No rollback candidate was found to run the rollback.");
    }

    @ParameterizedTest
    @CsvSource({
        "1,,,3",
        "6,,,3",
        "7,,,4",
        "1000,,,200",
        "10,COUNT,5,5",
        "10,UNBOUNDED_PERCENT,10,1",
        "10,BOUNDED_PERCENT,100,10"
    })
    void theThresholdFollowsTheDesiredCount(int desired, ThresholdType type, Integer value, int threshold) {
        ecs.create(LocalEcs.service("s", "web:1", desired)
                .deploymentConfiguration(c -> c.deploymentCircuitBreaker(b -> {
                    b.enable(true).rollback(false);
                    if (type != null) {
                        b.thresholdConfiguration(t -> t.type(type).value(value));
                    }
                }))
                .build());

        assertThat(ecs.latest("s").deploymentCircuitBreaker().threshold()).isEqualTo(threshold);
    }

    private static CreateServiceRequest withBreaker(String taskDefinition, int desiredCount, boolean rollback) {
        return LocalEcs.service("s", taskDefinition, desiredCount)
                .deploymentConfiguration(
                        c -> c.deploymentCircuitBreaker(b -> b.enable(true).rollback(rollback)))
                .build();
    }
}
