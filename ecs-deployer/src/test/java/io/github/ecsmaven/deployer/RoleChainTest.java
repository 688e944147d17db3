package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.local.sts.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles that are assumed one from the other, from the token to the deployment. */
class RoleChainTest {
    private static final String ROLES = "arn:aws:iam::000000000000:role/";

    @TempDir
    private Path directory;

    private LocalRun run;

    @BeforeEach
    void start() {
        run = new LocalRun(directory);
        put(role("deployer", LocalAccount.trust()), allow("sts:AssumeRole", ROLES + "hub"));
        put(role("hub", trusting("deployer")), allow("sts:AssumeRole", ROLES + "last"));
        put(role("last", trusting("hub")), allow("ecs:*", "*"));
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void theLastRoleDeploysAndTheOthersOnlyTakeTheNextStep() {
        DeploymentReport report = run.deploy(chain("[\"000000000000\"]"));

        assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(run.sessions()).containsExactly(200, 200);
        assertThat(run.statuses("AssumeRole")).containsExactly(200, 200, 200, 200);
        assertThat(run.service().given()).hasSize(2);
        assertThat(Stream.of("CreateService", "DescribeServices").flatMap(this::callers))
                .isNotEmpty()
                .allMatch(caller -> caller.startsWith("arn:aws:sts::000000000000:assumed-role/last/"));
        assertThat(run.account().lines.text())
                .containsPattern("as +last/local\\.")
                .contains("writing as last/local.");
    }

    private Stream<String> callers(String operation) {
        return run.account().server().calls().stream()
                .filter(call -> call.operation().equals(operation))
                .map(call -> call.callerArn());
    }

    /** By the trust of the next role, by the permissions of the one before it, and where there is no next one. */
    @ParameterizedTest
    @ValueSource(strings = {"trust", "permission", "absent"})
    void aRefusalInTheMiddleNamesTheStepAndBothStatements(String which) {
        String last = ROLES + "last";
        String next = which.equals("absent") ? ROLES + "nobody" : last;
        if (which.equals("trust")) {
            put(role("last", trusting("deployer")), allow("ecs:*", "*"));
        } else if (which.equals("permission")) {
            put(role("hub", trusting("deployer")), allow("sts:AssumeRole", ROLES + "another"));
            // A trust policy that names the role itself is enough in one account.
            put(role("last", trusting("hub").replace("role/hub", "root")), allow("ecs:*", "*"));
        }

        String message = run.failureOf(() -> run.diff(chain("[]").replace(last, next)));

        assertThat(message).isEqualTo("""
                The role session arn:aws:sts::000000000000:assumed-role/hub/local.NOW may not assume the role NEXT.
                  where: sts:AssumeRole at ENDPOINT, identity.assume[1]
                  why: AWS says: User: arn:aws:sts::000000000000:assumed-role/hub/local.NOW is not authorized to perform: sts:AssumeRole on resource: NEXT (AccessDenied, request ID)
                  cure: Let both of these be there; AWS does not say which is missing. In the trust policy of NEXT:
                         {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/hub"},"Action":"sts:AssumeRole"}
                         In the policies of arn:aws:iam::000000000000:role/hub:
                         {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"NEXT"}
                         Where the token carries session tags or a source identity, both also need sts:TagSession and sts:SetSourceIdentity. A role that does not exist is denied in the same words.""".replace("NEXT", next));
        assertThat(run.sessions()).containsExactly(200);
        assertThat(run.statuses("AssumeRole")).containsExactly(200, 403, 403, 403);
        assertThat(run.account().callsSince(0)).doesNotContain("DescribeServices");
    }

    @Test
    void theFirstStepOfTheChainIsNumberedFromZero() {
        put(role("hub", trusting("last")), allow("sts:AssumeRole", ROLES + "last"));

        assertThat(run.failureOf(() -> run.diff(chain("[]"))))
                .contains("assumed-role/deployer/local.NOW may not assume the role " + ROLES + "hub.")
                .contains("identity.assume[0]");
    }

    @Test
    void theAccountOfTheLastRoleIsComparedBeforeAnythingIsRead() {
        assertThat(run.failureOf(() -> run.diff(chain("[\"111122223333\"]")))).isEqualTo("""
                The role session is in account 000000000000, which this descriptor does not allow.
                  where: identity.allowedAccounts: 111122223333
                  why: STS gave arn:aws:sts::000000000000:assumed-role/last/local.NOW. Nothing was read and nothing was changed.
                  cure: Correct identity.assume, or add 000000000000 to identity.allowedAccounts.""");
        assertThat(run.account().callsSince(0))
                .containsExactly("AssumeRoleWithWebIdentity", "AssumeRole", "AssumeRole");
    }

    private String chain(String accounts) {
        return run.orders("{ roleArn: \"%s\", webIdentity: %s, assume: [\"%shub\", \"%slast\"], allowedAccounts: %s }"
                .formatted(LocalAccount.ROLE, run.service().setting(), ROLES, ROLES, accounts));
    }

    private void put(Role role, String statement) {
        run.account()
                .server()
                .putRole(role.withPolicy("it", "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
    }

    private static Role role(String name, String trust) {
        return new Role(name, trust, Duration.ofHours(1));
    }

    private static String trusting(String role) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ROLES
                + role + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }
}
