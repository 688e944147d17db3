package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.identity.SessionPolicy;
import io.github.ecsmaven.deployer.live.LiveSurroundings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The least that a session needs to write what a plan has around a service. */
class SurroundingsWritePermissionsTest {
    private static final String CONDITION = "\"Condition\":{\"StringEquals\":{"
            + "\"application-autoscaling:service-namespace\":\"ecs\","
            + "\"application-autoscaling:scalable-dimension\":\"ecs:service:DesiredCount\"}}";

    @TempDir
    private Path directory;

    private String policy(String more, LiveSurroundings around) {
        return WritePermissions.of(
                        ScalingFixtures.plan(ScalingFixtures.described(directory, "desiredCount: 6", more), around))
                .toJson();
    }

    @Test
    void aFirstTargetNeedsAnyIdAndTheLinkedRole() {
        String policy = policy("autoScaling: { minCapacity: 2, maxCapacity: 10 }\n", LiveSurroundings.none());

        assertThat(policy)
                .contains("application-autoscaling:RegisterScalableTarget", "application-autoscaling:TagResource")
                .contains("arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/*")
                .contains(CONDITION)
                .contains("ecs:UpdateService", "arn:aws:ecs:eu-west-1:111122223333:service/shop/orders")
                .contains("iam:CreateServiceLinkedRole")
                .contains("arn:aws:iam::111122223333:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/"
                        + "AWSServiceRoleForApplicationAutoScaling_ECSService")
                .contains("\"iam:AWSServiceName\":\"ecs.application-autoscaling.amazonaws.com\"")
                .doesNotContain("cloudwatch:", "logs:");
    }

    @Test
    void aChangeOfATargetIsAllowedOnThatTargetAlone() {
        String policy = policy(
                "autoScaling: { minCapacity: 2, maxCapacity: 12, scalingPolicies: [] }\n",
                ScalingFixtures.scaled(ScalingFixtures.scaling(List.of(ScalingFixtures.cpu("cpu")), List.of())));

        assertThat(policy)
                .contains("application-autoscaling:RegisterScalableTarget")
                .contains("application-autoscaling:DeleteScalingPolicy")
                .contains(ScalingFixtures.TARGET_ARN)
                .contains("cloudwatch:PutMetricAlarm")
                .doesNotContain("scalable-target/*", "CreateServiceLinkedRole", "TagResource", "PutScalingPolicy");
    }

    @Test
    void logGroupsAreWrittenByNameAndTaggedUnderBothNamesThatAwsHasForThem() {
        String policy = policy("logGroups: [{ name: /ecs/orders, retentionInDays: 30 }]\n", LiveSurroundings.none());

        assertThat(policy)
                .contains("logs:CreateLogGroup", "logs:PutRetentionPolicy")
                .contains("\"arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/orders:*\"")
                .contains("logs:TagResource")
                .contains("\"arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/orders\"")
                .doesNotContain("application-autoscaling");
    }

    @Test
    void allTogetherFitIntoASession() {
        String policy = WritePermissions.of(ScalingFixtures.planOfNew(ScalingFixtures.descriptor(
                        directory,
                        "autoScaling: { minCapacity: 2, maxCapacity: 10, scheduledActions: [{ scheduledActionName: a,"
                                + " schedule: rate(1 day), scalableTargetAction: { minCapacity: 1 } }] }\n"
                                + "logGroups: [{ name: /ecs/orders, retentionInDays: 30 }]\n")))
                .toJson();

        assertThat(new SessionPolicy(policy).fits())
                .as("%s characters", policy.length())
                .isTrue();
    }
}
