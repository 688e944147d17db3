package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rollouts end, and what the build says of it. */
class RolloutEndingsTest {
    @TempDir
    private Path directory;

    private static String orders(String image, String breaker, String rollout) {
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s" }
                taskDefinition:
                  family: orders
                  containerDefinitions: [{ name: app, image: %s, memory: 64 }]
                service:
                  serviceName: orders
                  desiredCount: 1
                  deploymentConfiguration: { deploymentCircuitBreaker: %s }
                rollout: %s
                """.formatted(LocalAccount.ROLE, image, breaker, rollout);
    }

    @Test
    void aRollbackIsAFailureWithTheReasonOfTheTasks() {
        try (LocalAccount account = new LocalAccount(directory)) {
            String breaker = "{ enable: true, rollback: true }";
            account.deploy(orders("orders:1", breaker, "{}"));
            assertThatThrownBy(() -> account.deploy(orders("orders:broken", breaker, "{}")))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("ECS rolled it back, the version before it serves")
                    .hasMessageContaining("CannotPullContainerError");
            account.lines.all.clear();
            account.deployer(Deployer.Following.YES).diff(account.descriptor(orders("orders:1", breaker, "{}")));
            assertThat(account.lines.text()).contains("No changes.").doesNotContain("ended");
        }
    }

    @Test
    void aStoppedDeploymentIsAFailureAndStaysOneWhenNothingIsLeftToWrite() {
        try (LocalAccount account = new LocalAccount(directory)) {
            String breaker = "{ enable: true, rollback: false }";
            account.deploy(orders("orders:1", breaker, "{}"));
            String broken = orders("orders:broken", breaker, "{}");
            assertThatThrownBy(() -> account.deploy(broken))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("ECS stopped it");
            long writes = account.server().writes();
            assertThatThrownBy(() -> account.deploy(broken))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("ECS stopped it");
            assertThat(account.server().writes()).isEqualTo(writes);
        }
    }

    @Test
    void aTimeoutSaysThatTheRolloutGoesOnAndHowToResume() {
        try (LocalAccount account = new LocalAccount(directory)) {
            assertThatThrownBy(() -> account.deploy(
                            orders("orders:broken", "{ enable: false, rollback: false }", "{ timeout: PT3S }")))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("it goes on without this build")
                    .hasMessageContaining("run the same goal again")
                    .hasMessageContaining("CannotPullContainerError");
        }
    }

    @Test
    void aDeploymentThatAnotherReplacesIsToldAsSuperseded() throws Exception {
        try (LocalAccount account = new LocalAccount(directory, Duration.ofMillis(900))) {
            String breaker = "{ enable: true, rollback: true }";
            CompletableFuture<Void> first =
                    CompletableFuture.runAsync(() -> account.deploy(orders("orders:1", breaker, "{}")));
            await(account, "CreateService");
            account.client()
                    .updateService(update -> update.cluster(LocalAccount.CLUSTER)
                            .service("orders")
                            .forceNewDeployment(true));
            assertThatThrownBy(first::join)
                    .hasCauseInstanceOf(UserException.class)
                    .hasMessageContaining("Another deployment took the place of this one");
        }
    }

    @Test
    void anothersDeploymentIsWaitedForWhenTheDescriptorSaysSo() {
        try (LocalAccount account = new LocalAccount(directory, Duration.ofMillis(400))) {
            String breaker = "{ enable: true, rollback: true }";
            account.deployer(Deployer.Following.NO).deploy(account.descriptor(orders("orders:1", breaker, "{}")));
            DeploymentReport report = account.deploy(orders("orders:2", breaker, "{ onInProgress: wait }"));
            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
            assertThat(account.lines.text()).contains("waiting for another's deployment to end");
        }
    }

    @Test
    void anothersDeploymentIsReplacedWhenTheDescriptorSaysSo() {
        try (LocalAccount account = new LocalAccount(directory, Duration.ofMillis(400))) {
            String breaker = "{ enable: true, rollback: true }";
            account.deployer(Deployer.Following.NO).deploy(account.descriptor(orders("orders:1", breaker, "{}")));
            DeploymentReport report = account.deploy(orders("orders:2", breaker, "{ onInProgress: replace }"));
            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
        }
    }

    @Test
    void aServiceThatIsBeingDeletedIsNotWrittenTo() {
        try (LocalAccount account = new LocalAccount(directory, Duration.ofSeconds(20))) {
            String breaker = "{ enable: true, rollback: true }";
            account.deployer(Deployer.Following.NO).deploy(account.descriptor(orders("orders:1", breaker, "{}")));
            account.client()
                    .deleteService(delete -> delete.cluster(LocalAccount.CLUSTER)
                            .service("orders")
                            .force(true));
            long writes = account.server().writes();
            assertThatThrownBy(() -> account.deploy(orders("orders:2", breaker, "{}")))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("DRAINING");
            assertThat(account.server().writes()).isEqualTo(writes);
        }
    }

    private static void await(LocalAccount account, String operation) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!account.callsSince(0).contains(operation)) {
            assertThat(System.nanoTime()).as("waiting for " + operation).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
