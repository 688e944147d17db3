package io.github.ecsmaven.deployer.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a program without a shell, with the environment of this process and nothing to read. What it writes is kept in
 * memory alone.
 */
final class Program {
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
        Process process =
                new ProcessBuilder(command).directory(directory.toFile()).start();
        try {
            process.getOutputStream().close();
            OutputReader output = OutputReader.of(process.getInputStream());
            OutputReader errors = OutputReader.of(process.getErrorStream());
            if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Result(process.exitValue(), output.text(), errors.text());
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
