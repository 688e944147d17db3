package io.github.ecsmaven.local.state;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * All of ecs-local's state: whole in {@code state.json}, and what has changed since in {@code state.journal}. A change
 * costs what it is long; the state is written whole again when the journal has become as long as it, so that a start
 * never reads more than twice the state.
 *
 * <p>A whole state names the one that it replaces. A process that ends between writing it and taking the journal of the
 * other away leaves a journal that is known to be in it already.
 *
 * <p>Only one process has a directory at a time. It is not safe for use by several threads; the server calls it under its
 * own lock.
 */
public final class StateFile implements AutoCloseable {
    static final String WHOLE = "state.json";
    static final String JOURNAL = "state.journal";

    /** A journal up to this length costs nothing worth saving at the next start. */
    private static final long SHORT_JOURNAL_BYTES = 1024 * 1024;

    private final Path file;
    private final Journal journal;
    private final Map<StateSection, List<StatePart>> sections = new LinkedHashMap<>();
    private final DirectoryLock lock;
    private final Consumer<String> log;
    private String id = "";

    /** The whole state that the journal follows: another than {@link #id} only after it could not be taken away. */
    private String followed = "";

    private long wholeLength;

    private StateFile(Path directory, List<StateSection> sections, DirectoryLock lock, Consumer<String> log) {
        this.file = directory.resolve(WHOLE);
        this.journal = new Journal(directory.resolve(JOURNAL));
        sections.forEach(section -> this.sections.put(section, section.parts()));
        this.lock = lock;
        this.log = log;
    }

    /**
     * Takes the directory, which is made when it is not there, and lets the sections read what it holds.
     *
     * @param log is told of an entry that was not written to its end
     * @throws EcsLocalException when another process has it, or a file is damaged or from a newer version. A file that
     *     cannot be read is left as it is
     */
    public static StateFile open(Path directory, List<StateSection> sections, Consumer<String> log) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            StateFile state = new StateFile(directory, sections, lock, log);
            state.load();
            return state;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Keeps what has changed. When this returns, the end of the process does not undo it.
     *
     * @throws EcsLocalException when it cannot be written; what was kept before still is
     */
    public void keep() {
        byte[] changes = changes();
        if (changes.length == 0 && !id.isEmpty()) {
            return;
        }
        if (id.isEmpty()
                || !followed.equals(id)
                || !Files.exists(file)
                || !journal.isThere()
                || journal.length() + changes.length > Math.max(SHORT_JOURNAL_BYTES, wholeLength)) {
            save();
            return;
        }
        try {
            journal.append(id, changes);
        } catch (IOException e) {
            throw unwritable(journal.file(), e);
        }
        kept();
    }

    /**
     * Writes the whole state; the file is swapped in whole, and the journal ends.
     *
     * @throws EcsLocalException when it cannot be written; what was kept before still is
     */
    public void save() {
        String next = UUID.randomUUID().toString();
        String before = followed;
        try {
            OwnerOnlyFile.replace(
                    file, stream -> StateDocument.write(stream, next, before, List.copyOf(sections.keySet())));
            id = next;
            kept();
            wholeLength = Files.size(file);
            journal.discard();
            followed = next;
        } catch (IOException | JsonWriter.JsonGenerationException e) {
            throw unwritable(file, e);
        }
    }

    /** Lets go of the directory, with the whole state in one file. That this fails loses nothing, and is only logged. */
    @Override
    public void close() {
        try {
            if (journal.length() > 0) {
                save();
            }
        } catch (EcsLocalException e) {
            log.accept(e.getMessage() + "; everything is in " + journal.file() + " all the same");
        } finally {
            try {
                journal.close();
            } finally {
                lock.close();
            }
        }
    }

    private void kept() {
        sections.values().forEach(parts -> parts.forEach(StatePart::kept));
    }

    /** What has changed as {@code {"SECTION":{"PART":…}}}; no bytes when nothing has. */
    private byte[] changes() {
        JsonWriter json = JsonWriter.create().writeStartObject();
        boolean any = false;
        for (Map.Entry<StateSection, List<StatePart>> section : sections.entrySet()) {
            List<StatePart> changed =
                    section.getValue().stream().filter(StatePart::hasChanged).toList();
            if (!changed.isEmpty()) {
                any = true;
                json.writeFieldName(section.getKey().name()).writeStartObject();
                for (StatePart part : changed) {
                    json.writeFieldName(part.name());
                    part.writeChanges(json);
                }
                json.writeEndObject();
            }
        }
        return any ? json.writeEndObject().getBytes() : new byte[0];
    }

