package io.github.ecsmaven.deployer.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a program without a shell, with the environment of this process and nothing to read. What it writes is kept in
 * memory alone.
 */
final class Program {
    private static final int LARGEST = 200_000;

    private final List<String> command;
    private final Path directory;

    /** @param command the program and its arguments */
    Program(List<String> command, Path directory) {
        this.command = List.copyOf(command);
        this.directory = directory;
    }

    /**
     * What a program left.
     *
     * @param status 0 where it succeeded
     * @param output what it wrote on standard output
     * @param errors what it wrote on standard error
     */
    record Result(int status, String output, String errors) {
        @Override
        public String toString() {
            return "Result[" + status + ", " + output.length() + " characters]";
        }
    }

    /**
     * Waits for its end.
     *
     * @param timeout after which it is ended, and all that it started
     * @throws IOException where it cannot be started or read
     * @throws TimeoutException where it takes longer
     * @throws InterruptedException where this thread is interrupted; the program is ended
     */
    Result run(Duration timeout) throws IOException, TimeoutException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        Process process =
                new ProcessBuilder(command).directory(directory.toFile()).start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> output = reading(process.getInputStream());
            CompletableFuture<String> errors = reading(process.getErrorStream());
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Result(process.exitValue(), text(output, end), text(errors, end));
        } finally {
            end(process);
        }
    }

    /** Both streams at once: a program that fills the one that is not read would wait for ever. */
    private static CompletableFuture<String> reading(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        byte[] read = stream.readNBytes(LARGEST);
                        stream.transferTo(java.io.OutputStream.nullOutputStream());
                        text.complete(new String(read, StandardCharsets.UTF_8));
                    } catch (IOException | UncheckedIOException e) {
                        text.completeExceptionally(e);
                    }
                },
                "token program");
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    /** A program that it started may hold the stream open after its end. */
    private static String text(CompletableFuture<String> text, long end)
            throws IOException, TimeoutException, InterruptedException {
        try {
            return text.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
