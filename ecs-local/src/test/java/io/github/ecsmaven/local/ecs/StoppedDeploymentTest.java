package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.local.wire.ApiException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;

/** StopServiceDeployment, and what a service deployment and its revision tell besides their status. */
class StoppedDeploymentTest {
    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
        ecs.register("web", "image@sha256:" + "ab".repeat(32));
    }

    /** At 10 ms it is PENDING, at 500 ms IN_PROGRESS. */
    @ParameterizedTest
    @CsvSource({"10", "500"})
    void aStoppedDeploymentIsRolledBackWithoutACircuitBreaker(int milliseconds) {
        Service before = running();
        ecs.update("s", update -> update.taskDefinition("web:2"));
        String arn = ecs.pass(Duration.ofMillis(milliseconds)).latest("s").serviceDeploymentArn();

        StopServiceDeploymentResponse answer = stop(arn);

        assertThat(answer.serviceDeploymentArn()).isEqualTo(arn);
        assertThat(ecs.deployment(arn).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
        assertThat(stop(arn).serviceDeploymentArn()).isEqualTo(arn);
        ServiceDeployment rolling = ecs.pass(Duration.ofMillis(200)).deployment(arn);
        assertThat(rolling.status())
                .isIn(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        ServiceDeployment ended = ecs.settle().deployment(arn);
        assertThat(ended.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(ended.rollback().serviceRevisionArn())
                .isEqualTo(before.currentServiceRevisions().get(0).arn());
        assertThat(ended.rollback().reason()).contains("StopServiceDeployment");
        assertThat(ended.stoppedAt()).isNotNull();
        Service after = ecs.describe("s");
        assertThat(after.taskDefinition()).endsWith("web:1");
        assertThat(after.runningCount()).isEqualTo(2);
        assertThat(after.deployments()).hasSize(1);
        assertThat(after.deployments().get(0).rolloutStateAsString()).isEqualTo("COMPLETED");
    }

    @Test
    void aDeploymentThatHasEndedCannotBeStopped() {
        running();
        String arn = ecs.latest("s").serviceDeploymentArn();

        ApiException refusal = catchThrowableOfType(ApiException.class, () -> stop(arn));

        assertThat(refusal.code()).isEqualTo("ConflictException");
        assertThat(ecs.deployment(arn).status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void theFirstDeploymentHasNothingToGoBackTo() {
        ecs.create(LocalEcs.service("s", "web:1", 2).build());
        String arn = ecs.latest("s").serviceDeploymentArn();
        stop(arn);

        ServiceDeployment ended = ecs.settle().deployment(arn);

        assertThat(ended.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
        assertThat(ended.statusReason()).contains("No rollback candidate");
        assertThat(ecs.describe("s").deployments().get(0).rolloutStateAsString())
                .isEqualTo("FAILED");
        ecs.update("s", update -> update.taskDefinition("web:2"));
        assertThat(ecs.settle().latest("s").status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aStopSurvivesARestart() {
        running();
        ecs.update("s", update -> update.taskDefinition("web:2"));
        String arn = ecs.latest("s").serviceDeploymentArn();
        stop(arn);
        ecs.restart();

        assertThat(ecs.settle().deployment(arn).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -     | -        | InvalidParameterException
            arn:x | -        | ServiceDeploymentNotFoundException
            arn:x | ABORT    | InvalidParameterException
            arn:x | WHATEVER | InvalidParameterException
            """)
    void whatCannotBeStoppedIsRefused(String arn, String stopType, String code) {
        ApiException refusal = catchThrowableOfType(
                ApiException.class,
                () -> ecs.call(StopServiceDeploymentRequest.builder()
                        .serviceDeploymentArn(arn)
                        .stopType(stopType)
                        .build()));

        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void aRollingDeploymentScalesUpAndThenCleansUp() {
        running();
        ecs.update("s", update -> update.taskDefinition("web:2"));
        assertThat(ecs.latest("s").lifecycleStage()).isNull();
        assertThat(ecs.pass(Duration.ofMillis(200)).latest("s").lifecycleStage())
                .isEqualTo(ServiceDeploymentLifecycleStage.SCALE_UP);
        assertThat(ecs.pass(Duration.ofMillis(2100)).latest("s").lifecycleStage())
                .isEqualTo(ServiceDeploymentLifecycleStage.CLEAN_UP);
        assertThat(ecs.latest("s").status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(ecs.settle().latest("s").lifecycleStage()).isEqualTo(ServiceDeploymentLifecycleStage.CLEAN_UP);
    }

    @Test
    void alarmsAreMonitoredUntilTheDeploymentHasEnded() {
        ecs.create(LocalEcs.service("s", "web:1", 1)
                .deploymentConfiguration(DeploymentConfiguration.builder()
                        .alarms(DeploymentAlarms.builder()
                                .alarmNames("errors")
                                .enable(true)
                                .rollback(true)
                                .build())
                        .build())
                .build());

        assertThat(ecs.latest("s").alarms().status()).isEqualTo(ServiceDeploymentRollbackMonitorsStatus.MONITORING);
        assertThat(ecs.latest("s").alarms().alarmNames()).containsExactly("errors");
        assertThat(ecs.settle().latest("s").alarms().status())
                .isEqualTo(ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE);
        assertThat(ecs.latest("s").alarms().triggeredAlarmNames()).isEmpty();
    }

    @Test
    void aRevisionNamesItsTargetGroupsAndKeepsADigestThatTheImageNames() {
        Service created = ecs.create(LocalEcs.service("s", "web:2", 1)
                .loadBalancers(LoadBalancer.builder()
                        .targetGroupArn("blue")
                        .containerName("app")
                        .containerPort(8080)
                        .advancedConfiguration(advanced -> advanced.productionListenerRule("rule"))
                        .build())
                .build());

        DescribeServiceRevisionsResponse answer = ecs.call(DescribeServiceRevisionsRequest.builder()
                .serviceRevisionArns(created.currentServiceRevisions().get(0).arn())
                .build());

        ServiceRevision revision = answer.serviceRevisions().get(0);
        assertThat(revision.containerImages().get(0).imageDigest()).isEqualTo("sha256:" + "ab".repeat(32));
        assertThat(revision.resolvedConfiguration().loadBalancers())
                .singleElement()
                .satisfies(balancer -> {
                    assertThat(balancer.targetGroupArn()).isEqualTo("blue");
                    assertThat(balancer.productionListenerRule()).isEqualTo("rule");
                });
    }

    private Service running() {
        ecs.create(LocalEcs.service("s", "web:1", 2).build());
        assertThat(List.of(ecs.settle().latest("s").status())).containsExactly(ServiceDeploymentStatus.SUCCESSFUL);
        return ecs.describe("s");
    }

    private StopServiceDeploymentResponse stop(String arn) {
        return ecs.call(
                StopServiceDeploymentRequest.builder().serviceDeploymentArn(arn).build());
    }
}
