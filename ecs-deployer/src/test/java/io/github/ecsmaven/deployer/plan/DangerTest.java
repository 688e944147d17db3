package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DangerTest {
    private static final KeyedPath TASK = KeyedPath.of("taskDefinition");
    private static final KeyedPath SERVICE = KeyedPath.of("service");
    private static final KeyedPath PUBLIC_IP =
            SERVICE.member("networkConfiguration").member("awsvpcConfiguration").member("assignPublicIp");
    private static final KeyedPath BALANCER =
            SERVICE.member("loadBalancers").key("arn:a,app,8080").member("targetGroupArn");

    private static final KeyedPath IMAGE =
            TASK.member("containerDefinitions").key("app").member("image");
    private static final Map<String, String> DIGESTS = Map.of("registry/shop:2", "sha256:1f2e");

    static Stream<Arguments> leaves() {
        return Stream.of(
                leaf(TASK.member("taskRoleArn"), text("a"), text("b"), Danger.ROLE),
                leaf(TASK.member("taskRoleArn"), null, text("b"), Danger.ROLE),
                leaf(TASK.member("executionRoleArn"), text("a"), null, Danger.ROLE),
                leaf(SERVICE.member("role"), text("a"), text("b"), Danger.ROLE),
                leaf(PUBLIC_IP, text("DISABLED"), text("ENABLED"), Danger.PUBLIC_IP),
                leaf(PUBLIC_IP, null, text("ENABLED"), Danger.PUBLIC_IP),
                leaf(PUBLIC_IP, text("ENABLED"), text("DISABLED"), null),
                leaf(SERVICE.member("desiredCount"), Value.Numeral.of(3), Value.Numeral.of(2), Danger.FEWER_TASKS),
                leaf(SERVICE.member("desiredCount"), Value.Numeral.of(2), Value.Numeral.of(10), null),
                leaf(SERVICE.member("enableExecuteCommand"), flag(false), flag(true), Danger.EXECUTE_COMMAND),
                leaf(SERVICE.member("enableExecuteCommand"), flag(true), flag(false), null),
                leaf(BALANCER, text("arn:a"), null, Danger.TARGET_GROUP),
                leaf(BALANCER, null, text("arn:a"), null),
                leaf(
                        SERVICE.member("loadBalancers").key("arn:a,app,8080").member("containerName"),
                        text("a"),
                        null,
                        null),
                leaf(IMAGE, text("registry/shop:1"), text("registry/shop:2"), null),
                leaf(IMAGE, text("registry/shop:1"), text("registry/shop:3"), Danger.DIGEST_UNKNOWN),
                leaf(IMAGE, text("registry/shop:1"), text("registry/shop:3@sha256:9ab0"), null),
                leaf(IMAGE, null, text("shop"), Danger.DIGEST_UNKNOWN),
                leaf(IMAGE, text("shop"), null, null),
                leaf(SERVICE.member("propagateTags"), text("NONE"), text("SERVICE"), null));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void aChangeHasItsDanger(Difference.Leaf leaf, @Nullable Danger danger) {
        assertThat(Danger.of(leaf, DIGESTS)).isEqualTo(Optional.ofNullable(danger));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void whatIsCreatedBearsNone(Difference.Leaf leaf) {
        assertThat(Danger.of(new Difference.Added(leaf.path(), text("ENABLED"), Effect.CREATES), DIGESTS))
                .isEmpty();
    }

    private static Arguments leaf(
            KeyedPath path, @Nullable Value before, @Nullable Value after, @Nullable Danger danger) {
        Effect effect = Effect.IN_PLACE;
        Difference.Leaf leaf = before == null
                ? new Difference.Added(path, after, effect)
                : after == null
                        ? new Difference.Removed(path, before, effect)
                        : new Difference.Changed(path, before, after, effect);
        return Arguments.of(leaf, danger);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value flag(boolean on) {
        return new Value.Flag(on);
    }
}
