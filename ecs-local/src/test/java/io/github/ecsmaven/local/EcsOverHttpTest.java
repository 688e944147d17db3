package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.ecs.EcsService;
import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** ECS as the SDK's own client sees it, over loopback, with a restart in the middle of a rollout. */
class EcsOverHttpTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(START);

    @TempDir
    private Path directory;

    @Test
    void aDeploymentSurvivesARestartOfTheServer() {
        Credentials credentials;
        String before;
        try (EcsLocal local = start();
                EcsClient ecs = client(local, credentials = assume(local))) {
            TaskDefinition registered = ecs.registerTaskDefinition(request -> request.family("web")
                            .requiresCompatibilities(Compatibility.FARGATE)
                            .networkMode(NetworkMode.AWSVPC)
                            .cpu("1 vCPU")
                            .memory("2 GB")
                            .containerDefinitions(ContainerDefinition.builder()
                                    .name("app")
                                    .image("nginx")
                                    .build()))
                    .taskDefinition();
            assertThat(registered.cpu()).isEqualTo("1024");
            assertThat(registered.registeredBy())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/deployer/travis.1.2");
            ecs.createService(request -> request.serviceName("web")
                    .taskDefinition("web")
                    .desiredCount(2)
                    .launchType(LaunchType.FARGATE)
                    .networkConfiguration(
                            network -> network.awsvpcConfiguration(awsvpc -> awsvpc.subnets("subnet-1"))));
            clock.advance(Duration.ofMillis(1500));
            before = ecs.listTasks(request -> request.serviceName("web"))
                    .taskArns()
                    .toString();
        }
        try (EcsLocal local = start();
                EcsClient ecs = client(local, credentials)) {
            assertThat(ecs.listTasks(request -> request.serviceName("web"))
                            .taskArns()
                            .toString())
                    .isEqualTo(before);
            clock.advance(Duration.ofSeconds(5));
            Service service = ecs.describeServices(request -> request.services("web"))
                    .services()
                    .get(0);
            assertThat(service.runningCount()).isEqualTo(2);
            assertThat(ecs.listServiceDeployments(request -> request.service("web"))
                            .serviceDeployments())
                    .singleElement()
                    .satisfies(deployment ->
                            assertThat(deployment.status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL));
            ecs.waiter().waitUntilServicesStable(request -> request.services("web"));
        }
    }

    @Test
    void errorsAreTheClientsOwnExceptions() {
        try (EcsLocal local = start();
                EcsClient ecs = client(local, assume(local))) {
            assertThatThrownBy(() -> ecs.describeTaskDefinition(request -> request.taskDefinition("web")))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("Unable to describe task definition.");
            assertThatThrownBy(() -> ecs.updateService(request -> request.service("web")))
                    .isInstanceOf(ServiceNotFoundException.class)
                    .hasMessageContaining("Service not found.");
        }
    }

    private EcsLocal start() {
        return EcsLocal.start(
                EcsLocalFixture.settings(directory).withClock(clock),
                List.of(new EcsService(EcsSettings.defaults())),
                new StringEqualsTrust());
    }

    private static Credentials assume(EcsLocal local) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return sts.assumeRoleWithWebIdentity(
                            EcsLocalFixture.request(local.mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT)))
                                    .build())
                    .credentials();
        }
    }

    private static EcsClient client(EcsLocal local, Credentials credentials) {
        return EcsClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
