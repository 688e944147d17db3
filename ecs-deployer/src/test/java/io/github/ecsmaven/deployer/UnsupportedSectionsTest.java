package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorReader;
import io.github.ecsmaven.descriptor.DescriptorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsupportedSectionsTest {
    private static final String DESCRIPTOR = """
            version: 1
            region: eu-west-1
            taskDefinition:
              family: shop
              containerDefinitions: [{ name: app, image: nginx, memory: 128 }]
            service: { serviceName: shop }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repositories: { shop: {} } | repositories (shop.yaml:7:15) | beforehand",
                "rollout: { before: [{ name: a, taskDefinition: deployed }] } | rollout.before (shop.yaml:7:20) | step",
                "rollout: { onFailure: rollback } | rollout.onFailure (shop.yaml:7:23) | deploymentCircuitBreaker"
            })
    void aSectionThatIsNotDeployedYetIsRefusedByNameAndPlace(String section, String where, String meanwhile)
            throws IOException {
        DeploymentDescriptor descriptor = read(DESCRIPTOR + section);

        assertThatThrownBy(() -> UnsupportedSections.requireNone(descriptor))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(where, meanwhile);
    }

    @Test
    void allThatIsNotDeployedYetIsNamedAtOnce() throws IOException {
        DeploymentDescriptor descriptor = read(DESCRIPTOR.replace("nginx", "'${images.web}'")
                + "images: { web: { repository: shop, tag: a } }\nrepositories: { shop: {} }\n");

        assertThatThrownBy(() -> UnsupportedSections.requireNone(descriptor))
                .hasMessageContainingAll("images (", "repositories (", "build and push");
    }

    @Test
    void aTaskDefinitionAServiceItsScalingAndLogGroupsAreDeployed() throws IOException {
        DeploymentDescriptor descriptor = read(DESCRIPTOR
                + "managedFields: off\nrepositories: {}\nlogGroups: [{ name: /ecs/shop }]\n"
                + "autoScaling: { minCapacity: 1, maxCapacity: 2 }\n");

        assertThatCode(() -> UnsupportedSections.requireNone(descriptor)).doesNotThrowAnyException();
    }

    private DeploymentDescriptor read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.yaml"), yaml);
        return new DescriptorReader(LocalAccount.NO_PROPERTIES)
                .read(new DescriptorSource(file, "shop.yaml", null, null));
    }
}
