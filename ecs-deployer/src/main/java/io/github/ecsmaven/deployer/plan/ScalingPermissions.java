package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.iam.Condition;
import io.github.ecsmaven.iam.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a session needs to write auto scaling. Source: the service authorization reference for Application Auto Scaling, and
 * its User Guide on the permissions of the caller that it validates in the target service and in CloudWatch.
 */
final class ScalingPermissions {
    private static final String PREFIX = "application-autoscaling:";
    private static final String LINKED = "ecs.application-autoscaling.amazonaws.com";

    private final Target target;

    ScalingPermissions(Target target) {
        this.target = target;
    }

    /** None where a plan does not touch auto scaling. */
    List<Statement> of(List<ScalingAction> actions) {
        List<Statement> statements = new ArrayList<>();
        if (actions.isEmpty()) {
            return statements;
        }
        writes(actions, statements);
        statements.add(Statement.allow(
                List.of("ecs:DescribeServices", "ecs:UpdateService"),
                List.of(target.ecsArn(actions.get(0).service().resourceId())),
                List.of()));
        if (actions.stream().anyMatch(ScalingPermissions::hasAlarms)) {
            statements.add(Statement.allow(
                    List.of("cloudwatch:DescribeAlarms", "cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"),
                    List.of(target.arn("cloudwatch", "alarm:*")),
                    List.of()));
        }
        if (actions.stream().anyMatch(ScalingPermissions::isFirst)) {
            statements.add(Statement.allow(
                    List.of("iam:CreateServiceLinkedRole"),
                    List.of("arn:" + target.partition() + ":iam::" + target.account() + ":role/aws-service-role/"
                            + LINKED + "/AWSServiceRoleForApplicationAutoScaling_ECSService"),
                    List.of(Condition.of("StringEquals", "iam:AWSServiceName", LINKED))));
        }
        return statements;
    }

    private void writes(List<ScalingAction> actions, List<Statement> statements) {
        Set<String> operations = new LinkedHashSet<>();
        boolean tags = false;
        for (ScalingAction action : actions) {
            boolean tagging = action instanceof ScalingAction.TagScalableTarget;
            if (!tagging) {
                operations.add(action.operation());
            }
            tags |= tagging
                    || (action instanceof ScalingAction.RegisterScalableTarget register
                            && !register.tags().isEmpty());
        }
        String arn = actions.get(0).service().targetArn();
        // The id of a target that is not there yet is the server's choice.
        String resource = arn != null ? arn : target.arn("application-autoscaling", "scalable-target/*");
        if (!operations.isEmpty()) {
            statements.add(Statement.allow(
                    List.copyOf(operations),
                    List.of(resource),
                    List.of(
                            Condition.of("StringEquals", PREFIX + "service-namespace", "ecs"),
                            Condition.of("StringEquals", PREFIX + "scalable-dimension", "ecs:service:DesiredCount"))));
        }
        if (tags) {
            statements.add(Statement.allow(List.of(PREFIX + "TagResource"), List.of(resource), List.of()));
        }
    }

    private static boolean hasAlarms(ScalingAction action) {
        return action instanceof ScalingAction.PutScalingPolicy || action instanceof ScalingAction.DeleteScalingPolicy;
    }

    private static boolean isFirst(ScalingAction action) {
        return action instanceof ScalingAction.RegisterScalableTarget
                && action.service().targetArn() == null;
    }
}
