package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.apply.PlanExecutor;
import io.github.ecsmaven.deployer.apply.SurroundingsWriter;
import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.local.record.RecordedCall;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** Auto scaling and log groups against ecs-local: read, planned, written, and read again as they were wanted. */
class SurroundingsOfADeploymentTest {
    private static final String NAMESPACE = "ecs";
    private static final String ID = "service/shop/orders";
    private static final String DIMENSION = "ecs:service:DesiredCount";
    private static final String SERVICE = """
            version: 1
            region: eu-west-1
            cluster: shop
            identity: { roleArn: "%s" }
            tags: { team: checkout }
            taskDefinition:
              family: orders
              containerDefinitions: [{ name: app, image: "orders:1", memory: 128 }]
            """.formatted(LocalAccount.ROLE);
    private static final String COUNTED = SERVICE + "service: { serviceName: orders, desiredCount: 1 }\n";
    private static final String UNCOUNTED = SERVICE + "service: { serviceName: orders }\n";
    private static final String SCALING = """
            autoScaling:
              minCapacity: 2
              maxCapacity: 10
              scalingPolicies:
                - policyName: cpu
                  targetTrackingScalingPolicyConfiguration:
                    targetValue: 60
                    predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageCPUUtilization }
                - policyName: queue
                  stepScalingPolicyConfiguration:
                    adjustmentType: ChangeInCapacity
                    cooldown: PT2M
                    stepAdjustments:
                      - { metricIntervalLowerBound: 0, metricIntervalUpperBound: 10, scalingAdjustment: 1 }
                      - { metricIntervalLowerBound: 10, scalingAdjustment: 2 }
              scheduledActions:
                - scheduledActionName: night
                  schedule: "cron(0 22 * * ? *)"
                  timezone: Europe/Berlin
                  startTime: 2031-01-01T00:00:00Z
                  scalableTargetAction: { minCapacity: 1 }
            """;
    private static final String LOGS =
            "logGroups: [{ name: /ecs/orders, retentionInDays: 30, tags: { stage: test } }, { name: /ecs/other }]\n";

    @TempDir
    private Path directory;

    private static List<String> writesSince(LocalAccount account, int mark) {
        return account.server().calls().stream()
                .skip(mark)
                .filter(SurroundingsOfADeploymentTest::isWrite)
                .map(RecordedCall::operation)
                .filter(operation -> !operation.equals("AssumeRoleWithWebIdentity"))
                .toList();
    }

    private static boolean isWrite(RecordedCall call) {
        return !call.operation().startsWith("Describe") && !call.operation().startsWith("List");
    }

    @Test
    void aServiceIsCreatedWithItsLogGroupsBeforeAndItsScalingAfterIt() {
        try (LocalAccount account = LocalAccount.instant(directory)) {
            DeploymentReport report = account.deploy(UNCOUNTED + SCALING + LOGS);

            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
            assertThat(writesSince(account, 0))
                    .containsExactly(
                            "CreateLogGroup",
                            "PutRetentionPolicy",
                            "CreateLogGroup",
                            "RegisterTaskDefinition",
                            "CreateService",
                            "RegisterScalableTarget",
                            "PutScalingPolicy",
                            "PutScalingPolicy",
                            "PutScheduledAction");
            assertThat(account.lines.text())
                    .contains("+ log group /ecs/orders", "+ scalable target service/shop/orders")
                    .contains("create 1 service, set 1 scalable target, put 2 scaling policies");
            try (Around around = new Around(account)) {
                assertThat(around.desiredCount()).isEqualTo(2);
                assertThat(around.policies())
                        .extracting(ScalingPolicy::policyName)
                        .containsExactly("cpu", "queue");
                assertThat(around.group("/ecs/orders").retentionInDays()).isEqualTo(30);
            }
        }
    }

