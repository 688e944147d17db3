package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveSurroundings;
import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveLogGroup;
import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveScaling;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorReader;
import io.github.ecsmaven.descriptor.DescriptorSource;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** Descriptors as they are written, and what the describe calls around a service answer. */
final class ScalingFixtures {
    static final String TARGET_ARN =
            "arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/0ec50123456789abcdef";
    static final String GROUP_ARN = "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/orders";
    private static final Planner PLANNER = new Planner(FieldRules.load());

    private ScalingFixtures() {}

    /** A service of two tasks and more. */
    static DeploymentDescriptor descriptor(Path directory, String more) {
        return described(directory, "desiredCount: 2", more);
    }

    static DeploymentDescriptor described(Path directory, String count, String more) {
        Path file = directory.resolve("orders.yaml");
        try {
            Files.writeString(file, """
                    version: 1
                    region: eu-west-1
                    cluster: shop
                    identity: { roleArn: "arn:aws:iam::111122223333:role/deployer" }
                    tags: { team: checkout }
                    taskDefinition:
                      family: orders
                      containerDefinitions: [{ name: app, image: "orders:1", memory: 128 }]
                    service:
                      serviceName: orders
                      %s
                    """.formatted(count) + more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DescriptorReader(NOTHING).read(DescriptorSource.of(file));
    }

    static DeploymentPlan plan(DeploymentDescriptor descriptor, LiveSurroundings around) {
        return PLANNER.plan(descriptor, live(descriptor, 6, around), Fixtures.ACCOUNT);
    }

    static DeploymentPlan planOfNew(DeploymentDescriptor descriptor) {
        return PLANNER.plan(descriptor, new LiveState(null, null), Fixtures.ACCOUNT);
    }

    /** A service that is as the descriptor wants it, but for its count. */
    static LiveState live(DeploymentDescriptor descriptor, int count, LiveSurroundings around) {
        Value.Structure service =
                Requests.with(descriptor.wantedService().orElseThrow(), "desiredCount", Value.Numeral.of(count));
        return new LiveState(
                new LiveState.LiveTaskDefinition(
                        Fixtures.REVISION, descriptor.taskDefinition(), Map.of("team", "checkout")),
                new LiveState.LiveService(
                        Fixtures.SERVICE,
                        LiveState.Status.ACTIVE,
                        service,
                        Fixtures.REVISION,
                        Map.of("team", "checkout"),
                        Set.of("arn:revision"),
                        null),
                around);
    }

    static LiveSurroundings scaled(LiveScaling scaling) {
        return new LiveSurroundings(scaling, Map.of(), List.of(), Map.of());
    }

    /** Limits 2 and 10, nothing suspended. */
    static LiveScaling scaling(List<ScalingPolicy> policies, List<ScheduledAction> actions) {
        return new LiveScaling(
                SdkValues.from(ScalableTarget.builder()
                        .serviceNamespace("ecs")
                        .resourceId("service/shop/orders")
                        .scalableDimension("ecs:service:DesiredCount")
                        .minCapacity(2)
                        .maxCapacity(10)
                        .roleARN("arn:aws:iam::111122223333:role/aws-service-role/ecs/AWSServiceRole")
                        .creationTime(Instant.EPOCH)
                        .suspendedState(state -> state.dynamicScalingInSuspended(false)
                                .dynamicScalingOutSuspended(false)
                                .scheduledScalingSuspended(false))
                        .scalableTargetARN(TARGET_ARN)
                        .build()),
                policies.stream().map(SdkValues::from).toList(),
                actions.stream().map(SdkValues::from).toList());
    }

    static LiveScaling scaling() {
        return scaling(List.of(), List.of());
    }

    /** Target tracking of the CPU at 60 %, as it is described. */
    static ScalingPolicy cpu(String name) {
        return ScalingPolicy.builder()
                .policyARN("arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:x:policyName/" + name)
                .policyName(name)
                .serviceNamespace("ecs")
                .resourceId("service/shop/orders")
                .scalableDimension("ecs:service:DesiredCount")
                .policyType("TargetTrackingScaling")
                .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(60.0)
                        .predefinedMetricSpecification(
                                metric -> metric.predefinedMetricType("ECSServiceAverageCPUUtilization")))
                .alarms(Alarm.builder().alarmName("high").alarmARN("arn:alarm").build())
                .creationTime(Instant.EPOCH)
                .build();
    }

    static ScheduledAction night(String name) {
        return ScheduledAction.builder()
                .scheduledActionName(name)
                .scheduledActionARN("arn:aws:autoscaling:eu-west-1:111122223333:scheduledAction:x")
                .serviceNamespace("ecs")
                .resourceId("service/shop/orders")
                .scalableDimension("ecs:service:DesiredCount")
                .schedule("cron(0 22 * * ? *)")
                .timezone("UTC")
                .scalableTargetAction(action -> action.minCapacity(1))
                .creationTime(Instant.EPOCH)
                .build();
    }

    static LiveSurroundings grouped(Map<String, Value> members, Map<String, String> tags) {
        return new LiveSurroundings(
                null,
                Map.of("/ecs/orders", new LiveLogGroup(GROUP_ARN, new Value.Structure(members), tags)),
                List.of(),
                Map.of());
    }

    /** The lines of a plan as a test says them: {@code ~ autoScaling.minCapacity}. */
    static List<String> leaves(DeploymentPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.changes().stream()
                .flatMap(change -> change.differences().leaves())
                .forEach(leaf -> lines.add(symbol(leaf) + " " + leaf.path()));
        return lines;
    }

    static List<String> operations(DeploymentPlan plan) {
        return plan.actions().stream().map(Action::operation).toList();
    }

    private static String symbol(Difference.Leaf leaf) {
        return leaf instanceof Difference.Added ? "+" : leaf instanceof Difference.Removed ? "-" : "~";
    }

    private static final PropertySource NOTHING = new PropertySource() {
        @Override
        public Optional<String> value(String name) {
            return Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    };
}
