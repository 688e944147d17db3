package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.ecs.rollout.TaskOutcome;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;

/** State is kept whole, and what happens over time depends on nothing but state and time. */
class PersistenceTest {
    private final EcsSettings settings = EcsSettings.defaults()
            .withTaskOutcome(definition ->
                    definition.containerDefinitions().get(0).image().startsWith("broken")
                            ? TaskOutcome.fails("CannotPullContainerError")
                            : TaskOutcome.starts());

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 150, 1200, 2200, 2700, 3200, 60_000})
    void aRolloutGoesOnAfterARestartAtAnyMoment(long millis) {
        LocalEcs stopped = inTheMiddleOfARollout("web:2", millis);
        LocalEcs undisturbed = inTheMiddleOfARollout("web:2", millis);

        String saved = stopped.restart();

        assertThat(stopped.state()).isEqualTo(saved);
        stopped.settle();
        undisturbed.settle();
        assertThat(stopped.latest("s").status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(stopped.describe("s")).isEqualTo(undisturbed.describe("s"));
        assertThat(stopped.state()).isEqualTo(undisturbed.state());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2500, 4000, 8000, 13_000})
    void aRollbackGoesOnAfterARestart(long millis) {
        LocalEcs stopped = inTheMiddleOfARollout("web:3", millis);

        stopped.restart();

        assertThat(stopped.settle().latest("s").status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(stopped.state())
                .isEqualTo(
                        inTheMiddleOfARollout("web:3", millis).settle().touch().state());
    }

    /** The server does not save after a read, so what reads have worked out must come out the same again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void howOftenOneLooksMakesNoDifference(long seed) {
        Random random = new Random(seed);
        LocalEcs watched = new LocalEcs(settings);
        LocalEcs unwatched = new LocalEcs(settings);
        for (LocalEcs ecs : new LocalEcs[] {watched, unwatched}) {
            register(ecs);
            ecs.create(service("a").desiredCount(3).build());
            ecs.create(service("b").desiredCount(2).build());
        }
        for (int i = 0; i < 6; i++) {
            String name = random.nextBoolean() ? "a" : "b";
            String definition = "web:" + (1 + random.nextInt(3));
            int count = random.nextInt(4);
            long wait = random.nextInt(9000);
            for (LocalEcs ecs : new LocalEcs[] {watched, unwatched}) {
                ecs.update(name, update -> update.taskDefinition(definition).desiredCount(count));
            }
            for (int step = 0; step < 20; step++) {
                watched.pass(Duration.ofMillis(wait / 20)).describe(step % 2 == 0 ? "a" : "b");
            }
            unwatched.pass(Duration.ofMillis(wait / 20 * 20));
        }
        assertThat(watched.touch().state()).isEqualTo(unwatched.touch().state());
    }

    @Test
    void tagsClustersAndTaskDefinitionsAreKept() {
        LocalEcs ecs = new LocalEcs(settings);
        register(ecs);
        String arn = LocalEcs.ARN + "task-definition/web:2";
        ecs.call(TagResourceRequest.builder()
                .resourceArn(arn)
                .tags(Tag.builder().key("k").value("\u00e9 @quoted").build())
                .build());

        String saved = ecs.restart();

        assertThat(ecs.state()).isEqualTo(saved).contains("quoted");
        assertThat(ecs.register("web", "image:9").revision()).isEqualTo(4);
    }

    @Test
    void aStateOfAnotherShapeIsRefusedByName() {
        EcsService service = new EcsService(settings);

        assertThatThrownBy(() -> service.read(JsonNode.parser().parse("{\"clusters\":[]}")))
                .hasMessageContaining("no member 'taskDefinitions'");
    }

    private LocalEcs inTheMiddleOfARollout(String next, long millis) {
        LocalEcs ecs = new LocalEcs(settings);
        register(ecs);
        ecs.create(service("s").desiredCount(2).build());
        ecs.settle();
        ecs.update("s", update -> update.taskDefinition(next));
        ecs.pass(Duration.ofMillis(millis)).touch();
        return ecs;
    }

    private static void register(LocalEcs ecs) {
        ecs.register("web", "image:1");
        ecs.register("web", "image:2");
        ecs.register("web", "broken");
    }

    private static CreateServiceRequest.Builder service(String name) {
        return LocalEcs.service(name, "web:1", 1)
                .deploymentConfiguration(
                        c -> c.deploymentCircuitBreaker(b -> b.enable(true).rollback(true)));
    }
}
