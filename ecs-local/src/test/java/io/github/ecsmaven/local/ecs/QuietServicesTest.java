package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.ecs.rollout.TaskOutcome;
import io.github.ecsmaven.local.wire.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** A service to which nothing happens is not looked at; nobody may be able to tell. */
class QuietServicesTest {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final EcsSettings SETTINGS = EcsSettings.defaults()
            .withTaskOutcome(definition ->
                    definition.containerDefinitions().get(0).image().startsWith("broken")
                            ? TaskOutcome.fails("CannotPullContainerError: not found")
                            : TaskOutcome.starts());

    /** Asked only when something is done. */
    private final LocalEcs lazy = new LocalEcs(SETTINGS);

    /** Begun anew from its state again and again, so that nothing is known of the future of any service. */
    private final LocalEcs eager = new LocalEcs(SETTINGS);

    @BeforeEach
    void register() {
        for (LocalEcs ecs : List.of(lazy, eager)) {
            ecs.register("web", "good");
            ecs.register("web", "broken");
            ecs.register("web", "better");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void areAsIfTheyHadBeenLookedAtAllTheTime(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 40; step++) {
            Duration time = time(random);
            int looks = 1 + random.nextInt(8);
            for (int i = 0; i < looks; i++) {
                eager.pass(time.dividedBy(looks)).touch().restart();
            }
            lazy.pass(time.dividedBy(looks).multipliedBy(looks));
            SdkPojo request = request(random);

            assertThat(outcome(lazy, request)).as("%s", request).isEqualTo(outcome(eager, request));
            assertThat(lazy.state()).as("after %s", request).isEqualTo(eager.state());
        }
    }

    @Test
    void deploymentsAndRevisionsAreFoundByTheirArnsAlone() {
        NAMES.forEach(name -> lazy.create(LocalEcs.service(name, "web:1", 1).build()));
        lazy.settle().update("b", update -> update.taskDefinition("web:3"));
        String deployment = lazy.settle().deployments("b").get(1).serviceDeploymentArn();
        String revision = lazy.latest("b").targetServiceRevision().arn();

        DescribeServiceDeploymentsResponse deployments = lazy.call(DescribeServiceDeploymentsRequest.builder()
                .serviceDeploymentArns(deployment, revision, deployment + "0", "service-deployment")
                .build());
        DescribeServiceRevisionsResponse revisions = lazy.call(DescribeServiceRevisionsRequest.builder()
                .serviceRevisionArns(revision, deployment, revision.replace("/b/", "/a/"))
                .build());

        assertThat(deployments.serviceDeployments())
                .singleElement()
                .satisfies(found -> assertThat(found.serviceDeploymentArn()).isEqualTo(deployment));
        assertThat(deployments.failures())
                .extracting(Failure::arn)
                .containsExactly(revision, deployment + "0", "service-deployment");
        assertThat(revisions.serviceRevisions())
                .singleElement()
                .satisfies(found -> assertThat(found.serviceRevisionArn()).isEqualTo(revision));
        assertThat(revisions.failures())
                .extracting(Failure::arn)
                .containsExactly(deployment, revision.replace("/b/", "/a/"));
    }

    /** Often a moment, at times long enough for stopped tasks to be forgotten. */
    private static Duration time(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofMinutes(random.nextInt(90));
            case 2 -> Duration.ofHours(1).plusMillis(random.nextInt(3) - 1);
            default -> Duration.ofMillis(random.nextInt(2500));
        };
    }

    private SdkPojo request(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        boolean breaker = random.nextBoolean();
        return switch (random.nextInt(9)) {
            case 0, 1 ->
                LocalEcs.service(name, definition(random), random.nextInt(4))
                        .deploymentConfiguration(configuration -> configuration.deploymentCircuitBreaker(
                                circuit -> circuit.enable(breaker).rollback(breaker)))
                        .build();
            case 2 ->
                UpdateServiceRequest.builder()
                        .service(name)
                        .desiredCount(random.nextInt(4))
                        .build();
            case 3, 4, 5 ->
                UpdateServiceRequest.builder()
                        .service(name)
                        .taskDefinition(definition(random))
                        .build();
            case 6 ->
                DeleteServiceRequest.builder()
                        .service(name)
                        .force(random.nextBoolean())
                        .build();
            case 7 -> StopTaskRequest.builder().task(anyTask(name)).build();
            default ->
                StopServiceDeploymentRequest.builder()
                        .serviceDeploymentArn(latestDeployment(name))
                        .build();
        };
    }

    private static String definition(Random random) {
        return "web:" + (1 + random.nextInt(3));
    }

    private String anyTask(String service) {
        try {
            return lazy.tasks(service, DesiredStatus.RUNNING).stream()
                    .map(Task::taskArn)
                    .findFirst()
                    .orElse("none");
        } catch (ApiException noSuchService) {
            return "none";
        }
    }

    private String latestDeployment(String service) {
        try {
            return lazy.deployments(service).get(0).serviceDeploymentArn();
        } catch (ApiException noSuchService) {
            return "none";
        }
    }

    private static String outcome(LocalEcs ecs, SdkPojo request) {
        try {
            return ecs.call(request).toString();
        } catch (ApiException refused) {
            return refused.code() + ": " + refused.getMessage();
        }
    }
}
