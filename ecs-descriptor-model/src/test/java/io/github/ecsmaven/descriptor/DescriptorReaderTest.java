package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnFailure;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnInProgress;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.value.Value.Numeral;
import io.github.ecsmaven.descriptor.value.Value.Sequence;
import io.github.ecsmaven.descriptor.value.Value.Structure;
import io.github.ecsmaven.descriptor.value.Value.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorReaderTest {
    private static final String FULL = """
            # yaml-language-server: $schema=ecs-descriptor.schema.json
            version: 1
            environments: [staging, production]
            region: eu-west-1
            cluster: ${ecs.environment}
            deploy: { when: { branch: main, tag: "v*", event: push } }

            identity:
              roleArn: arn:aws:iam::111122223333:role/checkout-deployer
              webIdentity: { provider: env, variable: CI_TOKEN, file: target/token }
              allowedAccounts: ["111122223333"]

            taskDefinition:
              family: checkout
              requiresCompatibilities: [FARGATE]
              networkMode: awsvpc
              cpu: 512
              memory: 1 GB
              executionRoleArn: ${cfn:platform.EcsExecutionRole}
              containerDefinitions:
                - name: app
                  image: registry.example/checkout:${project.version}
                  portMappings: [{ containerPort: 8080 }]
                  environment: [{ name: LOG_LEVEL, value: info }, { name: EMPTY, value: "" }]
                  secrets: [{ name: DB_PASSWORD, valueFrom: "${ssm-arn:/checkout/db-password}" }]
                  command: [sh, -c, "exec java $${JAVA_OPTS} -jar app.jar"]

            service:
              serviceName: checkout
              launchType: FARGATE
              desiredCount: ${replicas}
              healthCheckGracePeriodSeconds: null
              networkConfiguration: { awsvpcConfiguration: { subnets: "${cfn:network.Subnets}", securityGroups: [sg-0a1b2c] } }
              deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } }
              loadBalancers:
                - { targetGroupArn: "${cfn:web.Group}", containerName: app, containerPort: 8080 }

            rollout:
              timeout: PT20M
              onFailure: leave
              onInProgress: wait

            ignore: [ "taskDefinition.containerDefinitions[sidecar].image" ]
            tags: { team: checkout }
            """;

    @TempDir
    private Path directory;

    private Descriptors descriptors;

    @BeforeEach
    void descriptors() {
        descriptors = new Descriptors(directory)
                .property("project.version", "1.5.0")
                .property("replicas", "3")
                .environment("production");
    }

    @Test
    void aFullDescriptorIsReadWithItsSettings() {
        DeploymentDescriptor descriptor = descriptors.read(FULL);

        assertThat(descriptor.name()).isEqualTo("shop");
        assertThat(descriptor.environments()).containsExactly("staging", "production");
        assertThat(descriptor.environment()).isEqualTo("production");
        assertThat(descriptor.region()).isEqualTo("eu-west-1");
        assertThat(descriptor.cluster()).isEqualTo("production");
        assertThat(descriptor.deploy()).isEqualTo(new DeployCondition("main", "v*", "push"));
        assertThat(descriptor.identity().roleArn()).isEqualTo("arn:aws:iam::111122223333:role/checkout-deployer");
        assertThat(descriptor.identity().allowedAccounts()).containsExactly("111122223333");
        assertThat(descriptor.identity().assume()).isEmpty();
        assertThat(descriptor.identity().webIdentity().provider()).isEqualTo("env");
        assertThat(descriptor.identity().webIdentity().requestedAudience()).isEqualTo("sts.amazonaws.com");
        assertThat(descriptor.identity().webIdentity().variable()).isEqualTo("CI_TOKEN");
        assertThat(descriptor.identity().webIdentity().file()).isEqualTo("target/token");
        assertThat(descriptor.rollout().timeout()).isEqualTo(Duration.ofMinutes(20));
        assertThat(descriptor.rollout().onFailure()).isEqualTo(OnFailure.LEAVE);
        assertThat(descriptor.rollout().onInProgress()).isEqualTo(OnInProgress.WAIT);
        assertThat(descriptor.tags()).containsExactly(Map.entry("team", "checkout"));
        assertThat(descriptor.ignore()).containsExactly("taskDefinition.containerDefinitions[sidecar].image");
    }

    @Test
    void aTaskDefinitionTakesTheTypesOfItsFields() {
        Structure task = descriptors.read(FULL).taskDefinition();

        assertThat(task.members())
                .containsEntry("cpu", new Text("512"))
                .containsEntry("memory", new Text("1 GB"))
                .containsEntry(
                        "executionRoleArn", new Value.Unresolved(new Reference("cfn", "platform.EcsExecutionRole")));
        Structure container = (Structure) ((Sequence) task.members().get("containerDefinitions"))
                .elements()
                .get(0);
        assertThat(container.members())
                .containsEntry("image", new Text("registry.example/checkout:1.5.0"))
                .containsEntry(
                        "portMappings", new Sequence(List.of(new Structure(Map.of("containerPort", Numeral.of(8080))))))
                .containsEntry(
                        "command",
                        new Sequence(List.of(
                                new Text("sh"), new Text("-c"), new Text("exec java ${JAVA_OPTS} -jar app.jar"))));
    }

    @Test
    void aServiceKeepsNullsAndLookUps() {
        Structure service = descriptors.read(FULL).wantedService().orElseThrow();

        assertThat(service.members())
                .containsEntry("desiredCount", Numeral.of(3))
                .containsEntry("healthCheckGracePeriodSeconds", new Value.Cleared());
        Structure network = (Structure) ((Structure) service.members().get("networkConfiguration"))
                .members()
                .get("awsvpcConfiguration");
        assertThat(network.members())
                .containsEntry("subnets", new Value.Unresolved(new Reference("cfn", "network.Subnets")));
    }

    @Test
    void rolesBehindTheRoleKeepTheirOrder() {
        String first = "arn:aws:iam::444455556666:role/hub";
        String second = "arn:aws:iam::777788889999:role/shop/deployer";
        String more = "  assume: [\"" + first + "\", \"" + second + "\"]\n\ntaskDefinition:";

        DeploymentDescriptor descriptor = descriptors.read(FULL.replace("\ntaskDefinition:", more));

        assertThat(descriptor.identity().assume()).containsExactly(first, second);
    }

    @Test
    void thePlaceOfEachValueIsKnownByItsKeyedPath() {
        SourceMap sources = descriptors.read(FULL).sources();

        KeyedPath variable = KeyedPath.of("taskDefinition", "containerDefinitions")
                .key("app")
                .member("environment")
                .key("LOG_LEVEL");
        assertThat(sources.of(variable.member("value"))).hasToString("Optional[shop.yaml:24:47]");
        assertThat(sources.of(variable.member("absent"))).hasToString("Optional[shop.yaml:24:21]");
        assertThat(sources.of(KeyedPath.of("nothing"))).hasToString("Optional[shop.yaml:2:1]");
    }

    @Test
    void aSmallDescriptorTakesTheDefaults() {
        DeploymentDescriptor descriptor =
                descriptors.environment(null).region("us-east-1").read("""
                version: 1
                taskDefinition:
                  family: job
                  containerDefinitions: [{ name: a, image: b, memory: 64 }]
                """);

        assertThat(descriptor.environment()).isNull();
        assertThat(descriptor.environments()).isEmpty();
        assertThat(descriptor.region()).isEqualTo("us-east-1");
        assertThat(descriptor.cluster()).isEqualTo("default");
        assertThat(descriptor.wantedService()).isEmpty();
        assertThat(descriptor.deploy()).isEqualTo(DeployCondition.always());
        assertThat(descriptor.identity().webIdentity().provider()).isEqualTo("auto");
        assertThat(descriptor.rollout().onFailure()).isEqualTo(OnFailure.LEAVE);
        assertThat(descriptor.rollout().onInProgress()).isEqualTo(OnInProgress.FAIL);
        assertThat(descriptor.rollout().timeout()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tokens.example/v1?for=aws#x",
                "https://tokens.example:8443",
                "http://127.0.0.1:8200/token",
                "HTTP://localhost/",
                "http://[::1]:80/"
            })
    void aTokenServiceIsReadWithItsHeadersAndThePlaceOfTheToken(String url) {
        WebIdentitySettings settings = descriptors
                .environment(null)
                .region("us-east-1")
                .read("""
                version: 1
                identity:
                  webIdentity:
                    provider: http
                    issuer: https://issuer.example
                    url: '%s'
                    headers: { Authorization: "Bearer {KEY}", X-Team: shop }
                    tokenPointer: /data/token
                    command: [a, b]
                    serviceConnection: c
                taskDefinition:
                  family: job
                  containerDefinitions: [{ name: a, image: b, memory: 64 }]
                """.formatted(url))
                .identity()
                .webIdentity();

        assertThat(settings.provider()).isEqualTo("http");
        assertThat(settings.audience()).isNull();
        assertThat(settings.issuer()).isEqualTo("https://issuer.example");
        assertThat(settings.url()).isEqualTo(url);
        assertThat(settings.headers()).containsExactly(entry("Authorization", "Bearer {KEY}"), entry("X-Team", "shop"));
        assertThat(settings.tokenPointer()).isEqualTo("/data/token");
        assertThat(settings.command()).containsExactly("a", "b");
        assertThat(settings.serviceConnection()).isEqualTo("c");
        assertThat(settings.inFile("t"))
                .isEqualTo(new WebIdentitySettings(
                        "file", null, "https://issuer.example", "t", null, List.of(), null, Map.of(), null, null));
    }

    @Test
    void anUndeclaredEnvironmentIsReportedWithTheDeclaredOnes() {
        assertThat(descriptors.environment("prodution").problems(FULL))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(Descriptors.line(problem)).isEqualTo("ECS030 3:15 environments");
                    assertThat(problem.cure())
                            .isEqualTo("Did you mean `production`? The descriptor declares staging, production");
                });
    }

    @Test
    void anEnvironmentThatWasNotChosenIsTheCallersMatter() {
        String yaml = FULL.replace("${ecs.environment}", "shop");

        assertThat(descriptors.environment(null).read(yaml).environment()).isNull();
    }

    @Test
    void aChosenEnvironmentMeansNothingWhereNoneIsDeclared() {
        String yaml = FULL.replace("environments: [staging, production]\n", "");

        assertThat(descriptors.read(yaml).environment()).isNull();
    }

    @Test
    void whereNoEnvironmentIsChosenTheDescriptorIsCheckedAsForTheFirstThatItDeclares() {
        DeploymentDescriptor descriptor = descriptors.environment(null).read("""
                        version: 1
                        environments: [staging, production]
                        region: eu-west-1
                        cluster: ${ecs.environment}
                        taskDefinition:
                          family: shop
                          containerDefinitions: [{ name: app, image: "shop:1", memory: 64 }]
                        """);

        assertThat(descriptor.cluster()).isEqualTo("staging");
        assertThat(descriptor.environment()).isNull();
    }
}
