package io.github.ecsmaven.descriptor.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file as it lies on disk: its bytes, and the name under which messages speak of it. Immutable. */
public final class SourceFile {
    private final String displayName;
    private final byte[] content;

    private SourceFile(String displayName, byte[] content) {
        this.displayName = displayName;
        this.content = content;
    }

    /**
     * A file that is held in memory.
     *
     * @param displayName as the user would name it, relative to the project where it lies inside it
     */
    public static SourceFile of(String displayName, byte[] content) {
        return new SourceFile(displayName, content.clone());
    }

    /**
     * Reads a file from disk; not more of it than is needed to say that it is too large.
     *
     * @throws IOException when it cannot be read
     */
    public static SourceFile load(String displayName, Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return read(displayName, in);
        }
    }

    /**
     * Reads a file from a stream, which stays open; not more of it than is needed to say that it is too large.
     *
     * @throws IOException when it cannot be read
     */
    public static SourceFile read(String displayName, InputStream in) throws IOException {
        return new SourceFile(displayName, in.readNBytes(SourceDocument.MAX_BYTES + 1));
    }

    /** The same content under another name. */
    public SourceFile named(String other) {
        return new SourceFile(other, content);
    }

    /** How large it is, in bytes, as far as it was read. */
    public int size() {
        return content.length;
    }

    /** The name under which messages speak of it. */
    public String displayName() {
        return displayName;
    }

    /** Its bytes: a copy. */
    public byte[] content() {
        return content.clone();
    }
}
