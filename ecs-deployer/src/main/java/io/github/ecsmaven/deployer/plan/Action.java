package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One write. A plan is a list of these in the order in which they are carried out. */
public sealed interface Action
        permits Action.RegisterTaskDefinition,
                Action.CreateService,
                Action.UpdateService,
                Action.TagResource,
                Action.UntagResource,
                ScalingAction,
                LogGroupAction {
    /** The IAM action and API operation: {@code ecs:RegisterTaskDefinition}. */
    String operation();

    /** The longest that it may take, waiting for its outcome included. Added up before the first write. */
    Duration worstCase();

    /** What it does, for the sum of a plan. */
    Deed deed();

    /**
     * What an action does, in two words.
     *
     * @param verb {@code register}
     * @param noun {@code revision}; its plural has an s; that of {@code policy} is known
     */
    record Deed(String verb, String noun) {}

    /** Calls that AWS answers at once. */
    Duration SHORT = Duration.ofMinutes(1);

    /**
     * Registers a new revision.
     *
     * @param request the members of RegisterTaskDefinition, tags included
     */
    record RegisterTaskDefinition(Value.Structure request) implements Action {
        @Override
        public String operation() {
            return "ecs:RegisterTaskDefinition";
        }

        @Override
        public Deed deed() {
            return new Deed("register", "revision");
        }

        @Override
        public Duration worstCase() {
            return SHORT;
        }
    }

    /**
     * Creates the service.
     *
     * @param request the members of CreateService but the cluster and the revision, tags included
     * @param revision what it is to run
     * @param rollout how long the service deployment that it starts may take
     */
    record CreateService(Value.Structure request, RevisionReference revision, Duration rollout) implements Action {
        @Override
        public String operation() {
            return "ecs:CreateService";
        }

        @Override
        public Deed deed() {
            return new Deed("create", "service");
        }

        @Override
        public Duration worstCase() {
            return rollout.plusMinutes(1);
        }
    }

    /**
     * Changes the service.
     *
     * @param request the members of UpdateService that change, and no other
     * @param revision what it is to run
     * @param startsDeployment whether ECS is expected to start a service deployment
     * @param rollout how long that may take
     */
    record UpdateService(
            Value.Structure request, RevisionReference revision, StartsDeployment startsDeployment, Duration rollout)
            implements Action {
        @Override
        public String operation() {
            return "ecs:UpdateService";
        }

        @Override
        public Deed deed() {
            return new Deed("update", "service");
        }

        @Override
        public Duration worstCase() {
            return startsDeployment == StartsDeployment.YES ? rollout.plusMinutes(1) : SHORT;
        }
    }

    /** Whether a change starts a service deployment. */
    enum StartsDeployment {
        YES,
        NO
    }

    /**
     * Adds tags, or changes their values.
     *
     * @param resourceArn of a service or a revision that exists
     * @param tags those that are missing or differ
     */
    record TagResource(String resourceArn, Map<String, String> tags) implements Action {
        public TagResource {
            tags = Map.copyOf(tags);
        }

        @Override
        public String operation() {
            return "ecs:TagResource";
        }

        @Override
        public Deed deed() {
            return new Deed("tag", "resource");
        }

        @Override
        public Duration worstCase() {
            return SHORT;
        }
    }

    /**
     * Removes tags.
     *
     * @param resourceArn of a service or a revision that exists
     * @param keys of the tags that go
     */
    record UntagResource(String resourceArn, List<String> keys) implements Action {
        public UntagResource {
            keys = List.copyOf(keys);
        }

        @Override
        public String operation() {
            return "ecs:UntagResource";
        }

        @Override
        public Deed deed() {
            return new Deed("untag", "resource");
        }

        @Override
        public Duration worstCase() {
            return SHORT;
        }
    }
}
