package io.github.ecsmaven.local.state;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;

/**
 * The whole state as {@code state.json} has it: a JSON object with a member for each section, whose last member is the
 * checksum of all before it. Version 1 had no checksum, identifier and journal.
 *
 * @param version of its form
 * @param id what its journal names it by; empty in version 1
 * @param replaces the identifier of the whole state before it, whose journal it has in it; empty for none
 * @param sections by name
 */
record StateDocument(int version, String id, String replaces, Map<String, JsonNode> sections) {
    static final int VERSION = 2;

    private static final String FORMAT = "ecs-local";
    private static final String CHECKSUM = ",\"checksum\":\"";
    private static final Pattern END = Pattern.compile(Pattern.quote(CHECKSUM) + "([0-9a-f]{8})\"}\n");
    private static final int END_LENGTH = CHECKSUM.length() + 8 + "\"}\n".length();

    /** Writes one of the current version. */
    static void write(OutputStream stream, String id, String replaces, List<StateSection> sections) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
        text(
                checked,
                "{\"format\":\"" + FORMAT + "\",\"version\":" + VERSION + ",\"id\":\"" + id + "\",\"replaces\":\""
                        + replaces + "\"");
        for (StateSection section : sections) {
            text(checked, ",\"" + section.name() + "\":");
            try (JsonWriter json = JsonStream.on(checked)) {
                section.write(json);
            }
        }
        text(stream, CHECKSUM + "%08x".formatted(checked.getChecksum().getValue()) + "\"}\n");
    }

    private static void text(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a file.
     *
     * @throws EcsLocalException when it is damaged or of a version that is not known here
     */
    static StateDocument read(Path file) {
        byte[] bytes = bytes(file);
        Map<String, JsonNode> members = new HashMap<>(parsed(file, bytes));
        JsonNode format = members.remove("format");
        if (format == null || !format.isString() || !format.asString().equals(FORMAT)) {
            throw damaged(file, "it does not say that it is ecs-local's", null);
        }
        int version = version(file, members.remove("version"));
        if (version == 1) {
            return new StateDocument(version, "", "", members);
        }
        requireChecksum(file, bytes);
        members.remove("checksum");
        return new StateDocument(
                version,
                text(file, members.remove("id"), "id"),
                text(file, members.remove("replaces"), "replaces"),
                members);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new EcsLocalException("the state file " + file + " cannot be read: " + e, e);
        }
    }

    private static Map<String, JsonNode> parsed(Path file, byte[] bytes) {
        if (bytes.length == 0) {
            throw damaged(file, "it is empty", null);
        }
        JsonNode json;
        try {
            json = SlicedJson.parse(bytes);
        } catch (RuntimeException e) {
            throw damaged(file, "it is not JSON" + place(e), e);
        }
        if (!json.isObject()) {
            throw damaged(file, "it is not a JSON object", null);
        }
        return json.asObject();
    }

    /** The parser's own message would quote the file, which has secrets in it. */
    private static String place(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
                return " at byte " + json.getLocation().getByteOffset();
            }
        }
        return "";
    }

    private static int version(Path file, @Nullable JsonNode version) {
        if (version == null || !version.isNumber() || !version.asNumber().matches("[1-9][0-9]{0,8}")) {
            throw damaged(file, "it has no version", null);
        }
        int number = Integer.parseInt(version.asNumber());
        if (number > VERSION) {
            throw newer(file, number);
        }
        return number;
    }

    private static void requireChecksum(Path file, byte[] bytes) {
        int begin = Math.max(0, bytes.length - END_LENGTH);
        Matcher end = END.matcher(new String(bytes, begin, bytes.length - begin, StandardCharsets.ISO_8859_1));
        if (!end.matches()) {
            throw damaged(file, "it does not end with its checksum, at byte " + begin, null);
        }
        if (!JournalLine.checksum(bytes, 0, begin).equals(end.group(1))) {
            throw damaged(file, "the bytes before byte " + begin + " do not fit the checksum there", null);
        }
    }

    private static String text(Path file, @Nullable JsonNode member, String name) {
        if (member == null || !member.isString()) {
            throw damaged(file, "it has no " + name, null);
        }
        return member.asString();
    }

    static EcsLocalException newer(Path file, int version) {
        return new EcsLocalException(
                "the state file " + file + " has version " + version + ", and this ecs-local reads version " + VERSION
                        + " and older; it was left as it is. Use the ecs-local that wrote it, or, to begin anew, move or "
                        + "delete " + StateFile.WHOLE + " and " + StateFile.JOURNAL,
                null);
    }

    static EcsLocalException damaged(Path file, String why, @Nullable Throwable cause) {
        return new EcsLocalException(
                "the state file " + file + " is damaged: " + why + "; it was left as it is. Put a copy of it back, or, "
                        + "to begin anew, move or delete " + StateFile.WHOLE + " and " + StateFile.JOURNAL,
                cause);
    }
}
