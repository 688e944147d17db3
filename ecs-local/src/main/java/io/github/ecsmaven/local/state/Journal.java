package io.github.ecsmaven.local.state;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * What has changed since the state was last written whole, in {@link JournalLine}s that are only ever added at the end.
 * The first names the whole state that the others are to be done to.
 */
final class Journal implements AutoCloseable {
    static final String FORMAT = "ecs-local journal";

    private final Path file;
    private @Nullable FileChannel channel;
    private long length;

    /** The journal of a directory, which need not be there. */
    Journal(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** How many bytes it has. */
    long length() {
        return length;
    }

    /** Goes on where the file ends, after it was read. */
    void goOn(long lengthNow) {
        length = lengthNow;
    }

    /** Whether it still is where it was written: somebody may have taken the file away meanwhile. */
    boolean isThere() {
        try {
            return length == 0 || Files.size(file) >= length;
        } catch (IOException goneOrOutOfReach) {
            return false;
        }
    }

    /**
     * Adds an entry. The bytes are with the operating system when this returns, so the end of this process, of whatever
     * kind, does not undo it.
     *
     * @param state the identifier of the whole state that it follows, for the first entry
     * @throws IOException when that fails; what was begun of the entry is then not part of the journal
     */
    void append(String state, byte[] json) throws IOException {
        byte[] line = JournalLine.of(json);
        if (length == 0) {
            byte[] first = JournalLine.of(header(state));
            line = ByteBuffer.allocate(first.length + line.length)
                    .put(first)
                    .put(line)
                    .array();
        }
        try {
            write(open(), line);
        } catch (IOException e) {
            // An interrupt closes the channel; the next entry opens another.
            closeChannel();
            throw e;
        }
        length += line.length;
    }

    private void write(FileChannel out, byte[] line) throws IOException {
        if (out.size() > length) {
            // What was begun of an entry that then failed: another one must not stand behind it.
            out.truncate(length);
        }
        ByteBuffer rest = ByteBuffer.wrap(line);
        while (rest.hasRemaining()) {
            out.write(rest, length + rest.position());
        }
    }

    /** Ends it: all it holds is in the whole state now. */
    void discard() throws IOException {
        closeChannel();
        Files.deleteIfExists(file);
        length = 0;
    }

    @Override
    public void close() {
        try {
            closeChannel();
        } catch (IOException e) {
            throw new EcsLocalException("the journal " + file + " cannot be closed: " + e, e);
        }
    }

    private void closeChannel() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = OwnerOnlyFile.open(file, StandardOpenOption.CREATE);
            channel = open;
        }
        return open;
    }

    private static byte[] header(String state) {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("format").writeValue(FORMAT);
        json.writeFieldName("version").writeValue(StateDocument.VERSION);
        json.writeFieldName("follows").writeValue(state);
        json.writeEndObject();
        return json.getBytes();
    }
}
