package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.local.sts.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment with a role that has the permissions of the README and no others. */
class RolePermissionsTest {
    private static final Pattern PERMISSIONS = Pattern.compile("(?s)And its permissions.*?```json\\n(.*?)```");

    @TempDir
    private Path directory;

    private static String orders(String image, String tags) {
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s" }
                tags: %s
                taskDefinition:
                  family: orders
                  requiresCompatibilities: [FARGATE]
                  networkMode: awsvpc
                  cpu: 256
                  memory: 512
                  executionRoleArn: arn:aws:iam::000000000000:role/orders-execution
                  containerDefinitions: [{ name: app, image: "%s" }]
                service:
                  serviceName: orders
                  launchType: FARGATE
                  desiredCount: 1
                  networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-1] } }
                  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } }
                """.formatted(LocalAccount.ROLE, tags, image);
    }

    /** The policy of the README for the account, the service and the roles here. */
    private static String permissions() throws IOException {
        Matcher policy = PERMISSIONS.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(policy.find()).isTrue();
        return policy.group(1).replace("111122223333", "000000000000").replace("checkout", "orders");
    }

    private static Role role(String permissions) {
        return new Role("deployer", LocalAccount.trust(), Duration.ofHours(1)).withPolicy("deploy", permissions);
    }

    @Test
    void thePermissionsOfTheReadmeAreEnoughToCreateUpdateAndTag() throws IOException {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.server().putRole(role(permissions()));

            assertThat(account.deploy(orders("orders:1", "{ team: orders }")).result())
                    .isInstanceOf(RolloutResult.Succeeded.class);
            assertThat(account.deploy(orders("orders:2", "{ team: orders }")).result())
                    .isInstanceOf(RolloutResult.Succeeded.class);
            account.deploy(orders("orders:2", "{ team: orders, stage: test }"));
            assertThat(account.deploy(orders("orders:2", "{ team: orders, stage: test }"))
                            .result())
                    .isInstanceOf(RolloutResult.NothingToFollow.class);
        }
    }

    @Test
    void theyAreEnoughToTellWhyARolloutFailed() throws IOException {
        try (LocalAccount account = new LocalAccount(directory)) {
            account.server().putRole(role(permissions()));

            assertThatThrownBy(() -> account.deploy(orders("orders:broken", "{ team: orders }")))
                    .hasMessageContaining("CannotPullContainerError");
        }
    }

    @Test
    void whatIsMissingIsNamedWithTheResourceAndNothingIsWritten() throws IOException {
        String withoutPassing = permissions().replace("iam:PassRole", "iam:GetRole");
        try (LocalAccount account = new LocalAccount(directory)) {
            account.server().putRole(role(withoutPassing));

            assertThatThrownBy(() -> account.deploy(orders("orders:1", "{ team: orders }")))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("iam:PassRole")
                    .hasMessageContaining("arn:aws:iam::000000000000:role/orders-execution");
            assertThat(account.server().summary().counts().get("ecs")).containsEntry("taskDefinitions", 0);
        }
    }
}
