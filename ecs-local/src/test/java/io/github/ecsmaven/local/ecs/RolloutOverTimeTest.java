package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

/** Deployments as time goes by: scheduling 150 ms, then one second each to provision, to start and to drain. */
class RolloutOverTimeTest {
    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
        ecs.register("web", "image:2");
        ecs.register("web", "image:3");
    }

    @ParameterizedTest
    @CsvSource({
        "0,     PENDING,     IN_PROGRESS, 0, 0, ''",
        "149,   PENDING,     IN_PROGRESS, 0, 0, ''",
        "150,   IN_PROGRESS, IN_PROGRESS, 0, 2, PROVISIONING",
        "1150,  IN_PROGRESS, IN_PROGRESS, 0, 2, PENDING",
        "2149,  IN_PROGRESS, IN_PROGRESS, 0, 2, PENDING",
        "2150,  SUCCESSFUL,  COMPLETED,   2, 0, RUNNING",
        "99999, SUCCESSFUL,  COMPLETED,   2, 0, RUNNING"
    })
    void aNewServiceComesUp(
            long millis,
            ServiceDeploymentStatus status,
            DeploymentRolloutState rollout,
            int running,
            int pending,
            String task) {
        ecs.create(LocalEcs.service("s", "web:1", 2).build());

        ecs.pass(Duration.ofMillis(millis));

        Service service = ecs.describe("s");
        assertThat(ecs.latest("s").status()).isEqualTo(status);
        assertThat(service.deployments()).singleElement().satisfies(primary -> {
            assertThat(primary.rolloutState()).isEqualTo(rollout);
            assertThat(primary.runningCount()).isEqualTo(running);
            assertThat(primary.pendingCount()).isEqualTo(pending);
            assertThat(primary.desiredCount()).isEqualTo(2);
        });
        assertThat(service.runningCount()).isEqualTo(running);
        assertThat(service.pendingCount()).isEqualTo(pending);
        assertThat(ecs.tasks("s", DesiredStatus.RUNNING))
                .extracting(Task::lastStatus)
                .allMatch(task::equals)
                .hasSize(task.isEmpty() ? 0 : 2);
    }

    @Test
    void everythingHappensAtItsOwnInstantHoweverLateOneLooks() {
        ecs.create(LocalEcs.service("s", "web:1", 1).build());
        ecs.pass(Duration.ofDays(1));

        ServiceDeployment deployment = ecs.latest("s");
        assertThat(deployment.createdAt()).isEqualTo(at(0));
        assertThat(deployment.startedAt()).isEqualTo(at(150));
        assertThat(deployment.finishedAt()).isEqualTo(at(2150));
        assertThat(deployment.stoppedAt()).isNull();
        assertThat(deployment.sourceServiceRevisions()).isEmpty();
        assertThat(deployment.targetServiceRevision().runningTaskCount()).isEqualTo(1);
        assertThat(deployment.deploymentCircuitBreaker().statusAsString()).isEqualTo("DISABLED");
        assertThat(deployment.deploymentCircuitBreaker().threshold()).isEqualTo(3);
        assertThat(ecs.tasks("s", DesiredStatus.RUNNING)).singleElement().satisfies(task -> {
            assertThat(task.createdAt()).isEqualTo(at(150));
            assertThat(task.pullStartedAt()).isEqualTo(at(1150));
            assertThat(task.startedAt()).isEqualTo(at(2150));
        });
        assertThat(ecs.describe("s").events())
                .extracting(ServiceEvent::createdAt)
                .containsExactly(at(2150), at(2150), at(150));
        assertThat(ecs.events("s"))
                .containsExactly(
                        "(service s) has started 1 tasks: (task).",
                        "(service s) (deployment ecs-svc/N) deployment completed.",
                        "(service s) has reached a steady state.");
    }

    @Test
    void theCurrentServiceDeploymentIsNamedOnlyWhileItIsUnderWay() {
        Service created = ecs.create(LocalEcs.service("s", "web:1", 1).build());

        assertThat(created.currentServiceDeployment())
                .isEqualTo(ecs.deployments("s").get(0).serviceDeploymentArn())
                .startsWith(LocalEcs.ARN + "service-deployment/default/s/");
        assertThat(ecs.settle().describe("s").currentServiceDeployment()).isNull();
    }

    @Test
    void anUpdateStartsNewTasksBeforeItDrainsTheOldOnes() {
        ecs.create(LocalEcs.service("s", "web:1", 2).build());
        ecs.settle();
        Instant updated = ecs.now();
        Service answer = ecs.update("s", update -> update.taskDefinition("web:2"));

        assertThat(answer.deployments()).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
        assertThat(answer.taskDefinition()).endsWith("web:2");
        ecs.pass(Duration.ofMillis(1000));
        assertThat(ecs.describe("s").deployments())
                .extracting(Deployment::runningCount)
                .containsExactly(0, 2);
        ecs.pass(Duration.ofMillis(1150));
        Service draining = ecs.describe("s");
        assertThat(draining.runningCount()).isEqualTo(2);
        assertThat(draining.deployments()).hasSize(2);
        assertThat(draining.deployments().get(0).rolloutStateAsString()).isEqualTo("IN_PROGRESS");
        assertThat(ecs.tasks("s", DesiredStatus.STOPPED))
                .extracting(Task::lastStatus)
                .containsExactly("DEACTIVATING", "DEACTIVATING");
        ecs.pass(Duration.ofMillis(500));
        assertThat(ecs.tasks("s", DesiredStatus.STOPPED))
                .extracting(Task::lastStatus)
                .containsExactly("STOPPING", "STOPPING");
        ecs.pass(Duration.ofMillis(500));

        Service done = ecs.describe("s");
        assertThat(done.deployments())
                .singleElement()
                .satisfies(primary -> assertThat(primary.rolloutStateReason())
                        .isEqualTo("ECS deployment " + primary.id() + " completed."));
        ServiceDeployment deployment = ecs.latest("s");
        assertThat(deployment.status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(deployment.finishedAt()).isEqualTo(updated.plusMillis(3150));
        assertThat(deployment.sourceServiceRevisions())
                .singleElement()
                .satisfies(source -> assertThat(source.runningTaskCount()).isZero());
        assertThat(ecs.tasks("s", DesiredStatus.STOPPED)).allSatisfy(task -> {
            assertThat(task.lastStatus()).isEqualTo("STOPPED");
            assertThat(task.stopCodeAsString()).isEqualTo("ServiceSchedulerInitiated");
            assertThat(task.stoppedAt()).isEqualTo(updated.plusMillis(3150));
        });
        assertThat(ecs.tasks("s", DesiredStatus.RUNNING)).allSatisfy(task -> {
            assertThat(task.startedBy()).isEqualTo(done.deployments().get(0).id());
            assertThat(task.taskDefinitionArn()).endsWith("web:2");
        });
    }

    @ParameterizedTest
    @CsvSource({"200,100,4", "200,50,4", "150,100,3", "100,50,2", "100,0,2", "300,100,4"})
    void neverMoreTasksThanTheMaximumNorFewerRunningThanTheMinimum(int maximum, int minimum, int most) {
        ecs.create(LocalEcs.service("s", "web:1", 2)
                .deploymentConfiguration(c -> c.maximumPercent(maximum).minimumHealthyPercent(minimum))
                .build());
        ecs.settle();
        ecs.update("s", update -> update.taskDefinition("web:2"));

        int highest = 0;
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            ecs.pass(Duration.ofMillis(50));
            highest = Math.max(highest, ecs.tasks("s", DesiredStatus.RUNNING).size());
            lowest = Math.min(lowest, ecs.describe("s").runningCount());
        }

        assertThat(highest).isEqualTo(most);
        assertThat(lowest).isGreaterThanOrEqualTo((int) Math.ceil(2 * minimum / 100.0));
        assertThat(ecs.latest("s").status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aSecondUpdateSupersedesTheFirst() {
        ecs.create(LocalEcs.service("s", "web:1", 1).build());
        ecs.settle();
        ecs.update("s", update -> update.taskDefinition("web:2"));
        ecs.pass(Duration.ofMillis(1500));
        Instant second = ecs.now();
        Service answer = ecs.update("s", update -> update.taskDefinition("web:3"));

        assertThat(answer.deployments()).hasSize(3);
        List<ServiceDeploymentBrief> deployments = ecs.deployments("s");
        assertThat(deployments)
                .extracting(ServiceDeploymentBrief::statusAsString)
                .containsExactly("PENDING", "STOPPED", "SUCCESSFUL");
        ServiceDeployment superseded = ecs.deployment(deployments.get(1).serviceDeploymentArn());
        assertThat(superseded.stoppedAt()).isEqualTo(second);
        assertThat(superseded.finishedAt()).isEqualTo(second);
        assertThat(superseded.statusReason()).contains("newer service deployment");
        assertThat(ecs.latest("s").sourceServiceRevisions()).hasSize(2);

        ecs.settle();
        assertThat(ecs.latest("s").status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(ecs.deployments("s").get(1).statusAsString()).isEqualTo("STOPPED");
        assertThat(ecs.describe("s").deployments()).hasSize(1);
        assertThat(ecs.tasks("s", DesiredStatus.RUNNING))
                .singleElement()
                .satisfies(task -> assertThat(task.taskDefinitionArn()).endsWith("web:3"));
    }

    @Test
    void theDesiredCountAloneScalesWithoutADeployment() {
        ecs.create(LocalEcs.service("s", "web:1", 1).build());
        ecs.settle();

        ecs.update("s", update -> update.desiredCount(3));
        assertThat(ecs.describe("s").pendingCount()).isEqualTo(2);
        ecs.settle();
        assertThat(ecs.describe("s").runningCount()).isEqualTo(3);
        ecs.update("s", update -> update.desiredCount(0));
        assertThat(ecs.describe("s").runningCount()).isZero();
        ecs.settle();

        assertThat(ecs.deployments("s")).hasSize(1);
        assertThat(ecs.tasks("s", DesiredStatus.STOPPED)).hasSize(3);
        assertThat(ecs.events("s"))
                .endsWith(
                        "(service s) has stopped 3 running tasks: (task) (task) (task).",
                        "(service s) has reached a steady state.");
    }

    @Test
    void aServiceWithoutTasksIsDeployedAtOnce() {
        ecs.create(LocalEcs.service("s", "web:1", 0).build());

        ecs.pass(Duration.ofMillis(150));

        assertThat(ecs.latest("s").status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aDaemonHasOneTaskAndReplacesItByStoppingFirst() {
        ecs.create(LocalEcs.service("s", "web:1", 0)
                .desiredCount(null)
                .launchType(LaunchType.EC2)
                .schedulingStrategy(SchedulingStrategy.DAEMON)
                .build());
        ecs.settle();
        assertThat(ecs.describe("s").desiredCount()).isEqualTo(1);
        assertThat(ecs.describe("s").runningCount()).isEqualTo(1);

        ecs.update("s", update -> update.taskDefinition("web:2"));
        ecs.pass(Duration.ofMillis(200));
        assertThat(ecs.describe("s").runningCount()).isZero();
        assertThat(ecs.settle().describe("s").runningCount()).isEqualTo(1);
    }

    @Test
    void withoutAnyDelayEverythingIsDoneAtTheNextCall() {
        LocalEcs instant = new LocalEcs(EcsSettings.defaults()
                .withScheduling(Duration.ZERO)
                .withTaskPhases(Duration.ZERO, Duration.ZERO, Duration.ZERO));
        instant.register("web", "i");
        instant.create(LocalEcs.service("s", "web", 2).build());
        assertThat(instant.latest("s").status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);

        instant.update("s", update -> update.forceNewDeployment(true));

        assertThat(instant.describe("s").deployments()).hasSize(1);
        assertThat(instant.deployments("s")).hasSize(2);
        assertThat(instant.latest("s").status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void stoppedTasksAreForgottenAfterAnHour() {
        ecs.create(LocalEcs.service("s", "web:1", 1).build());
        ecs.settle();
        ecs.update("s", update -> update.desiredCount(0));
        ecs.settle();
        assertThat(ecs.tasks("s", DesiredStatus.STOPPED)).hasSize(1);

        ecs.pass(Duration.ofMinutes(61));

        assertThat(ecs.tasks("s", DesiredStatus.STOPPED)).isEmpty();
    }

    @Test
    void onlyTheNewestHundredEventsAreKept() {
        ecs.create(LocalEcs.service("s", "web:1", 1).build());
        for (int i = 0; i < 40; i++) {
            ecs.settle();
            ecs.update("s", update -> update.forceNewDeployment(true));
        }
        ecs.settle();

        List<ServiceEvent> events = ecs.describe("s").events();
        assertThat(events).hasSize(100);
        assertThat(events)
                .isSortedAccordingTo(
                        Comparator.comparing(ServiceEvent::createdAt).reversed());
        assertThat(events).extracting(ServiceEvent::id).doesNotHaveDuplicates();
    }

    private static Instant at(long millis) {
        return LocalEcs.START.plusMillis(millis);
    }
}