    private void load() {
        boolean hasJournal = Files.exists(journal.file());
        if (!Files.exists(file)) {
            if (hasJournal) {
                throw new EcsLocalException(
                        "the journal " + journal.file() + " holds changes to a " + WHOLE + " that is not there; it was "
                                + "left as it is. Put " + WHOLE
                                + " back, or, to begin anew, move or delete the journal too",
                        null);
            }
            return;
        }
        StateDocument whole = StateDocument.read(file);
        requireKnownSections(whole.sections().keySet());
        for (StateSection section : sections.keySet()) {
            JsonNode member = whole.sections().get(section.name());
            if (member != null) {
                read(section, member);
            }
        }
        id = whole.id();
        followed = id;
        boolean unfinished = hasJournal && follow(whole);
        kept();
        if (unfinished || whole.version() < StateDocument.VERSION) {
            save();
        }
        wholeLength = size();
    }

    /** Does the journal's entries again; whether the journal must not be gone on with. */
    private boolean follow(StateDocument whole) {
        JournalReader reader = new JournalReader(journal.file());
        String follows = reader.follows().orElse(whole.id());
        if (follows.equals(whole.id())) {
            Map<String, Map<String, StatePart>> parts = partsByName();
            reader.forEach((section, changes) -> apply(parts, section, changes));
            journal.goOn(reader.end());
            if (reader.isCutOff()) {
                log.accept("the last entry of " + journal.file() + ", at byte " + reader.end()
                        + ", was not written to its end, since the process ended meanwhile. The call that it was of had not "
                        + "been answered: it is as if it had not come");
            }
            return reader.isCutOff() || reader.end() == 0;
        }
        if (follows.equals(whole.replaces())) {
            followed = follows;
            return true;
        }
        throw new EcsLocalException(
                "the journal " + journal.file() + " belongs to another " + WHOLE
                        + " than the one beside it; both were left "
                        + "as they are. Put the right one back; or move or delete the journal, to go on from " + WHOLE
                        + " alone; or both, to begin anew",
                null);
    }

    private Map<String, Map<String, StatePart>> partsByName() {
        Map<String, Map<String, StatePart>> all = new HashMap<>();
        sections.forEach((section, parts) -> {
            Map<String, StatePart> byName = new HashMap<>();
            parts.forEach(part -> byName.put(part.name(), part));
            all.put(section.name(), byName);
        });
        return all;
    }

    private static void apply(Map<String, Map<String, StatePart>> parts, String section, JsonNode changes) {
        changes.asObject().forEach((name, change) -> {
            StatePart part = parts.getOrDefault(section, Map.of()).get(name);
            if (part == null) {
                throw new IllegalArgumentException(
                        "this ecs-local has no " + section + " " + name + ": use the one that wrote it");
            }
            part.applyChanges(change);
        });
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new EcsLocalException("the state file " + file + " cannot be read: " + e, e);
        }
    }

    private void read(StateSection section, JsonNode member) {
        try {
            section.read(member);
        } catch (RuntimeException e) {
            throw StateDocument.damaged(
                    file, "its section '" + section.name() + "' cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** A section that nobody here reads would be lost at the next save. */
    private void requireKnownSections(Set<String> members) {
        Set<String> unknown = new TreeSet<>(members);
        sections.keySet().forEach(section -> unknown.remove(section.name()));
        if (!unknown.isEmpty()) {
            throw new EcsLocalException(
                    "the state file " + file + " holds " + unknown
                            + ", which this ecs-local does not have; it was left as "
                            + "it is. Use the ecs-local that wrote it, or, to begin anew, move or delete " + WHOLE
                            + " and "
                            + JOURNAL,
                    null);
        }
    }

    private static EcsLocalException unwritable(Path file, @Nullable Throwable cause) {
        return new EcsLocalException(
                "the state cannot be written to " + file + ": " + cause + "; make room or give another directory",
                cause);
    }
}
