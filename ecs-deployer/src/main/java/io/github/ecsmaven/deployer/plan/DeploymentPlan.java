package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Secrecy;
import io.github.ecsmaven.descriptor.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is to be done so that what runs is what the descriptor wants: shown by {@code ecs:diff}, carried out by
 * {@code ecs:deploy}. A pure function of descriptor and live state.
 *
 * @param target what it is for
 * @param changes by resource, in the order of the descriptor; only those that differ
 * @param actions the writes in their order; empty where nothing differs
 * @param unmanaged live values of the service that the descriptor leaves out, by path
 * @param addedByServer live-only scalars of the task definition that no rule knows: shown, never a change
 * @param refusals changes that cannot be made, with the way out; a plan with one is shown and never applied
 * @param judgement what to make of the current service deployment
 * @param secrecy which values may not be shown
 * @param notes what there is to say that is no change
 * @param digests what the tags of images name in their registries, by reference, as far as it is known
 */
public record DeploymentPlan(
        Target target,
        List<ResourceChange> changes,
        List<Action> actions,
        Map<KeyedPath, Value> unmanaged,
        List<KeyedPath> addedByServer,
        List<Refusal> refusals,
        Judgement judgement,
        Secrecy secrecy,
        List<Note> notes,
        Map<String, String> digests) {
    public DeploymentPlan {
        changes = List.copyOf(changes);
        actions = List.copyOf(actions);
        unmanaged = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(unmanaged));
        addedByServer = List.copyOf(addedByServer);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
        digests = Map.copyOf(digests);
    }

    /** A plan that there is nothing more to say about. */
    public DeploymentPlan(
            Target target,
            List<ResourceChange> changes,
            List<Action> actions,
            Map<KeyedPath, Value> unmanaged,
            List<KeyedPath> addedByServer,
            List<Refusal> refusals,
            Judgement judgement,
            Secrecy secrecy) {
        this(target, changes, actions, unmanaged, addedByServer, refusals, judgement, secrecy, List.of(), Map.of());
    }

    /** What it is for: its values may be secret. */
    @Override
    public String toString() {
        return "DeploymentPlan[" + target.deployment() + ", " + actions.size() + " actions]";
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return actions.isEmpty();
    }

    /** Whether something differs, be it only something that cannot be changed. */
    public boolean differs() {
        return !changes.isEmpty();
    }

    /** What it comes to. */
    public Outcome outcome() {
        return Outcome.of(this);
    }

    /** The longest that it may take, waiting included. */
    public Duration worstCase() {
        return actions.stream().map(Action::worstCase).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The changes to one resource.
     *
     * @param title for people: {@code task definition checkout:41 → new revision}
     */
    public record ResourceChange(Kind kind, Operation operation, String title, Difference.Group differences) {}

    /** What kind of resource. */
    public enum Kind {
        TASK_DEFINITION,
        SERVICE,
        TAGS,
        SCALABLE_TARGET,
        SCALING_POLICY,
        SCHEDULED_ACTION,
        LOG_GROUP,
        IMAGE
    }

    /** What happens to a resource as a whole. */
    public enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * A change that ECS cannot make.
     *
     * @param where {@code file:line:column}, empty where it is not known
     * @param wayOut what to do instead
     */
    public record Refusal(KeyedPath path, String where, String why, String wayOut) {}

    /**
     * Something to know that is no change and stands in no way.
     *
     * @param path what it is about
     * @param text without the path: {@code cannot be reset (set it to ENABLED)}
     */
    public record Note(KeyedPath path, Matter matter, String text) {
        /** What it is about. */
        public enum Matter {
            /** A member was declared, no longer is, and keeps its value: nothing puts it back. */
            CANNOT_BE_RESET,
            /** Running tasks keep what they were started with; a new deployment would replace them. */
            NEW_DEPLOYMENT_OFFERED,
            /** A new deployment was asked for and there is no service. */
            NO_SERVICE,
            /** Whether a tag names another image by now cannot be told. */
            DIGEST_UNKNOWN,
            /** The registry has no image under the tag. */
            NO_SUCH_IMAGE,
            /** The record of managed fields is written. */
            RECORD_CHANGES,
            /** No record of managed fields is kept. */
            NOT_RECORDED,
            /** The record of managed fields holds what nobody understands. */
            RECORD_UNREADABLE
        }

        /** As one line. */
        @Override
        public String toString() {
            return path + "  " + text;
        }
    }
}
