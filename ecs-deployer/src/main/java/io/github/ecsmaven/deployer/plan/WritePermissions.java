package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.iam.Condition;
import io.github.ecsmaven.iam.Policy;
import io.github.ecsmaven.iam.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The policy that lets a session carry out one plan and nothing else. Source: the service authorization reference for
 * ECS: RegisterTaskDefinition, CreateService, UpdateService and TagResource take resource ARNs.
 */
public final class WritePermissions {
    private static final List<String> ROLE_MEMBERS = List.of("taskRoleArn", "executionRoleArn");

    private WritePermissions() {}

    /** The smallest policy for a plan's actions. */
    public static Policy of(DeploymentPlan plan) {
        Target target = plan.target();
        List<Statement> statements = new ArrayList<>();
        Set<String> tagged = new LinkedHashSet<>();
        Set<String> untagged = new LinkedHashSet<>();
        Set<String> passed = new LinkedHashSet<>();
        for (Action action : plan.actions()) {
            if (action instanceof Action.RegisterTaskDefinition register) {
                String families = target.ecsArn("task-definition/" + target.family() + ":*");
                statements.add(allow(register.operation(), families));
                ROLE_MEMBERS.forEach(member -> role(register.request(), member, target, passed));
                tags(register.request(), families, tagged);
            } else if (action instanceof Action.CreateService create) {
                statements.add(allow(create.operation(), service(target)));
                tags(create.request(), service(target), tagged);
                serviceRoles(create.request(), passed);
            } else if (action instanceof Action.UpdateService update) {
                statements.add(allow(update.operation(), service(target)));
                serviceRoles(update.request(), passed);
            } else if (action instanceof Action.TagResource tag) {
                tagged.add(tag.resourceArn());
            } else if (action instanceof Action.UntagResource untag) {
                untagged.add(untag.resourceArn());
            }
        }
        if (!untagged.isEmpty()) {
            statements.add(Statement.allow(List.of("ecs:UntagResource"), List.copyOf(untagged), List.of()));
        }
        if (!tagged.isEmpty()) {
            statements.add(Statement.allow(List.of("ecs:TagResource"), List.copyOf(tagged), List.of()));
        }
        statements.addAll(new ScalingPermissions(target).of(only(plan, ScalingAction.class)));
        statements.addAll(new LogGroupPermissions(target).of(only(plan, LogGroupAction.class)));
        if (!passed.isEmpty()) {
            statements.add(Statement.allow(
                    List.of("iam:PassRole"),
                    List.copyOf(passed),
                    List.of(Condition.of(
                            "StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com", "ecs.amazonaws.com"))));
        }
        return Policy.of(statements);
    }

    private static <T extends Action> List<T> only(DeploymentPlan plan, Class<T> kind) {
        return plan.actions().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Statement allow(String action, String resource) {
        return Statement.allow(List.of(action), List.of(resource), List.of());
    }

    private static String service(Target target) {
        return target.ecsArn("service/" + target.clusterName() + "/" + target.serviceName());
    }

    private static void tags(Value.Structure request, String resource, Set<String> tagged) {
        if (request.members().containsKey("tags")) {
            tagged.add(resource);
        }
    }

    private static void role(Value.Structure request, String member, Target target, Set<String> passed) {
        if (request.members().get(member) instanceof Value.Text role) {
            passed.add(
                    role.text().startsWith("arn:")
                            ? role.text()
                            : "arn:" + target.partition() + ":iam::" + target.account() + ":role/" + role.text());
        }
    }

    /** Roles inside a service request: load balancer, infrastructure and hook roles, wherever they are. */
    private static void serviceRoles(Value value, Set<String> passed) {
        if (value instanceof Value.Structure structure) {
            for (Map.Entry<String, Value> member : structure.members().entrySet()) {
                if (member.getKey().equals("roleArn") && member.getValue() instanceof Value.Text role) {
                    passed.add(role.text());
                } else {
                    serviceRoles(member.getValue(), passed);
                }
            }
        } else if (value instanceof Value.Sequence sequence) {
            sequence.elements().forEach(element -> serviceRoles(element, passed));
        }
    }
}
