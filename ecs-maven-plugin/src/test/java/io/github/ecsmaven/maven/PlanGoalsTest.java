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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goals that make plans, save them, and deploy saved ones. */
class PlanGoalsTest {
    @TempDir
    private Path directory;

    private TestModule module;
    private TestAccount account;

    @BeforeEach
    void start() throws Exception {
        module = new TestModule(directory).userProperty("style.color", "never");
        account = new TestAccount(directory);
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void whatCameOfItIsInPropertiesForWhatRunsLater() throws Exception {
        module.descriptor("stock.yaml", TestModule.DESCRIPTOR.replace("serviceName: shop", "serviceName: stock"));
        module.typed(new DeployMojo(), with("descriptor", "shop", "wait", true)).execute();
        assertThat(module.left("ecs.outcome")).isEqualTo("changed");

        module.typed(new DiffMojo(), with()).execute();

        assertThat(module.left("ecs.outcome")).isEqualTo("changed");
        assertThat(module.left("ecs.outcome.shop")).isEqualTo("unchanged");
        assertThat(module.left("ecs.outcome.stock")).isEqualTo("changed");
        assertThat(module.log.infos).endsWith("", "ecs:diff of 2 deployments", "  shop  unchanged", "  stock  changed");
    }

    @Test
    void aRefusedChangeIsTheStrongestOutcome() throws Exception {
        module.typed(new DeployMojo(), with("wait", true)).execute();
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR.replace("desiredCount: 1", "launchType: EXTERNAL"));

        module.typed(new DiffMojo(), with()).execute();

        assertThat(module.left("ecs.outcome")).isEqualTo("refused");
    }

    @Test
    void aPlanIsSavedWhereItIsAskedFor() throws Exception {
        module.typed(new DiffMojo(), with("out", "target/my-plan.json")).execute();

        assertThat(directory.resolve("target/my-plan.json"))
                .content()
                .contains("\"formatVersion\": 1", "\"pluginVersion\": \"1.0\"");
        assertThat(directory.resolve("target/ecs/shop/plan.json")).doesNotExist();
        assertThat(directory.resolve("target/ecs/shop/plan.md")).exists();
        assertThat(module.log.infos).last().asString().endsWith(" Saved to target/my-plan.json");
    }

    @Test
    void aSavedPlanIsDeployedAndAStaleOneIsNot() throws Exception {
        module.typed(new DiffMojo(), with("out", "plan.json")).execute();

        module.typed(new DeployMojo(), with("plan", "plan.json", "wait", true)).execute();
        assertThat(account.writes()).isEqualTo(2);
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR.replace("shop:1", "shop:2"));
        DeployMojo stale = module.typed(new DeployMojo(), with("plan", "plan.json", "wait", true));

        assertThatThrownBy(stale::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("The descriptor comes to another plan than the saved one; nothing was written");
        assertThat(account.writes()).isEqualTo(2);
    }

    @Test
    void oneFileIsForOneDescriptor() throws Exception {
        module.descriptor("stock.yaml", TestModule.DESCRIPTOR.replace("serviceName: shop", "serviceName: stock"));

        for (AbstractEcsMojo goal : new AbstractEcsMojo[] {
            module.typed(new DiffMojo(), with("out", "plan.json")),
            module.typed(new DeployMojo(), with("plan", "plan.json"))
        }) {
            assertThatThrownBy(goal::execute)
                    .isInstanceOf(MojoFailureException.class)
                    .hasMessageContaining("There are 2 descriptors and one file")
                    .hasMessageContaining("choose one with -Decs.descriptor=shop|stock");
        }
        assertThat(account.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "planExpiry, tomorrow, ecs.planExpiry is no duration",
        "planExpiry, PT0S, ecs.planExpiry is no duration",
        "planExpiry, -PT1H, ecs.planExpiry is no duration",
        "planExpiry, P400D, ecs.planExpiry is no duration",
        "width, wide, ecs.width is no number",
        "width, -1, ecs.width is no number",
        "out, ' ', ecs.out is blank"
    })
    void aWrongParameterIsNamed(String parameter, String value, String message) throws Exception {
        DiffMojo diff = module.typed(new DiffMojo(), with(parameter, value));

        assertThatThrownBy(diff::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void linesAreAsWideAsAskedFor() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR.replace("shop:1", "x".repeat(200)));

        module.typed(new DiffMojo(), with("width", "100")).execute();

        assertThat(module.log.infos)
                .filteredOn(line -> line.contains(".image"))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize(100).contains("…"));
    }

    @Test
    void colourIsMavensChoice() throws Exception {
        module.userProperty("style.color", "always");

        module.typed(new DiffMojo(), with()).execute();

        assertThat(module.log.infos).contains("\u001b[32m+\u001b[m service shop in cluster demo");
    }

    private Map<String, Object> with(Object... parameters) {
        Map<String, Object> all = new HashMap<>(account.parameters());
        for (int index = 0; index < parameters.length; index += 2) {
            all.put((String) parameters[index], parameters[index + 1]);
        }
        return all;
    }
}
