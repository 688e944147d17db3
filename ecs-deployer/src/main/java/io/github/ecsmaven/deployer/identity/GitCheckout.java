package io.github.ecsmaven.deployer.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the checkout around a folder says of itself, from {@code .git/HEAD} and what it refers to: enough to know branch and
 * commit, without a git library. Source: gitrepository-layout(5).
 */
public final class GitCheckout {
    private static final String REFERENCE = "ref: ";
    private static final String BRANCH = "ref: refs/heads/";
    /** What git writes where it keeps branches in another format. */
    private static final String ELSEWHERE = ".invalid";

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private final Path start;

    /** @param start a folder inside the checkout */
    public GitCheckout(Path start) {
        this.start = start.toAbsolutePath();
    }

    /** The branch that is checked out; empty where there is no checkout, or a commit is checked out by its id. */
    public Optional<String> branch() {
        return head().filter(text -> text.startsWith(BRANCH))
                .map(text -> text.substring(BRANCH.length()))
                .filter(name -> !name.equals(ELSEWHERE));
    }

    /** The id of the commit that is checked out; empty where there is no checkout, or no commit yet. */
    public Optional<String> commit() {
        return head().flatMap(text -> text.startsWith(REFERENCE)
                        ? folder().flatMap(git -> commitOf(git, text.substring(REFERENCE.length())))
                        : Optional.of(text))
                .filter(id -> COMMIT.matcher(id).matches());
    }

    private Optional<String> head() {
        return folder().flatMap(git -> read(git.resolve("HEAD"), ""));
    }

    /** The folder of git's files for this checkout. */
    private Optional<Path> folder() {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path git = folder.resolve(".git");
            if (Files.exists(git)) {
                return Optional.of(Files.isDirectory(git) ? git : worktree(folder, git));
            }
        }
        return Optional.empty();
    }

    /** In a linked worktree {@code .git} is a file that names the real folder. */
    private static Path worktree(Path folder, Path file) {
        String prefix = "gitdir: ";
        return read(file, prefix).map(folder::resolve).orElse(file);
    }

    /** A branch has a file of its own, or a line in one file for many; linked worktrees share both. */
    private static Optional<String> commitOf(Path git, String reference) {
        Path shared = read(git.resolve("commondir"), "").map(git::resolve).orElse(git);
        return read(shared.resolve(reference), "").or(() -> packed(shared.resolve("packed-refs"), reference));
    }

    private static Optional<String> packed(Path file, String reference) {
        return read(file, "")
                .flatMap(text -> text.lines()
                        .filter(line -> line.endsWith(" " + reference))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .findFirst());
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
