package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line against ecs-local: identity, live state, plan, apply, rollout. */
class DeploymentTest {
    private static final Set<String> WRITES =
            Set.of("RegisterTaskDefinition", "CreateService", "UpdateService", "TagResource");

    @TempDir
    private Path directory;

    private static String orders(String image, int count) {
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s" }
                taskDefinition:
                  family: orders
                  requiresCompatibilities: [FARGATE]
                  networkMode: awsvpc
                  cpu: 256
                  memory: 512
                  containerDefinitions:
                    - name: app
                      image: %s
                      portMappings: [{ containerPort: 8080 }]
                      environment: [{ name: ZONE, value: b }, { name: LEVEL, value: info }]
                service:
                  serviceName: orders
                  launchType: FARGATE
                  desiredCount: %d
                  networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-1] } }
                  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } }
                """.formatted(LocalAccount.ROLE, image, count);
    }

    @Test
    void aNewServiceIsRegisteredCreatedAndFollowedToItsEnd() {
        try (LocalAccount account = new LocalAccount(directory)) {
            DeploymentReport report = account.deploy(orders("orders:1", 2));
            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
            assertThat(account.server().writes()).isEqualTo(2);
            assertThat(account.lines.text())
                    .contains("ecs:deploy  orders (eu-west-1, account 000000000000)")
                    .contains("+ task definition orders → first revision")
                    .contains("Plan: register 1 revision, create 1 service, 1 deployment.");
        }
    }

    @Test
    void theSameAgainReadsThreeTimesAndWritesNothing() {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.deploy(orders("orders:1", 2));
            int mark = account.mark();
            DeploymentReport report = account.deploy(orders("orders:1", 2));
            assertThat(report.result()).isInstanceOf(RolloutResult.NothingToFollow.class);
            assertThat(account.callsSince(mark))
                    .containsExactlyInAnyOrder(
                            "AssumeRoleWithWebIdentity",
                            "DescribeServices",
                            "DescribeTaskDefinition",
                            "ListServiceDeployments");
        }
    }

    @Test
    void aChangedImageTakesTwoWritesAndTwoSessions() {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.deploy(orders("orders:1", 2));
            int mark = account.mark();
            DeploymentReport report = account.deploy(orders("orders:2", 2));
            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
            List<String> calls = account.callsSince(mark);
            assertThat(calls.stream().filter(WRITES::contains))
                    .containsExactly("RegisterTaskDefinition", "UpdateService");
            assertThat(calls.stream().filter("AssumeRoleWithWebIdentity"::equals))
                    .hasSize(2);
            assertThat(account.lines.text()).contains("~ containerDefinitions[app].image    orders:1 → orders:2");
        }
    }

    @Test
    void aChangeInPlaceStartsNoDeployment() {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.deploy(orders("orders:1", 1));
            int mark = account.mark();
            DeploymentReport report = account.deploy(orders("orders:1", 3));
            assertThat(report.result()).isInstanceOf(RolloutResult.NothingToFollow.class);
            assertThat(account.callsSince(mark).stream().filter(WRITES::contains))
                    .containsExactly("UpdateService");
            assertThat(account.lines.text()).contains("~ desiredCount    1 → 3");
        }
    }

    @Test
    void diffWritesNothingAndAsksForNoWriteSession() {
        try (LocalAccount account = new LocalAccount(directory)) {
            var plan = account.deployer(Deployer.Following.YES).diff(account.descriptor(orders("orders:1", 1)));
            assertThat(plan.differs()).isTrue();
            assertThat(account.server().writes()).isZero();
            assertThat(account.callsSince(0).stream().filter("AssumeRoleWithWebIdentity"::equals))
                    .hasSize(1);
        }
    }

    @Test
    void aDeploymentThatWasLeftRunningIsAdoptedAndFollowedWithoutAWrite() {
        try (LocalAccount account = new LocalAccount(directory, Duration.ofMillis(600))) {
            DeploymentDescriptor descriptor = account.descriptor(orders("orders:1", 1));
            assertThat(account.deployer(Deployer.Following.NO)
                            .deploy(descriptor)
                            .result())
                    .isInstanceOf(RolloutResult.NotFollowed.class);
            account.restart();
            DeploymentReport report = account.deployer(Deployer.Following.YES).deploy(descriptor);
            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
            assertThat(account.server().writes()).isZero();
        }
    }

    @Test
    void anothersRunningDeploymentStopsThisOneBeforeAnyWrite() {
        try (LocalAccount account = new LocalAccount(directory, Duration.ofSeconds(30))) {
            account.deployer(Deployer.Following.NO).deploy(account.descriptor(orders("orders:1", 1)));
            int mark = account.mark();
            assertThatThrownBy(() -> account.deploy(orders("orders:2", 1)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("Another deployment of this service is running; nothing was written")
                    .hasMessageContaining("rollout.onInProgress");
            assertThat(account.callsSince(mark).stream().filter(WRITES::contains))
                    .isEmpty();
        }
    }

    @Test
    void aSubjectThatTheRoleDoesNotTrustIsNamedWithItsClaims() {
        try (LocalAccount account = new LocalAccount(directory)) {
            String wrong = "repo:acme/shop:ref:refs/heads/other";
            assertThatThrownBy(() -> account.deployer(Deployer.Following.YES, wrong)
                            .deploy(account.descriptor(orders("orders:1", 1))))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining(wrong)
                    .hasMessageContaining("sub")
                    .hasMessageContaining(LocalAccount.ROLE);
            assertThat(account.server().writes()).isZero();
        }
    }

    @Test
    void tagsGoWithWhatIsCreatedAndLaterChangesOfThemAreOneMoreWrite() {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.deploy(orders("orders:1", 1) + "tags: { team: checkout }\n");
            int mark = account.mark();
            account.deploy(orders("orders:1", 1) + "tags: { team: payments }\n");
            assertThat(account.callsSince(mark).stream().filter(WRITES::contains))
                    .containsExactly("TagResource", "TagResource");
            int again = account.mark();
            account.deploy(orders("orders:1", 1) + "tags: { team: payments }\n");
            assertThat(account.callsSince(again).stream().filter(WRITES::contains))
                    .isEmpty();
        }
    }

    @Test
    void aNewDeploymentIsForcedAndFollowedThoughNothingDiffers() {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.deploy(orders("orders:1", 1));
            int mark = account.mark();
            DeploymentReport report = account.deployer(
                            Deployer.Following.YES, LocalAccount.SUBJECT, NewDeployment.FORCED)
                    .deploy(account.descriptor(orders("orders:1", 1)));
            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
            assertThat(account.callsSince(mark).stream().filter(WRITES::contains))
                    .containsExactly("UpdateService");
            assertThat(account.lines.text()).contains("+ forceNewDeployment");
        }
    }

    @Test
    void aChangeThatOnlyNewTasksSeeOffersANewDeployment() {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.deploy(orders("orders:1", 1));
            account.deploy(orders("orders:1", 1) + "  enableExecuteCommand: true\n");
            assertThat(account.lines.text())
                    .contains("running tasks keep their enableExecuteCommand; -Decs.forceNewDeployment replaces them")
                    .contains("record of managed fields: + enableExecuteCommand");
        }
    }

    @Test
    void aDeploymentThatWasLeftRunningIsFollowedAlsoWhereTagsAreStillToBeWritten() {
        try (LocalAccount account = new LocalAccount(directory, Duration.ofMillis(600))) {
            account.deployer(Deployer.Following.NO).deploy(account.descriptor(orders("orders:1", 1)));
            DeploymentReport report = account.deploy(orders("orders:1", 1) + "tags: { team: checkout }\n");
            assertThat(report.applied()).isPresent();
            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
        }
    }

    @Test
    void aServiceWithoutARecordIsDeployedAsBefore() {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.deploy(orders("orders:1", 1) + "managedFields: off\n");
            account.deploy(orders("orders:1", 1) + "  enableExecuteCommand: true\nmanagedFields: off\n");
            int mark = account.mark();
            account.deploy(orders("orders:1", 1) + "managedFields: off\n");
            assertThat(account.callsSince(mark).stream().filter(WRITES::contains))
                    .isEmpty();
            assertThat(account.lines.text())
                    .contains("managedFields is off: what is no longer in the descriptor cannot be reset");
        }
    }

    @Test
    void anyNamesPortsAndContainersWillDo() {
        Random random = new Random(20261122);
        for (int round = 0; round < 3; round++) {
            String yaml = someService(random);
            try (LocalAccount account = new LocalAccount(
                    directory.resolve("round" + round).toFile().mkdirs()
                            ? directory.resolve("round" + round)
                            : directory)) {
                assertThat(account.deploy(yaml).result()).isInstanceOf(RolloutResult.Succeeded.class);
                int mark = account.mark();
                account.deploy(yaml);
                assertThat(account.callsSince(mark).stream().filter(WRITES::contains))
                        .isEmpty();
            }
        }
    }

    private static String someService(Random random) {
        StringBuilder containers = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int index = 0; index < count; index++) {
            containers.append(
                    "    - { name: c%d-%s, image: \"%s:%d\", memory: %d, portMappings: [{ containerPort: %d }] }\n"
                            .formatted(
                                    index,
                                    name(random),
                                    name(random),
                                    random.nextInt(100),
                                    64 + random.nextInt(64),
                                    1024 + 100 * index + random.nextInt(99)));
        }
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s" }
                taskDefinition:
                  family: %s
                  containerDefinitions:
                %sservice: { serviceName: %s, desiredCount: %d }
                """.formatted(LocalAccount.ROLE, name(random), containers, name(random), 1 + random.nextInt(3));
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder("n");
        for (int index = 0; index < 6; index++) {
            name.append((char) ('a' + random.nextInt(26)));
        }
        return name.toString();
    }
}
