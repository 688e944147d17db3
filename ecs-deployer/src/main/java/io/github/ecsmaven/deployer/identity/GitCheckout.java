package io.github.ecsmaven.deployer.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the checkout around a folder says of itself, from {@code .git/HEAD} alone: enough to know the branch on a person's
 * machine, without a git library. Source: gitrepository-layout(5).
 */
public final class GitCheckout {
    private static final String BRANCH = "ref: refs/heads/";

    private final Path start;

    /** @param start a folder inside the checkout */
    public GitCheckout(Path start) {
        this.start = start.toAbsolutePath();
    }

    /** The branch that is checked out; empty where there is no checkout, or a commit is checked out by its id. */
    public Optional<String> branch() {
        return head().filter(text -> text.startsWith(BRANCH)).map(text -> text.substring(BRANCH.length()));
    }

    private Optional<String> head() {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path git = folder.resolve(".git");
            if (Files.exists(git)) {
                return read(Files.isDirectory(git) ? git : worktree(folder, git));
            }
        }
        return Optional.empty();
    }

    /** In a linked worktree {@code .git} is a file that names the real folder. */
    private static Path worktree(Path folder, Path file) {
        String prefix = "gitdir: ";
        return read(file, prefix).map(folder::resolve).orElse(file);
    }

    private static Optional<String> read(Path git) {
        return read(git.resolve("HEAD"), "");
    }

    private static Optional<String> read(Path file, String prefix) {
        try {
            String text = Files.readString(file).strip();
            return text.startsWith(prefix) ? Optional.of(text.substring(prefix.length())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
