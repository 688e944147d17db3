package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.image.ImageReference;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people regret having changed without looking: a mark beside a change to something that exists. What is created
 * bears none.
 */
public enum Danger {
    /** The tasks, or ECS, act as another role. */
    ROLE("changes what it may do"),
    /** The tasks can be reached from the internet. */
    PUBLIC_IP("opens to the internet"),
    /** Fewer tasks than now. */
    FEWER_TASKS("fewer tasks"),
    /** Who may call ExecuteCommand gets a shell in the containers. */
    EXECUTE_COMMAND("allows a shell in containers"),
    /** A target group no longer gets the tasks. */
    TARGET_GROUP("stops serving a target group"),
    /** A tag of a registry that cannot be asked, or that may not be: nobody knows what will run. */
    DIGEST_UNKNOWN("digest unknown");

    private static final Set<String> ROLES =
            Set.of("taskDefinition.taskRoleArn", "taskDefinition.executionRoleArn", "service.role");
    private static final Set<String> TARGET_GROUPS = Set.of(
            "service.loadBalancers[].targetGroupArn",
            "service.loadBalancers[].loadBalancerName",
            "service.vpcLatticeConfigurations[].targetGroupArn");
    private static final String IMAGE = "taskDefinition.containerDefinitions[].image";
    private static final String PUBLIC = "service.networkConfiguration.awsvpcConfiguration.assignPublicIp";

    private final String label;

    Danger(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /**
     * The danger of a change; empty where it has none.
     *
     * @param digests what tags of images name, by reference, as far as it is known
     */
    public static Optional<Danger> of(Difference.Leaf leaf, Map<String, String> digests) {
        KeyedPath path = leaf.path();
        if (leaf.effect() == Effect.CREATES) {
            return Optional.empty();
        }
        String rulePath = path.rulePath();
        if (ROLES.contains(rulePath)) {
            return Optional.of(ROLE);
        }
        if (rulePath.equals(PUBLIC) && new Value.Text("ENABLED").equals(after(leaf))) {
            return Optional.of(PUBLIC_IP);
        }
        if (rulePath.equals("service.desiredCount") && isLowered(leaf)) {
            return Optional.of(FEWER_TASKS);
        }
        if (rulePath.equals("service.enableExecuteCommand") && new Value.Flag(true).equals(after(leaf))) {
            return Optional.of(EXECUTE_COMMAND);
        }
        if (rulePath.equals(IMAGE) && after(leaf) instanceof Value.Text image) {
            boolean pinned = ImageReference.of(image.text()).digest() != null || digests.containsKey(image.text());
            return pinned ? Optional.empty() : Optional.of(DIGEST_UNKNOWN);
        }
        boolean isServed = TARGET_GROUPS.contains(rulePath) && !(leaf instanceof Difference.Added);
        return isServed ? Optional.of(TARGET_GROUP) : Optional.empty();
    }

    private static boolean isLowered(Difference.Leaf leaf) {
        return leaf instanceof Difference.Changed changed
                && changed.before() instanceof Value.Numeral before
                && changed.after() instanceof Value.Numeral after
                && after.number().compareTo(before.number()) < 0;
    }

    private static @Nullable Value after(Difference.Leaf leaf) {
        return leaf instanceof Difference.Added added
                ? added.after()
                : leaf instanceof Difference.Changed changed ? changed.after() : null;
    }
}
