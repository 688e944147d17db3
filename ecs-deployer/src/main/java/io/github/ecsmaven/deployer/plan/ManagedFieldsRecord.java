package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Note;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The record of managed fields of one service, in a tag of it. Before UpdateService it holds what was and what is to be
 * declared, after it the latter alone: whenever the plugin dies, the record names at least what was once declared and has
 * not been put back. Pure.
 */
final class ManagedFieldsRecord {
    /** The tag's key. */
    static final String TAG = LiveState.MANAGED_FIELDS_TAG;

    /** How many tags a resource can have. Source: TagResource in the ECS API reference. */
    private static final int MOST_TAGS = 50;

    private static final KeyedPath SERVICE = KeyedPath.of("service");
    private static final String SYSTEM_TAGS = "aws:";

    private final ManagedFieldCodes codes;
    private final Keeping keeping;
    private final boolean exists;
    private final ManagedFieldCodes.Reading reading;

    private ManagedFieldsRecord(
            ManagedFieldCodes codes, Keeping keeping, boolean exists, ManagedFieldCodes.Reading reading) {
        this.codes = codes;
        this.keeping = keeping;
        this.exists = exists;
        this.reading = reading;
    }

    /** Whether a record is kept, or why not. */
    private enum Keeping {
        KEPT(""),
        OFF("managedFields is off"),
        NO_ROOM("the service has as many tags as it can have, none is left for the record"),
        SHORT_ARN("the service has an ARN of the old format, which cannot be tagged");

        private final String reason;

        Keeping(String reason) {
            this.reason = reason;
        }
    }

    /**
     * That of a service.
     *
     * @param codes what its text is made of
     * @param arn null where it is to be created
     * @param found its tags
     * @param wanted the tags that a descriptor wants it to have
     */
    static ManagedFieldsRecord of(
            ManagedFieldCodes codes,
            DeploymentDescriptor descriptor,
            @Nullable String arn,
            Map<String, String> found,
            Map<String, String> wanted) {
        Keeping keeping = keeping(descriptor, arn, found, wanted);
        String text = keeping == Keeping.KEPT ? found.get(TAG) : null;
        return new ManagedFieldsRecord(
                codes, keeping, text != null, text == null ? ManagedFieldCodes.Reading.nothing() : codes.read(text));
    }

    private static Keeping keeping(
            DeploymentDescriptor descriptor,
            @Nullable String arn,
            Map<String, String> found,
            Map<String, String> wanted) {
        if (descriptor.resources().managedFields() == DeploymentDescriptor.ManagedFields.OFF) {
            return Keeping.OFF;
        }
        if (arn != null && arn.split("/", -1).length < 3) {
            return Keeping.SHORT_ARN;
        }
        Set<String> keys = new TreeSet<>(wanted.keySet());
        found.keySet().stream().filter(key -> !key.startsWith(SYSTEM_TAGS)).forEach(keys::add);
        keys.add(TAG);
        return keys.size() > MOST_TAGS ? Keeping.NO_ROOM : Keeping.KEPT;
    }

    /** The members that were declared once; none where no record is kept. */
    Set<String> members() {
        return reading.members();
    }

    /** The tags that a new service gets. */
    Map<String, String> onCreation(Map<String, String> tags, ManagedFields declared) {
        String text = text(declared.members());
        return keeping == Keeping.KEPT && !text.isEmpty() ? with(tags, text) : tags;
    }

