package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.Optional;
import java.util.Set;

/** A change that people regret when they overlook it. */
public enum Danger {
    /** Other permissions for the tasks, or for ECS on their behalf. */
    ROLE("role"),
    /** Tasks get an address that the internet reaches. */
    PUBLIC_IP("public IP"),
    /** Fewer tasks than now. */
    COUNT_LOWERED("desired count lowered"),
    /** Whoever may call ExecuteCommand gets a shell in the containers. */
    EXECUTE_COMMAND("execute command on"),
    /** A load balancer sends nothing here any more. */
    TARGET_GROUP_REMOVED("target group removed");

    private static final Set<String> ROLES = Set.of("taskDefinition.taskRoleArn", "taskDefinition.executionRoleArn");

    private final String label;

    Danger(String label) {
        this.label = label;
    }

    /** What is dangerous about a change of something that exists. */
    public static Optional<Danger> of(Difference.Leaf leaf) {
        if (leaf.effect() == Effect.CREATES) {
            return Optional.empty();
        }
        String path = leaf.path().rulePath();
        if (ROLES.contains(path) || path.endsWith(".roleArn")) {
            return Optional.of(ROLE);
        }
        if (path.endsWith(".assignPublicIp")
                && after(leaf).filter("ENABLED"::equals).isPresent()) {
            return Optional.of(PUBLIC_IP);
        }
        if (path.equals("service.enableExecuteCommand")
                && after(leaf).filter("true"::equals).isPresent()) {
            return Optional.of(EXECUTE_COMMAND);
        }
        if (path.equals("service.desiredCount") && isLowered(leaf)) {
            return Optional.of(COUNT_LOWERED);
        }
        return path.endsWith("targetGroupArn") && !(leaf instanceof Difference.Added)
                ? Optional.of(TARGET_GROUP_REMOVED)
                : Optional.empty();
    }

    /** For people. */
    public String label() {
        return label;
    }

    private static boolean isLowered(Difference.Leaf leaf) {
        return leaf instanceof Difference.Changed changed
                && changed.before() instanceof Value.Numeral before
                && changed.after() instanceof Value.Numeral after
                && after.number().compareTo(before.number()) < 0;
    }

    private static Optional<String> after(Difference.Leaf leaf) {
        Value value = leaf instanceof Difference.Added added
                ? added.after()
                : leaf instanceof Difference.Changed changed ? changed.after() : null;
        if (value instanceof Value.Text text) {
            return Optional.of(text.text());
        }
        return value instanceof Value.Flag flag ? Optional.of(Boolean.toString(flag.on())) : Optional.empty();
    }
}
