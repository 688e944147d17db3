package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Deployments of services that nobody thought of beforehand. */
class RandomDeploymentsTest {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    private final LocalEcs ecs = new LocalEcs();

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void comeUpAndAreReplacedWhateverTheirNamesPortsAndContainers(long seed) {
        Random random = new Random(seed);
        String family = name(random);
        String serviceName = name(random);
        RegisterTaskDefinitionRequest request = definition(random, family);
        TaskDefinition registered = ecs.register(request);
        assertThat(registered.containerDefinitions())
                .extracting(ContainerDefinition::name)
                .containsExactlyInAnyOrderElementsOf(request.containerDefinitions().stream()
                        .map(ContainerDefinition::name)
                        .toList());

        ContainerDefinition balanced = request.containerDefinitions().get(0);
        int desired = random.nextInt(6);
        ecs.create(LocalEcs.service(serviceName, family, desired)
                .loadBalancers(LoadBalancer.builder()
                        .targetGroupArn("arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/t/1")
                        .containerName(balanced.name())
                        .containerPort(balanced.portMappings().get(0).containerPort())
                        .build())
                .build());
        ecs.settle();
        assertThat(ecs.describe(serviceName).runningCount()).isEqualTo(desired);

        int updates = 1 + random.nextInt(4);
        for (int i = 0; i < updates; i++) {
            ecs.register(request);
            ecs.update(serviceName, update -> update.taskDefinition(family));
            ecs.pass(Duration.ofMillis(random.nextInt(4000)));
        }
        ecs.settle();

        Service service = ecs.describe(serviceName);
        assertThat(service.taskDefinition()).endsWith("/" + family + ":" + (updates + 1));
        assertThat(service.deployments()).hasSize(1);
        assertThat(service.runningCount()).isEqualTo(desired);
        List<ServiceDeploymentBrief> deployments = ecs.deployments(serviceName);
        assertThat(deployments).hasSize(updates + 1);
        assertThat(deployments.get(0).status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(deployments)
                .extracting(ServiceDeploymentBrief::status)
                .isSubsetOf(ServiceDeploymentStatus.SUCCESSFUL, ServiceDeploymentStatus.STOPPED);
        assertThat(ecs.tasks(serviceName, DesiredStatus.RUNNING))
                .extracting(Task::taskDefinitionArn)
                .allMatch(service.taskDefinition()::equals)
                .hasSize(desired);
        assertThat(ecs.tasks(serviceName, DesiredStatus.STOPPED))
                .extracting(Task::lastStatus)
                .allMatch("STOPPED"::equals);
    }

    private static RegisterTaskDefinitionRequest definition(Random random, String family) {
        int first = 1 + random.nextInt(60_000);
        Set<String> names = new HashSet<>();
        List<ContainerDefinition> containers = IntStream.rangeClosed(0, random.nextInt(9))
                .mapToObj(i -> {
                    String name = name(random);
                    while (!names.add(name)) {
                        name = name(random);
                    }
                    return ContainerDefinition.builder()
                            .name(name)
                            .image(name(random).toLowerCase(Locale.ROOT) + ":" + i)
                            .essential(i == 0 || random.nextBoolean())
                            .portMappings(PortMapping.builder()
                                    .containerPort(first + i)
                                    .build())
                            .environment(IntStream.range(0, random.nextInt(20))
                                    .mapToObj(n -> KeyValuePair.builder()
                                            .name("V" + n)
                                            .value(name(random))
                                            .build())
                                    .toList())
                            .build();
                })
                .toList();
        return LocalEcs.onFargate(family, "unused")
                .containerDefinitions(containers)
                .build();
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
