package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.Note;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Refusal;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one section of a descriptor comes to in a plan. A plan is the sum of its sections, in their order.
 *
 * @param unmanaged live values that the descriptor leaves out, by path
 * @param addedByServer live-only scalars that no rule knows
 * @param notes what there is to say besides
 */
record Section(
        List<ResourceChange> changes,
        List<Action> actions,
        List<Refusal> refusals,
        Map<KeyedPath, Value> unmanaged,
        List<KeyedPath> addedByServer,
        List<Note> notes) {
    Section {
        changes = List.copyOf(changes);
        actions = List.copyOf(actions);
        refusals = List.copyOf(refusals);
        unmanaged = Collections.unmodifiableMap(new LinkedHashMap<>(unmanaged));
        addedByServer = List.copyOf(addedByServer);
        notes = List.copyOf(notes);
    }

    /** One that there is nothing to say about. */
    Section(
            List<ResourceChange> changes,
            List<Action> actions,
            List<Refusal> refusals,
            Map<KeyedPath, Value> unmanaged,
            List<KeyedPath> addedByServer) {
        this(changes, actions, refusals, unmanaged, addedByServer, List.of());
    }

    /** One that writes nothing and has something to say. */
    static Section saying(List<Note> notes) {
        return new Section(List.of(), List.of(), List.of(), Map.of(), List.of(), notes);
    }

    /** Nothing to do and nothing to say. */
    static Section empty() {
        return new Section(List.of(), List.of(), List.of(), Map.of(), List.of());
    }

    /** This, and behind it another. */
    Section and(Section next) {
        Map<KeyedPath, Value> both = new LinkedHashMap<>(unmanaged);
        both.putAll(next.unmanaged);
        return new Section(
                joined(changes, next.changes),
                joined(actions, next.actions),
                joined(refusals, next.refusals),
                both,
                joined(addedByServer, next.addedByServer),
                joined(notes, next.notes));
    }

    /** This, and behind it another whose writes come first. */
    Section andFirst(Section next) {
        Section both = and(next);
        return new Section(
                both.changes,
                joined(next.actions, actions),
                both.refusals,
                both.unmanaged,
                both.addedByServer,
                both.notes);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
