package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.Kind;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Note.Matter;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Operation;
import io.github.ecsmaven.deployer.plan.Effect;
import io.github.ecsmaven.deployer.plan.Outcome;
import io.github.ecsmaven.deployer.plan.Target;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a plan: selected, named and masked once, printed as text, Markdown or JSON. Nothing secret is in it.
 *
 * @param target what it is for
 * @param outcome what it comes to
 * @param resources those that change
 * @param unmanaged live values that are kept
 * @param addedByServer paths of live values that the server seems to have added
 * @param notes what there is to know that is no change
 * @param digests what the tags of images name in their registries, by reference
 * @param summary the last line
 * @param deployment the service deployment that the summary speaks of: one to follow, or one that ended badly; null:
 *     none
 */
public record ShownPlan(
        Target target,
        Outcome outcome,
        List<Resource> resources,
        List<Kept> unmanaged,
        List<Place> addedByServer,
        List<Refused> refusals,
        List<Noted> notes,
        Map<String, String> digests,
        String summary,
        @Nullable Deployment deployment) {
    public ShownPlan {
        resources = List.copyOf(resources);
        unmanaged = List.copyOf(unmanaged);
        addedByServer = List.copyOf(addedByServer);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
        digests = Collections.unmodifiableMap(new TreeMap<>(digests));
    }

    /** The service deployment that the summary speaks of. */
    public Optional<Deployment> findDeployment() {
        return Optional.ofNullable(deployment);
    }

    /**
     * A resource that changes.
     *
     * @param effect what all its lines cause; null where each says its own
     */
    public record Resource(
            Kind kind,
            Operation operation,
            String title,
            @Nullable Effect effect,
            List<Line> lines) {
        public Resource {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A place in a descriptor.
     *
     * @param path in full: {@code service.desiredCount}
     * @param name as people call it, below the section: {@code desiredCount}
     */
    public record Place(String path, String name) {}

    /**
     * A change.
     *
     * @param before null where nothing was there
     * @param after null where nothing is to be there
     * @param effect what it causes
     * @param danger why to look twice: {@code role}; empty: there is no need
     */
    public record Line(
            Place place, @Nullable Shown before, @Nullable Shown after, Effect effect, String danger) {
        /** What happens. */
        public Mark mark() {
            return before == null ? Mark.ADDED : after == null ? Mark.REMOVED : Mark.CHANGED;
        }

        /** Whether something of its values is not shown. */
        public boolean isSensitive() {
            return isMasked(before) || isMasked(after);
        }

        private static boolean isMasked(@Nullable Shown shown) {
            return shown != null && shown.exposure() == Exposure.MASKED;
        }
    }

    /** What happens to a value. */
    public enum Mark {
        ADDED("+"),
        REMOVED("-"),
        CHANGED("~");

        private final String symbol;

        Mark(String symbol) {
            this.symbol = symbol;
        }

        /** For people. */
        public String symbol() {
            return symbol;
        }
    }

    /** A value as it may be seen. */
    public record Shown(Value value, Exposure exposure) {}

    /** Whether a value is all that there is. */
    public enum Exposure {
        OPEN,
        MASKED
    }

    /**
     * A live value that the descriptor leaves out.
     *
     * @param value null where it is too large to be of interest
     */
    public record Kept(Place place, @Nullable Shown value) {}

    /**
     * A change that cannot be made.
     *
     * @param where file, line and column; empty where they are not known
     */
    public record Refused(String path, String where, String why, String wayOut) {}

    /**
     * Something to know.
     *
     * @param matter what it is about
     */
    public record Noted(Place place, Matter matter, String text) {}

    /**
     * A service deployment that is there already.
     *
     * @param status as the API has it
     */
    public record Deployment(String arn, String status) {}
}
