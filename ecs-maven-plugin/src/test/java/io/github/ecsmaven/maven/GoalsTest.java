package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalsTest {
    private static final String WITH_ENVIRONMENTS = TestModule.DESCRIPTOR.replace(
            "cluster: demo", "environments: [staging, demo]\ncluster: ${ecs.environment}");

    @TempDir
    private Path directory;

    private TestModule module;
    private TestAccount account;

    @BeforeEach
    void start() throws Exception {
        module = new TestModule(directory);
        account = new TestAccount(directory);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void validateNamesEachDescriptorAndCallsNobody() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);
        module.descriptor("stock.yaml", TestModule.DESCRIPTOR.replace("serviceName: shop", "serviceName: stock"));

        module.bound(new ValidateMojo(), account.parameters()).execute();

        assertThat(module.log.infos).containsExactly("shop is valid", "stock is valid");
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void diffShowsAndWritesNothing() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);

        module.typed(new DiffMojo(), account.parameters()).execute();

        assertThat(module.log.infos)
                .contains("Plan: register 1 revision, create 1 service, 1 deployment.")
                .anyMatch(line -> line.startsWith("ecs:diff  shop"));
        assertThat(account.writes()).isZero();
    }

    @Test
    void diffFailsOnADifferenceWhereThatIsAskedFor() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);
        DiffMojo diff = module.typed(new DiffMojo(), with("failOnDiff", true));

        assertThatThrownBy(diff::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("What runs differs from the descriptor: shop");

        module.typed(new DeployMojo(), with("wait", true)).execute();
        diff.execute();
    }

    @Test
    void deployWritesAndFollows() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);

        module.bound(new DeployMojo(), with("wait", true)).execute();

        assertThat(account.calls()).contains("RegisterTaskDefinition", "CreateService", "DescribeServiceDeployments");
        assertThat(module.log.infos).last().asString().startsWith("Deployed, after ");
    }

    @Test
    void deployNeedNotWait() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);

        module.bound(new DeployMojo(), with("wait", false)).execute();

        assertThat(account.calls()).doesNotContain("DescribeServiceDeployments");
        assertThat(module.log.infos).last().asString().contains("Not followed");
    }

    @Test
    void inTheLifecycleADescriptorWithoutChosenEnvironmentIsSkippedWithTheReason() throws Exception {
        module.descriptor("shop.yaml", WITH_ENVIRONMENTS);

        module.bound(new ValidateMojo(), account.parameters()).execute();
        module.bound(new DeployMojo(), with("wait", true)).execute();

        assertThat(module.log.infos)
                .containsExactly(
                        "shop is valid",
                        "shop skipped, because no environment is chosen; choose one with"
                                + " -Decs.environment=staging|demo");
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void calledByNameWithoutATargetIsAnError() throws Exception {
        module.descriptor("a-first.yaml", TestModule.DESCRIPTOR.replace("serviceName: shop", "serviceName: first"));
        module.descriptor("shop.yaml", WITH_ENVIRONMENTS);

        for (AbstractEcsMojo goal : new AbstractEcsMojo[] {new DeployMojo(), new DiffMojo()}) {
            assertThatThrownBy(() -> module.typed(goal, account.parameters()).execute())
                    .isInstanceOf(MojoFailureException.class)
                    .hasMessageContaining("of shop has no target")
                    .hasMessageContaining("choose one: -Decs.environment=staging|demo");
        }
        assertThat(account.calls()).as("of the descriptors before it too").isEmpty();
    }

    @Test
    void aChosenEnvironmentIsTheTarget() throws Exception {
        module.descriptor("shop.yaml", WITH_ENVIRONMENTS);

        module.typed(new DeployMojo(), with("environment", "demo")).execute();

        assertThat(account.writes()).isEqualTo(2);
    }

    @Test
    void aSkippedGoalDoesNothingAndSaysSo() throws Exception {
        module.bound(new DeployMojo(), with("skip", true)).execute();

        assertThat(module.log.infos).containsExactly("skipped, because ecs.skip is set");
    }

    @Test
    void aPomModuleWithoutDescriptorsIsSkippedWithOneLine() throws Exception {
        module.packaging("pom");

        module.bound(new DeployMojo(), account.parameters()).execute();

        assertThat(module.log.infos)
                .containsExactly("skipped, because a POM module without src/main/ecs deploys nothing");
    }

    @Test
    void aDescriptorIsChosenByNameOrByPath() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);
        module.descriptor("stock.yaml", TestModule.DESCRIPTOR.replace("serviceName: shop", "serviceName: stock"));

        module.typed(new ValidateMojo(), Map.of("descriptor", "stock")).execute();
        module.typed(new ValidateMojo(), Map.of("descriptor", "src/main/ecs/shop.yaml"))
                .execute();

        assertThat(module.log.infos).containsExactly("stock is valid", "shop is valid");
    }

    private Map<String, Object> with(String parameter, Object value) {
        Map<String, Object> parameters = new HashMap<>(account.parameters());
        parameters.put(parameter, value);
        return parameters;
    }
}