    @Test
    void theSameAgainWritesNothingAndStaysWithinItsBudget() {
        try (LocalAccount account = LocalAccount.instant(directory)) {
            account.deploy(UNCOUNTED + SCALING + LOGS);
            int mark = account.mark();

            DeploymentReport report = account.deploy(UNCOUNTED + SCALING + LOGS);

            assertThat(report.result()).isInstanceOf(RolloutResult.NothingToFollow.class);
            assertThat(account.callsSince(mark))
                    .containsExactlyInAnyOrder(
                            "AssumeRoleWithWebIdentity",
                            "DescribeServices",
                            "DescribeTaskDefinition",
                            "ListServiceDeployments",
                            "DescribeScalableTargets",
                            "DescribeScalingPolicies",
                            "DescribeScheduledActions",
                            "DescribeLogGroups",
                            "ListTagsForResource");
            assertThat(account.lines.text()).contains("unmanaged, kept: desiredCount 2 (auto scaling 2–10)");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxCapacity: 10 | maxCapacity: 12 | RegisterScalableTarget",
                "targetValue: 60 | targetValue: 70 | PutScalingPolicy",
                "scalingAdjustment: 2 | scalingAdjustment: 3 | PutScalingPolicy",
                "cooldown: PT2M | minAdjustmentMagnitude: 1 | PutScalingPolicy",
                "0 22 | 0 23 | PutScheduledAction",
                "'timezone: Europe/Berlin' | 'endTime: 2032-01-01T00:00:00Z' | PutScheduledAction",
                "'startTime: 2031-01-01T00:00:00Z' | '# no start' | PutScheduledAction",
                "retentionInDays: 30 | retentionInDays: 60 | PutRetentionPolicy",
                "retentionInDays: 30 | retentionInDays: null | DeleteRetentionPolicy",
                "stage: test | stage: live | TagResource",
                "retentionInDays: 30 | 'retentionInDays: 30, kmsKeyId: \"arn:aws:kms:eu-west-1:000000000000:key/1\"'"
                        + " | AssociateKmsKey"
            })
    void eachChangeIsOneWriteAndThenThereIsNone(String before, String after, String write) {
        try (LocalAccount account = LocalAccount.instant(directory)) {
            String yaml = UNCOUNTED + SCALING + LOGS;
            account.deploy(yaml);
            int mark = account.mark();
            account.deploy(yaml.replace(before, after));
            assertThat(writesSince(account, mark)).containsExactly(write);
            int again = account.mark();
            account.deploy(yaml.replace(before, after));
            assertThat(writesSince(account, again)).isEmpty();
        }
    }

    @Test
    void whatIsNoLongerDeclaredStaysAndAnEmptyListRemovesAll() {
        try (LocalAccount account = LocalAccount.instant(directory);
                Around around = new Around(account)) {
            account.deploy(UNCOUNTED + SCALING + LOGS);
            int mark = account.mark();
            account.deploy(UNCOUNTED + "autoScaling: { minCapacity: 2, maxCapacity: 10 }\n");
            assertThat(writesSince(account, mark)).isEmpty();
            assertThat(account.lines.text())
                    .contains("scalingPolicies[cpu], scalingPolicies[queue]", "scheduledActions[night]");

            account.deploy(UNCOUNTED
                    + "autoScaling: { minCapacity: 2, maxCapacity: 10, scalingPolicies: [], scheduledActions: [] }\n");
            assertThat(writesSince(account, mark))
                    .containsExactly("DeleteScalingPolicy", "DeleteScalingPolicy", "DeleteScheduledAction");
            assertThat(around.policies()).isEmpty();
            assertThat(around.group("/ecs/orders").retentionInDays()).isEqualTo(30);
        }
    }

    @Test
    void aKeyAndAPolicyOfAnotherTypeTakeTheirWritesAndSettle() {
        try (LocalAccount account = LocalAccount.instant(directory)) {
            account.deploy(UNCOUNTED + SCALING
                    + "logGroups: [{ name: /ecs/orders, kmsKeyId: \"arn:aws:kms:eu-west-1:000000000000:key/1\" }]\n");
            String next = UNCOUNTED + """
                    autoScaling:
                      minCapacity: 2
                      maxCapacity: 10
                      scalingPolicies:
                        - policyName: queue
                          targetTrackingScalingPolicyConfiguration:
                            targetValue: 50
                            predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageMemoryUtilization }
                    logGroups: [{ name: /ecs/orders, kmsKeyId: null }]
                    """;
            int mark = account.mark();
            account.deploy(next);
            assertThat(writesSince(account, mark))
                    .containsExactly("DisassociateKmsKey", "DeleteScalingPolicy", "PutScalingPolicy");
            int again = account.mark();
            account.deploy(next);
            assertThat(writesSince(account, again)).isEmpty();
        }
    }

