package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.apply.PlanExecutor;
import io.github.ecsmaven.deployer.apply.SurroundingsWriter;
import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveStateReader;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;

/** The plugin dies before any one of its writes; the next run reaches what is wanted, and the record tells the truth. */
class KilledBetweenCallsTest {
    private static final String TAG = "ecs-maven-plugin:managed-fields";
    private static final String BEFORE = """
              healthCheckGracePeriodSeconds: 30
              loadBalancers: [{ targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/a/1", containerName: app, containerPort: 8080 }]
              enableExecuteCommand: true
              deploymentConfiguration: { maximumPercent: 150, deploymentCircuitBreaker: { enable: true, rollback: true } }
            """;
    private static final String AFTER = """
              propagateTags: SERVICE
              deploymentConfiguration: { minimumHealthyPercent: 50 }
            """;

    @TempDir
    private Path directory;

    /** The process ends here. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Arguments> places() {
        return Stream.of("orders:1", "orders:2")
                .flatMap(image -> Stream.of(0, 1, 2, 3, 4).map(calls -> Arguments.of(image, calls)));
    }

    @ParameterizedTest(name = "to {0}, after {1} calls")
    @MethodSource("places")
    void whateverCallIsTheLastTheNextRunReachesWhatIsWanted(String image, int calls) {
        try (LocalAccount account = LocalAccount.instant(directory)) {
            account.deploy(orders("orders:1", BEFORE));
            account.client()
                    .updateService(request -> request.cluster(LocalAccount.CLUSTER)
                            .service("orders")
                            .enableECSManagedTags(true));
            DeploymentDescriptor wanted = account.descriptor(orders(image, AFTER));
            List<String> planned = kill(account, wanted, calls);

            assertThat(recorded(account))
                    .as("declared once and perhaps not yet put back, after " + calls + " of " + planned)
                    .containsAll(calls < planned.size() ? Set.of("hc", "lb", "ex", "dx", "dd") : Set.of());

            account.deploy(orders(image, AFTER));

            Service service = service(account);
            assertThat(service.healthCheckGracePeriodSeconds()).isZero();
            assertThat(service.loadBalancers()).isEmpty();
            assertThat(service.enableExecuteCommand()).isFalse();
            assertThat(service.propagateTagsAsString()).isEqualTo("SERVICE");
            assertThat(service.enableECSManagedTags()).as("never declared").isTrue();
            assertThat(service.deploymentConfiguration().maximumPercent()).isEqualTo(200);
            assertThat(service.deploymentConfiguration().minimumHealthyPercent())
                    .isEqualTo(50);
            assertThat(service.deploymentConfiguration()
                            .deploymentCircuitBreaker()
                            .enable())
                    .isFalse();
            assertThat(recorded(account)).containsExactlyInAnyOrder("dn", "lt", "nw", "pt");
            int mark = account.mark();
            account.deploy(orders(image, AFTER));
            assertThat(account.callsSince(mark))
                    .doesNotContain("RegisterTaskDefinition", "UpdateService", "TagResource", "UntagResource");
        }
    }

    /** Carries out a plan until so many writes are done. */
    private static List<String> kill(LocalAccount account, DeploymentDescriptor wanted, int calls) {
        AwsErrors errors = new AwsErrors(
                AwsEndpoint.of(LocalAccount.REGION, account.server().endpoint()),
                LocalAccount.ROLE,
                LocalAccount.CLUSTER);
        LiveState live = new LiveStateReader(account.client(), errors).read(wanted);
        DeploymentPlan plan = new Planner(FieldRules.load()).plan(wanted, live, "000000000000");
        PlanExecutor executor = new PlanExecutor(
                dyingAfter(account.client(), calls),
                new SurroundingsWriter(KilledBetweenCallsTest::nothingAround, KilledBetweenCallsTest::nothingAround),
                account.lines,
                errors);
        String running = live.findTaskDefinition().orElseThrow().arn();
        List<String> planned =
                plan.actions().stream().map(action -> action.operation()).toList();
        if (calls < planned.size()) {
            assertThatThrownBy(() -> executor.apply(plan, running)).isInstanceOf(Killed.class);
        } else {
            executor.apply(plan, running);
        }
        return planned;
    }

    private static <T> T nothingAround() {
        throw new AssertionError("the plan has nothing around the service");
    }

    private static EcsClient dyingAfter(EcsClient client, int calls) {
        int[] left = {calls};
        return (EcsClient) Proxy.newProxyInstance(
                EcsClient.class.getClassLoader(), new Class<?>[] {EcsClient.class}, (proxy, method, arguments) -> {
                    if (left[0]-- == 0) {
                        throw new Killed();
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Service service(LocalAccount account) {
        return account.client()
                .describeServices(request ->
                        request.cluster(LocalAccount.CLUSTER).services("orders").include(ServiceField.TAGS))
                .services()
                .get(0);
    }

    private static Set<String> recorded(LocalAccount account) {
        Map<String, String> tags = service(account).tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        return Set.of(tags.getOrDefault(TAG, "").split(" "));
    }

    private static String orders(String image, String members) {
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s" }
                taskDefinition:
                  family: orders
                  requiresCompatibilities: [FARGATE]
                  networkMode: awsvpc
                  cpu: 256
                  memory: 512
                  containerDefinitions: [{ name: app, image: "%s", portMappings: [{ containerPort: 8080 }] }]
                service:
                  serviceName: orders
                  launchType: FARGATE
                  desiredCount: 1
                  networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-1] } }
                %s""".formatted(LocalAccount.ROLE, image, members);
    }
}
