package io.github.ecsmaven.descriptor.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPagesTest {
    private static final String BASE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_";

    private final ApiPages pages = ApiPages.load();

    @ParameterizedTest
    @CsvSource({
        "taskDefinition, RegisterTaskDefinition.html",
        "taskDefinition.family, RegisterTaskDefinition.html#ECS-RegisterTaskDefinition-request-family",
        "taskDefinition.famly, RegisterTaskDefinition.html",
        "service.launchType, CreateService.html#ECS-CreateService-request-launchType",
        "service.networkConfiguration.awsvpcConfiguration.subnets, AwsVpcConfiguration.html#ECS-Type-AwsVpcConfiguration-subnets",
        "service.deploymentConfiguration.alarms.enable, DeploymentAlarms.html#ECS-Type-DeploymentAlarms-enable"
    })
    void aMemberHasThePageOfTheStructureItIsIn(String path, String page) {
        KeyedPath parsed = KeyedPath.root();
        for (String name : path.split("\\.")) {
            parsed = parsed.member(name);
        }

        assertThat(pages.of(parsed)).hasValue(BASE + page);
    }

    @Test
    void anElementHasThePageOfItsStructureUnderTheNameOfTheModel() {
        KeyedPath container =
                KeyedPath.of("taskDefinition", "containerDefinitions").key("app");
        KeyedPath efs = KeyedPath.of("taskDefinition", "volumes").key("v").member("efsVolumeConfiguration");

        assertThat(pages.of(container)).hasValue(BASE + "ContainerDefinition.html");
        assertThat(pages.of(container.member("imgae"))).hasValue(BASE + "ContainerDefinition.html");
        assertThat(pages.of(container.member("environment").key("A").member("value")))
                .hasValue(BASE + "KeyValuePair.html#ECS-Type-KeyValuePair-value");
        assertThat(pages.of(efs.member("rootDirectory")))
                .hasValue(BASE + "EFSVolumeConfiguration.html#ECS-Type-EFSVolumeConfiguration-rootDirectory");
    }

    @Test
    void whatIsNoPartOfTheApiHasNone() {
        assertThat(pages.of(KeyedPath.of("region"))).isEmpty();
        assertThat(pages.of(KeyedPath.root())).isEmpty();
    }
}
