package io.github.ecsmaven.deployer.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A plan as a document has it: what for, what it showed, and its {@link Promise}. It is never carried out; a plan of now is
 * compared with it.
 *
 * @param target what it is for: {@code deployment}, {@code environment}, {@code account}, {@code region}, {@code cluster},
 *     {@code family}, {@code service}
 * @param changes by place, as they are read: {@code ~ service.desiredCount 2 → 3}
 */
public record SavedPlan(Promise promise, Map<String, String> target, Map<String, String> changes) {
    /** The version of the documents that are written and read. */
    public static final int FORMAT_VERSION = 1;

    /** Names of what a fingerprint has, for people. */
    private static final Map<String, String> MOVED = Map.of(
            Fingerprint.DESCRIPTOR, "what the descriptor wants",
            Fingerprint.TASK_DEFINITION, "the task definition that runs",
            Fingerprint.SERVICE_REVISIONS, "the service revision",
            Fingerprint.SERVICE_DEPLOYMENT, "the service deployment",
            Fingerprint.DECLARED, "live values of what the descriptor declares",
            Fingerprint.MANAGED_FIELDS, "the record of managed fields",
            Fingerprint.IMAGES, "the digests of images");

    public SavedPlan {
        target = Collections.unmodifiableMap(new LinkedHashMap<>(target));
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /** Whether it is worth nothing any more. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(promise.expires());
    }

    /** For what else it was made than another one: {@code account: 111122223333, here 444455556666}; empty: for the same. */
    public List<String> foreignTo(SavedPlan now) {
        List<String> found = new ArrayList<>();
        differing(target, now.target).forEach(name -> found.add(name + ": " + both(target, now.target, name)));
        if (!promise.role().equals(now.promise.role())) {
            found.add("role: " + promise.role() + ", here " + now.promise.role());
        }
        return found;
    }

    /** Whether a plan of now, hashed with the key of this, does the same in the same circumstances. */
    public boolean isSameAs(SavedPlan now) {
        return promise.fingerprint().equals(now.promise.fingerprint())
                && promise.actions().equals(now.promise.actions())
                && changes.equals(now.changes);
    }

    /** Whether both were made from the same descriptor; else they promise different things, whatever runs. */
    public boolean wantsTheSameAs(SavedPlan now) {
        return Objects.equals(
                promise.fingerprint().get(Fingerprint.DESCRIPTOR),
                now.promise.fingerprint().get(Fingerprint.DESCRIPTOR));
    }

    /** What has moved since: {@code the service deployment: …/1 → …/2}. */
    public List<String> movedUntil(SavedPlan now) {
        List<String> found = new ArrayList<>();
        Map<String, String> before = promise.fingerprint();
        Map<String, String> after = now.promise.fingerprint();
        for (String name : differing(before, after)) {
            String what = MOVED.getOrDefault(name, name);
            found.add(
                    Fingerprint.READABLE.contains(name)
                            ? what + ": " + before.getOrDefault(name, "none") + " → " + after.getOrDefault(name, "none")
                            : what);
        }
        return found;
    }

    /** How two plans differ: a line for each place that they change differently, or that one of them alone changes. */
    public List<String> comparedWith(SavedPlan now) {
        List<String> lines = new ArrayList<>();
        for (String place : differing(changes, now.changes)) {
            if (changes.containsKey(place)) {
                lines.add("saved:  " + changes.get(place));
            }
            if (now.changes.containsKey(place)) {
                lines.add("now:    " + now.changes.get(place));
            }
        }
        if (lines.isEmpty() && !promise.actions().equals(now.promise.actions())) {
            lines.add("both show the same; what is not shown differs: " + operations(promise) + " (saved), "
                    + operations(now.promise) + " (now)");
        }
        return lines;
    }

    private static String operations(Promise promise) {
        return String.join(
                ", ",
                promise.actions().stream()
                        .map(Promise.PromisedAction::operation)
                        .toList());
    }

    private static String both(Map<String, String> saved, Map<String, String> now, String name) {
        return saved.getOrDefault(name, "none") + ", here " + now.getOrDefault(name, "none");
    }

    private static Set<String> differing(Map<String, String> one, Map<String, String> other) {
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
        return names;
    }
}