    /**
     * The writes to a service that exists, with those of the record around the update. Tags go along with the first of
     * the record's.
     *
     * @param target what is to be recorded in the end
     * @param update empty where the service itself does not change
     * @param tags the user's that are missing or differ
     */
    List<Action> around(
            String arn, ManagedFields target, Optional<Action.UpdateService> update, Map<String, String> tags) {
        boolean untouched = update.isEmpty() && tags.isEmpty();
        if (keeping != Keeping.KEPT || (!exists && untouched)) {
            return written(arn, Optional.empty(), update, tags, Optional.empty());
        }
        boolean grows = !members().containsAll(target.members());
        boolean shrinks = !target.members().containsAll(members());
        if (update.isEmpty()) {
            Optional<String> text = grows || shrinks ? Optional.of(text(target.members())) : Optional.empty();
            return written(arn, text, update, tags, Optional.empty());
        }
        return written(
                arn,
                grows ? Optional.of(text(target.and(members()).members())) : Optional.empty(),
                update,
                tags,
                shrinks ? Optional.of(text(target.members())) : Optional.empty());
    }

    private List<Action> written(
            String arn,
            Optional<String> before,
            Optional<Action.UpdateService> update,
            Map<String, String> tags,
            Optional<String> after) {
        List<Action> actions = new ArrayList<>();
        boolean tagsFirst = before.isPresent();
        before.ifPresent(text -> actions.addAll(tagging(arn, tags, text)));
        update.ifPresent(actions::add);
        Map<String, String> left = tagsFirst ? Map.of() : tags;
        if (after.isPresent()) {
            actions.addAll(tagging(arn, left, after.get()));
        } else if (!left.isEmpty()) {
            actions.add(new Action.TagResource(arn, left));
        }
        return actions;
    }

    private static List<Action> tagging(String arn, Map<String, String> tags, String text) {
        if (!text.isEmpty()) {
            return List.of(new Action.TagResource(arn, with(tags, text)));
        }
        Action untag = new Action.UntagResource(arn, List.of(TAG));
        return tags.isEmpty() ? List.of(untag) : List.of(new Action.TagResource(arn, tags), untag);
    }

    /**
     * What there is to say about it.
     *
     * @param unmanaged paths whose live values are kept, because the descriptor does not have them
     * @param actions what is to be written
     */
    List<Note> notes(ManagedFields target, Set<KeyedPath> unmanaged, List<Action> actions) {
        List<Note> notes = new ArrayList<>();
        List<String> recordable = unmanaged.stream()
                .map(ManagedFields::name)
                .filter(ManagedFields::canBeRecorded)
                .toList();
        if (keeping != Keeping.KEPT && !recordable.isEmpty()) {
            notes.add(new Note(
                    SERVICE,
                    Note.Matter.NOT_RECORDED,
                    keeping.reason + ": what is no longer in the descriptor cannot be reset by leaving it out: "
                            + String.join(", ", recordable)));
        }
        if (!reading.damaged().isEmpty() || !reading.unknown().isEmpty()) {
            notes.add(new Note(SERVICE, Note.Matter.RECORD_UNREADABLE, unreadable()));
        }
        boolean isWritten = actions.stream()
                .anyMatch(action -> action instanceof Action.UntagResource
                        || (action instanceof Action.TagResource tag
                                && tag.tags().containsKey(TAG)));
        if (isWritten) {
            List<String> changes = Stream.concat(
                            target.members().stream()
                                    .filter(member -> !members().contains(member))
                                    .map(member -> "+ " + member),
                            members().stream()
                                    .filter(member -> !target.members().contains(member))
                                    .map(member -> "- " + member))
                    .toList();
            notes.add(new Note(
                    SERVICE, Note.Matter.RECORD_CHANGES, "record of managed fields: " + String.join(", ", changes)));
        }
        return notes;
    }

    private String unreadable() {
        Set<String> parts = new TreeSet<>(reading.unknown());
        parts.addAll(reading.damaged());
        return "the tag " + TAG + " holds what this version does not know, and ignores: " + String.join(" ", parts)
                + ". Written by a newer version of the plugin? If not, take it out of the tag";
    }

    private String text(Set<String> members) {
        return codes.write(members, reading.unknown());
    }

    private static Map<String, String> with(Map<String, String> tags, String text) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(TAG, text);
        return all;
    }
}
