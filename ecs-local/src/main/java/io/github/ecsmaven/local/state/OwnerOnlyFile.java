package io.github.ecsmaven.local.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that hold keys: readable by their owner alone where the file system knows owners. */
public final class OwnerOnlyFile {
    private static final int BUFFER_BYTES = 64 * 1024;

    private OwnerOnlyFile() {}

    /** What goes into a file. */
    interface Content {
        /** Writes all of it; must not close the stream. */
        void write(OutputStream stream) throws IOException;
    }

    /**
     * Puts the file in its place whole, or not at all: written beside it, forced to the disk, and swapped in.
     *
     * @throws IOException when that fails; what was there before is then still there
     */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, stream -> stream.write(content));
    }

    /** As the other one, for content that is better not kept in memory. */
    static void replace(Path file, Content content) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(file + " is not the name of a file");
        }
        Path beside = directory.resolve(file.getFileName() + ".tmp");
        Files.deleteIfExists(beside);
        try (FileChannel channel = open(beside, StandardOpenOption.CREATE_NEW)) {
            OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            content.write(stream);
            stream.flush();
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Opens a file to be written to. */
    static FileChannel open(Path file, StandardOpenOption creation) throws IOException {
        return FileChannel.open(file, Set.of(creation, StandardOpenOption.WRITE), ownerOnly(file.getFileSystem()));
    }

    private static FileAttribute<?>[] ownerOnly(FileSystem fileSystem) {
        if (!fileSystem.supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
