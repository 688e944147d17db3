package io.github.ecsmaven.descriptor.imported;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A descriptor made from what runs or from another tool's files.
 *
 * @param name the deployment's name, and so of its file: the service's, else the family's
 * @param text its YAML
 * @param notes what could not be carried over or needs a look, one sentence each; also in the text as comments
 */
public record ImportedDescriptor(String name, String text, List<String> notes) {
    public ImportedDescriptor {
        notes = List.copyOf(notes);
    }

    /** What to do where the file is there already. */
    public enum Existing {
        KEEP,
        REPLACE
    }

    /**
     * Writes it, whole or not at all, with the folders that are missing.
     *
     * @throws FileAlreadyExistsException where there is a file and it is to be kept
     * @throws IOException where it cannot be written
     */
    public void write(Path file, Existing existing) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        if (existing == Existing.KEEP && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.createDirectories(folder);
        Path whole = folder.resolve(file.getFileName() + ".part");
        try {
            Files.writeString(whole, text);
            if (existing == Existing.REPLACE) {
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(whole, file);
            }
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
