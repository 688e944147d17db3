package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportMojoTest {
    private static final String DESCRIBED = """
            { "taskDefinition": { "taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7",
              "family": "shop", "revision": 7, "status": "ACTIVE",
              "containerDefinitions": [ { "name": "web", "image": "registry.example/shop:1", "cpu": 0, "memory": 128,
                "essential": true, "environment": [], "mountPoints": [], "volumesFrom": [] } ] } }
            """;

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void start() throws Exception {
        module = new TestModule(directory);
        Files.writeString(directory.resolve("shop.json"), DESCRIBED);
    }

    @Test
    void aFileBecomesADescriptorInItsFolder() throws Exception {
        goal(Map.of("from", List.of("shop.json"))).execute();

        assertThat(directory.resolve("src/main/ecs/shop.yaml"))
                .content()
                .contains("region: eu-west-1", "family: shop", "image: registry.example/shop:1")
                .doesNotContain("essential", "revision", "mountPoints");
        assertThat(module.log.infos)
                .containsExactly(
                        "shop imported to src/main/ecs/shop.yaml",
                        "look at it, then preview it with mvn ecs:diff -Decs.descriptor=src/main/ecs/shop.yaml");
    }

    @Test
    void whatIsThereIsOverwrittenOnlyWhereThatIsAskedFor() throws Exception {
        module.descriptor("shop.yaml", TestModule.DESCRIPTOR);

        assertThatThrownBy(() -> goal(Map.of("from", List.of("shop.json"))).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("src/main/ecs/shop.yaml is there already; nothing was written")
                .hasMessageContaining("-Decs.overwrite");
        assertThat(directory.resolve("src/main/ecs/shop.yaml")).hasContent(TestModule.DESCRIPTOR);

        goal(Map.of("from", List.of("shop.json"), "overwrite", true)).execute();

        assertThat(directory.resolve("src/main/ecs/shop.yaml")).content().contains("registry.example/shop:1");
        assertThat(directory.resolve("src/main/ecs").toFile().list()).containsExactly("shop.yaml");
    }

    @Test
    void aNameThatLeadsElsewhereNamesNoFile() throws Exception {
        Files.writeString(
                directory.resolve("odd.json"),
                DESCRIBED.replace("\"family\": \"shop\"", "\"family\": \"../../../odd\""));

        assertFails(Map.of("from", List.of("odd.json")), "no file can be: ../../../odd", "-Decs.output=FILE");
        assertThat(directory.resolve("odd.yaml")).doesNotExist();
    }

    @Test
    void clusterRegionAndRoleOfTheCommandAreWritten() throws Exception {
        goal(Map.of(
                        "from",
                        List.of("shop.json"),
                        "region",
                        "us-east-1",
                        "cluster",
                        "demo",
                        "roleArn",
                        "arn:aws:iam::111122223333:role/shop",
                        "output",
                        "target/it.yaml"))
                .execute();

        assertThat(directory.resolve("target/it.yaml"))
                .content()
                .contains("region: us-east-1", "cluster: demo", "roleArn: arn:aws:iam::111122223333:role/shop");
    }

    @Test
    void whatIsMissingIsNamedBeforeAnythingIsDone() {
        assertFails(Map.of(), "It is not said what to import", "-Decs.from=FILE");
        assertFails(Map.of("service", "shop"), "The parameter ecs.region is missing");
        assertFails(Map.of("service", "shop", "region", "eu-west-1"), "The parameter ecs.roleArn is missing");
        assertFails(Map.of("service", " "), "The parameter ecs.service is blank");
        assertFails(
                Map.of("from", List.of("shop.json"), "taskDefinition", "shop"),
                "ecs.taskDefinition and ecs.from are both given");
        assertFails(Map.of("from", List.of("nothing.json")), "nothing.json cannot be read: it does not exist");
    }

    @Test
    void aLiveServiceIsImportedWithTheRoleAndDiffersInNothing() throws Exception {
        try (TestAccount account = new TestAccount(directory)) {
            module.descriptor("shop.yaml", TestModule.DESCRIPTOR);
            module.bound(new DeployMojo(), with(account, Map.of("wait", true))).execute();
            long writes = account.writes();

            module.typed(
                            new ImportMojo(),
                            with(
                                    account,
                                    Map.of(
                                            "service",
                                            "shop",
                                            "cluster",
                                            "demo",
                                            "region",
                                            "eu-west-1",
                                            "roleArn",
                                            "arn:aws:iam::000000000000:role/deployer",
                                            "overwrite",
                                            true)))
                    .execute();
            module.typed(new DiffMojo(), with(account, Map.of("failOnDiff", true)))
                    .execute();

            assertThat(account.writes()).isEqualTo(writes);
        }
    }

    private ImportMojo goal(Map<String, ?> parameters) throws Exception {
        return module.typed(new ImportMojo(), parameters);
    }

    private void assertFails(Map<String, ?> parameters, String... words) {
        assertThatThrownBy(() -> goal(parameters).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll(words);
    }

    private static Map<String, ?> with(TestAccount account, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(account.parameters());
        all.putAll(more);
        return all;
    }
}
