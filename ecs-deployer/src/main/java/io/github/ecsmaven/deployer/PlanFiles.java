package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.plan.SavedPlan;
import io.github.ecsmaven.deployer.plan.SavedPlanReader;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Plans on disk. */
final class PlanFiles {
    /** The largest plan of a task definition of 64 KiB is well below. */
    private static final int LARGEST = 8 * 1024 * 1024;

    private PlanFiles() {}

    /**
     * Reads a saved plan that may be anything.
     *
     * @throws UserException where it cannot be read, or is none
     */
    static SavedPlan read(Path file) {
        byte[] content;
        try (InputStream stream = Files.newInputStream(file)) {
            content = stream.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw unreadable(
                    file,
                    e instanceof NoSuchFileException
                            ? "there is no such file"
                            : Files.isDirectory(file)
                                    ? "it is a folder"
                                    : e.getClass().getSimpleName());
        }
        if (content.length > LARGEST) {
            throw unreadable(file, "it is larger than any plan");
        }
        try {
            return new SavedPlanReader(file.toString())
                    .read(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is no text in UTF-8");
        }
    }

    /**
     * Writes a text, and the folders that it is in; whoever reads meanwhile sees all of it or what was there before.
     *
     * @throws EnvironmentException where that cannot be done
     */
    static void write(Path file, String text) {
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            Path folder = beside.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                Files.writeString(beside, text, StandardOpenOption.CREATE_NEW);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new EnvironmentException(new Explanation(
                    "The plan cannot be written",
                    file.toString(),
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "make room, or the folder writable; -Decs.out=FILE names another file"));
        }
    }

    private static UserException unreadable(Path file, String why) {
        return new UserException(new Explanation(
                "The saved plan cannot be read; nothing was written",
                file.toString(),
                why,
                "name the plan.json that mvn ecs:diff has written"));
    }
}
