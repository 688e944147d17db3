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
    void renderPrintsTheEffectiveDescriptorAndCallsNobody() throws Exception {
        module.descriptor("layers/base.yaml", "version: 1\ncluster: other\ntags: {team: shop}");
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR + "extends: [layers/base.yaml]\n");

        module.typed(new RenderMojo(), with("explain", true)).execute();

        assertThat(module.log.infos)
                .startsWith(
                        "# shop",
                        "version: 1 # src/main/ecs/shop.yaml:1",
                        "region: eu-west-1 # src/main/ecs/shop.yaml:2")
                .contains("  team: shop # src/main/ecs/layers/base.yaml:3");
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void renderWritesOneDescriptorToAFile() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);

        module.typed(new RenderMojo(), with("output", "target/deep/shop.yaml")).execute();

        assertThat(directory.resolve("target/deep/shop.yaml"))
                .content()
                .startsWith("version: 1\nregion: eu-west-1\ncluster: demo\n");
        assertThat(module.log.infos).containsExactly("shop written to target/deep/shop.yaml");

        module.descriptor("stock.yaml", TestModule.DESCRIPTOR.replace("serviceName: shop", "serviceName: stock"));
        RenderMojo two = module.typed(new RenderMojo(), with("output", "target/shop.yaml"));
        assertThatThrownBy(two::execute).hasMessageContaining("choose one with -Decs.descriptor=shop|stock");
    }

    @Test
    void renderNeedsAnEnvironmentWhereSomeAreDeclaredAndAFolderThatItCanWriteTo() throws Exception {
        module.descriptor("shop.yaml", WITH_ENVIRONMENTS);
        RenderMojo none = module.typed(new RenderMojo(), account.parameters());
        assertThatThrownBy(none::execute).hasMessageStartingWith("ecs:render of shop has no target");

        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);
        RenderMojo nowhere = module.typed(new RenderMojo(), with("output", "src/main/ecs/shop.yaml/shop.yaml"));
        assertThatThrownBy(nowhere::execute).hasMessageContaining("cannot be written");
    }

    @Test
    void aLayerThatNothingExtendsIsWarnedOf() throws Exception {
        module.descriptor("layers/base.yaml", "version: 1");
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);

        module.bound(new ValidateMojo(), account.parameters()).execute();

        assertThat(String.join("\n", module.log.warnings))
                .contains("src/main/ecs/layers/base.yaml:1:1", "No descriptor extends the layer", "[ECS056]");
    }

    @Test
    void diffShowsAndWritesNothing() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);

        module.typed(new DiffMojo(), account.parameters()).execute();

        assertThat(module.log.infos)
                .contains(
                        "Plan: register 1 revision, create 1 service, 1 deployment. Saved to target/ecs/shop/plan.json")
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

    @Test
    void waitFollowsADeploymentThatAnotherBuildHasStarted() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);
        module.descriptor("stock.yaml", TestModule.DESCRIPTOR.replace("serviceName: shop", "serviceName: stock"));
        module.typed(new DeployMojo(), with("wait", true)).execute();
        String following = module.log.infos.stream()
                .filter(line -> line.startsWith("following ") && line.contains("/shop/"))
                .findFirst()
                .orElseThrow();
        long writes = account.writes();
        module.log.infos.clear();

        module.typed(new WaitMojo(), with("deployment", following.substring("following ".length())))
                .execute();

        assertThat(module.log.infos)
                .contains(following)
                .anyMatch(line -> line.startsWith("ecs:wait  shop (eu-west-1, account 000000000000)"));
        assertThat(module.log.infos).last().asString().startsWith("Deployed, after ");
        assertThat(account.writes()).isEqualTo(writes);
    }

    @Test
    void waitNeedsTheArnOfADeploymentAndItsDescriptor() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);
        String arn = "arn:aws:ecs:eu-west-1:000000000000:service-deployment/demo/";

        WaitMojo unnamed = module.typed(new WaitMojo(), account.parameters());
        assertThatThrownBy(unnamed::execute).hasMessageStartingWith("No service deployment is named");
        WaitMojo noArn = module.typed(new WaitMojo(), with("deployment", "shop"));
        assertThatThrownBy(noArn::execute).hasMessageContaining("is not the ARN of a service deployment");
        WaitMojo another = module.typed(new WaitMojo(), with("deployment", arn + "stock/abc"));
        assertThatThrownBy(another::execute)
                .hasMessageContaining("No descriptor at hand deploys the service")
                .hasMessageContaining("shop (service shop in eu-west-1)");
        WaitMojo abroad = module.typed(
                new WaitMojo(), with("deployment", arn.replace("000000000000", "111122223333") + "shop/abc"));
        assertThatThrownBy(abroad::execute).hasMessageContaining("is in another account");
        assertThat(account.writes()).isZero();
    }

    private Map<String, Object> with(String parameter, Object value) {
        Map<String, Object> parameters = new HashMap<>(account.parameters());
        parameters.put(parameter, value);
        return parameters;
    }
}
