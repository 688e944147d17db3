package io.github.ecsmaven.local.state;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Reads a journal from its beginning to its end. It writes nothing: what is damaged stays as it is. */
final class JournalReader {
    private final Path file;
    private final byte[] bytes;
    private int at;
    private boolean cutOff;

    /** Reads the file, which must be there. */
    JournalReader(Path file) {
        this.file = file;
        this.bytes = StateDocument.bytes(file);
    }

    /**
     * The identifier of the whole state that it follows.
     *
     * @return nothing when not even the first line was written to its end
     * @throws EcsLocalException when it is damaged or of a version that is not known here
     */
    Optional<String> follows() {
        Optional<JsonNode> header = next();
        return header.map(json -> {
            if (!Journal.FORMAT.equals(text(json, "format"))) {
                throw damaged("its first entry does not say that it is ecs-local's", null);
            }
            String version = json.field("version").map(JsonNode::text).orElse("");
            if (!version.equals(Integer.toString(StateDocument.VERSION))) {
                if (version.matches("[1-9][0-9]{0,8}")) {
                    throw StateDocument.newer(file, Integer.parseInt(version));
                }
                throw damaged("its first entry has no version", null);
            }
            return text(json, "follows");
        });
    }

    /**
     * Hands on all entries, in their order.
     *
     * @param each is given section and changes; what it throws is a damage of the entry
     * @throws EcsLocalException when it is damaged
     */
    void forEach(BiConsumer<String, JsonNode> each) {
        int begin = at;
        for (Optional<JsonNode> entry = next(); entry.isPresent(); entry = next()) {
            try {
                entry.get().asObject().forEach(each);
            } catch (RuntimeException e) {
                throw damaged("the entry at byte " + begin + " cannot be done again (" + e.getMessage() + ")", e);
            }
            begin = at;
        }
    }

    /** Where what is whole ends. */
    int end() {
        return at;
    }

    /** Whether something is behind that end: the beginning of an entry. */
    boolean isCutOff() {
        return cutOff;
    }

    private Optional<JsonNode> next() {
        if (at == bytes.length) {
            return Optional.empty();
        }
        try {
            Optional<JournalLine> line = JournalLine.at(bytes, at);
            cutOff = line.isEmpty();
            line.ifPresent(whole -> at = whole.next());
            return line.map(whole -> JsonNode.parser()
                    .parse(new ByteArrayInputStream(bytes, whole.jsonBegin(), whole.jsonEnd() - whole.jsonBegin())));
        } catch (JournalLine.DamagedException e) {
            throw damaged(e.getMessage(), e);
        } catch (RuntimeException e) {
            throw damaged("the entry before byte " + at + " is not JSON", e);
        }
    }

    private String text(JsonNode json, String member) {
        return json.field(member).map(JsonNode::text).orElse("");
    }

    private EcsLocalException damaged(@Nullable String why, @Nullable Throwable cause) {
        return new EcsLocalException(
                "the journal " + file + " is damaged: " + why
                        + "; it was left as it is. Put a copy of it back; or move or "
                        + "delete it, to go on from " + StateFile.WHOLE
                        + " without all that was changed since that was "
                        + "written; or both, to begin anew",
                cause);
    }
}