    @Test
    void theCountIsAutoScalingsOnceItScales() {
        try (LocalAccount account = LocalAccount.instant(directory);
                Around around = new Around(account)) {
            account.deploy(COUNTED);
            account.deploy(COUNTED + "autoScaling: { minCapacity: 3, maxCapacity: 10 }\n");
            assertThat(around.desiredCount()).isEqualTo(3);
            int mark = account.mark();
            account.deploy(COUNTED + "autoScaling: { minCapacity: 3, maxCapacity: 10 }\n");
            account.deploy(COUNTED);

            assertThat(writesSince(account, mark)).isEmpty();
            assertThat(account.callsSince(mark).stream().filter("DescribeScalableTargets"::equals))
                    .hasSize(2);
            assertThat(account.lines.text()).contains("unmanaged, kept: desiredCount 3 (auto scaling 3–10)");
        }
    }

    @Test
    void aCountThatNobodyScalesIsSetAfterOneQuestion() {
        try (LocalAccount account = LocalAccount.instant(directory)) {
            account.deploy(COUNTED);
            int mark = account.mark();
            account.deploy(COUNTED);
            assertThat(account.callsSince(mark)).doesNotContain("DescribeScalableTargets");

            account.deploy(COUNTED.replace("desiredCount: 1", "desiredCount: 2"));

            assertThat(account.callsSince(mark).stream().filter("DescribeScalableTargets"::equals))
                    .hasSize(1);
            assertThat(writesSince(account, mark)).containsExactly("UpdateService");
        }
    }

    @Test
    void aBuildThatIsKilledBetweenAnyTwoCallsIsContinuedByTheNext() {
        String yaml = UNCOUNTED + SCALING + LOGS;
        int writes = 9;
        for (int done = 0; done <= writes; done++) {
            Path own = directory.resolve("after" + done);
            assertThat(own.toFile().mkdirs()).isTrue();
            try (LocalAccount account = LocalAccount.instant(own)) {
                carryOutSome(account, yaml, done);
                int mark = account.mark();
                account.deploy(yaml);
                // A revision that no service runs is there to be used.
                assertThat(writesSince(account, mark)).hasSize(writes - done);
                int again = account.mark();
                account.deploy(yaml);
                assertThat(writesSince(account, again)).isEmpty();
            }
        }
    }

    private static void carryOutSome(LocalAccount account, String yaml, int writes) {
        DeploymentPlan plan = account.deployer(Deployer.Following.YES).diff(account.descriptor(yaml));
        DeploymentPlan some = new DeploymentPlan(
                plan.target(),
                plan.changes(),
                plan.actions().subList(0, writes),
                plan.unmanaged(),
                plan.addedByServer(),
                plan.refusals(),
                plan.judgement(),
                plan.secrecy());
        AwsEndpoint endpoint =
                AwsEndpoint.of(LocalAccount.REGION, account.server().endpoint());
        try (AwsClients clients = new AwsClients(endpoint, new CallJournal(Clock.systemUTC()))) {
            var credentials = account.credentials();
            new PlanExecutor(
                            clients.ecsWrites(credentials),
                            new SurroundingsWriter(
                                    () -> clients.autoScalingWrites(credentials),
                                    () -> clients.signedWrites(credentials, Clock.systemUTC(), pause -> {})),
                            account.lines,
                            new AwsErrors(endpoint, "", "shop"))
                    .apply(some, "");
        }
    }

    /** What is there, through AWS's own clients. */
    private static final class Around implements AutoCloseable {
        private final LocalAccount account;
        private final ApplicationAutoScalingClient scaling;
        private final CloudWatchLogsClient logs;

        Around(LocalAccount account) {
            this.account = account;
            this.scaling = ApplicationAutoScalingClient.builder()
                    .region(Region.of(LocalAccount.REGION))
                    .endpointOverride(account.server().endpoint())
                    .credentialsProvider(account.credentials())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
            this.logs = CloudWatchLogsClient.builder()
                    .region(Region.of(LocalAccount.REGION))
                    .endpointOverride(account.server().endpoint())
                    .credentialsProvider(account.credentials())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
        }

        int desiredCount() {
            return account.client()
                    .describeServices(
                            request -> request.cluster(LocalAccount.CLUSTER).services("orders"))
                    .services()
                    .get(0)
                    .desiredCount();
        }

        List<ScalingPolicy> policies() {
            return scaling.describeScalingPolicies(request ->
                            request.serviceNamespace(NAMESPACE).resourceId(ID).scalableDimension(DIMENSION))
                    .scalingPolicies();
        }

        LogGroup group(String name) {
            return logs.describeLogGroups(request -> request.logGroupNamePrefix(name))
                    .logGroups()
                    .get(0);
        }

        @Override
        public void close() {
            scaling.close();
            logs.close();
        }
    }
}
