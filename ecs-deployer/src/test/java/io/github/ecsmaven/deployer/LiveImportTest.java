package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.imported.ImportedDescriptor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveImportTest {
    private static final String ORDERS = """
            version: 1
            region: eu-west-1
            cluster: shop
            identity: { roleArn: "arn:aws:iam::000000000000:role/deployer" }
            tags: { team: orders }
            taskDefinition:
              family: orders
              requiresCompatibilities: [FARGATE]
              networkMode: awsvpc
              cpu: 256
              memory: 512
              containerDefinitions:
                - name: web
                  image: registry.example/orders:1
                  command: [sh, -c, "echo $${HOME}"]
                  portMappings: [{ containerPort: 8080 }]
                  environment: [{ name: LEVEL, value: "" }]
            service:
              serviceName: orders
              launchType: FARGATE
              desiredCount: 2
              networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-1], securityGroups: [sg-1] } }
            """;

    @TempDir
    private Path directory;

    private LocalAccount account;

    @BeforeEach
    void start() {
        account = LocalAccount.instant(directory);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private LiveImport.Source source(String service, String taskDefinition) {
        return new LiveImport.Source(
                LocalAccount.REGION, LocalAccount.CLUSTER, LocalAccount.ROLE, service, taskDefinition);
    }

    @Test
    void whatIsImportedDiffersInNothingFromWhatRuns() {
        account.deploy(ORDERS);
        int mark = account.mark();

        ImportedDescriptor imported = account.liveImport().read(source("orders", null));

        assertThat(account.callsSince(mark))
                .containsExactly("AssumeRoleWithWebIdentity", "DescribeServices", "DescribeTaskDefinition");
        assertThat(imported.name()).isEqualTo("orders");
        assertThat(imported.text())
                .contains("cluster: shop", "roleArn: " + LocalAccount.ROLE, "echo $${HOME}", "value: ''")
                .doesNotContain("essential", "hostPort", "deploymentConfiguration", "requiresAttributes");
        assertThat(account.deployer(Deployer.Following.YES)
                        .diff(account.read("orders", imported.text()))
                        .differs())
                .isFalse();
    }

    @Test
    void aTaskDefinitionAloneIsImportedByItsFamily() {
        account.deploy(ORDERS);

        ImportedDescriptor imported = account.liveImport().read(source(null, "orders"));

        assertThat(imported.text()).contains("family: orders", "team").doesNotContain("service:", "cluster:");
    }

    @Test
    void aServiceThatIsNotThereOrWasDeletedIsNamed() {
        assertThatThrownBy(() -> account.liveImport().read(source("nothing", null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no service nothing in the cluster shop")
                .hasMessageContaining("ECS does not know it");

        account.deploy(ORDERS);
        account.client()
                .deleteService(it -> it.cluster("shop").service("orders").force(true));

        assertThatThrownBy(() -> account.liveImport().read(source("orders", null)))
                .hasMessageContaining("it is INACTIVE: it was deleted");
    }

    @Test
    void aFamilyWithoutRevisionsIsNamed() {
        assertThatThrownBy(() -> account.liveImport().read(source(null, "nothing")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("nothing");
    }
}
