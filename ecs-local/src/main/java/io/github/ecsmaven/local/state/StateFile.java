package io.github.ecsmaven.local.state;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * All of ecs-local's state in one JSON file, {@code state.json}, with one member for each section. Only one process
 * has it open at a time. It is not safe for use by several threads; the server calls it under its own lock.
 */
public final class StateFile implements AutoCloseable {
    private static final String FILE = "state.json";
    private static final String FORMAT = "ecs-local";
    private static final int VERSION = 1;

    private final Path file;
    private final List<StateSection> sections;
    private final DirectoryLock lock;

    private StateFile(Path file, List<StateSection> sections, DirectoryLock lock) {
        this.file = file;
        this.sections = sections;
        this.lock = lock;
    }

    /**
     * Takes the directory, which is made when it is not there, and lets the sections read what it holds.
     *
     * @throws EcsLocalException when another process has it, or the file is damaged or from a newer version. A file
     *     that cannot be read is left as it is
     */
    public static StateFile open(Path directory, List<StateSection> sections) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            StateFile state = new StateFile(directory.resolve(FILE), List.copyOf(sections), lock);
            state.load();
            return state;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Writes all sections; the file is swapped in whole.
     *
     * @throws EcsLocalException when it cannot be written; the file is then as it was before
     */
    public void save() {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("format").writeValue(FORMAT);
        json.writeFieldName("version").writeValue(VERSION);
        for (StateSection section : sections) {
            json.writeFieldName(section.name());
            section.write(json);
        }
        json.writeEndObject();
        try {
            OwnerOnlyFile.replace(file, json.getBytes());
        } catch (IOException e) {
            throw new EcsLocalException(
                    "the state cannot be written to " + file + ": " + e + "; make room or give another directory", e);
        }
    }

    /** Lets go of the directory. Saves nothing: that is done after each change. */
    @Override
    public void close() {
        lock.close();
    }

    private void load() {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, JsonNode> members = members();
        JsonNode format = members.get("format");
        if (format == null || !format.isString() || !format.asString().equals(FORMAT)) {
            throw damaged("it does not say that it is ecs-local's", null);
        }
        requireKnownVersion(members.get("version"));
        requireKnownSections(members.keySet());
        for (StateSection section : sections) {
            JsonNode member = members.get(section.name());
            if (member != null) {
                read(section, member);
            }
        }
    }

    private Map<String, JsonNode> members() {
        try {
            JsonNode json = SlicedJson.parse(Files.readAllBytes(file));
            if (!json.isObject()) {
                throw damaged("it is not a JSON object", null);
            }
            return json.asObject();
        } catch (EcsLocalException e) {
            throw e;
        } catch (IOException e) {
            throw new EcsLocalException("the state file " + file + " cannot be read: " + e, e);
        } catch (RuntimeException e) {
            throw damaged("it is not JSON", e);
        }
    }

    private void read(StateSection section, JsonNode member) {
        try {
            section.read(member);
        } catch (RuntimeException e) {
            throw damaged("its section '" + section.name() + "' cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private void requireKnownVersion(@Nullable JsonNode version) {
        if (version == null || !version.isNumber()) {
            throw damaged("it has no version", null);
        }
        if (!version.asNumber().equals(Integer.toString(VERSION))) {
            throw new EcsLocalException(
                    "the state file " + file + " has version " + version.asNumber() + ", and this ecs-local reads "
                            + "version " + VERSION + "; use the ecs-local that wrote it, or delete the file to begin "
                            + "anew",
                    null);
        }
    }

    /** A section that nobody here reads would be lost at the next save. */
    private void requireKnownSections(Set<String> members) {
        Set<String> unknown = new TreeSet<>(members);
        unknown.removeAll(Set.of("format", "version"));
        unknown.removeAll(sections.stream().map(StateSection::name).collect(Collectors.toSet()));
        if (!unknown.isEmpty()) {
            throw new EcsLocalException(
                    "the state file " + file + " holds " + unknown + ", which this ecs-local does not have; use the "
                            + "ecs-local that wrote it, or delete the file to begin anew",
                    null);
        }
    }

    private EcsLocalException damaged(String why, @Nullable Throwable cause) {
        return new EcsLocalException(
                "the state file " + file + " is damaged: " + why + "; it was left as it is. Delete it to begin anew, "
                        + "or move it away to keep it",
                cause);
    }
}
