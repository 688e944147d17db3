package io.github.ecsmaven.deployer.radosgw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs in a folder, with an end.
 *
 * @param folder where they run; their standard error goes to its {@code commands.log}
 * @param environment variables besides this process's own
 */
record CommandLine(Path folder, Map<String, String> environment) {

    /** Standard output of a program that ended well and in time. */
    Optional<String> output(Duration limit, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        try {
            Process process;
            try {
                process = builder(command, folder.resolve("commands.log"))
                        .redirectOutput(output.toFile())
                        .start();
            } catch (IOException noSuchProgram) {
                return Optional.empty();
            }
            process.getOutputStream().close();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(Files.readString(output, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Starts a program that stays; its output goes to a log of that name. */
    Process start(String log, List<String> command) throws IOException {
        Path file = folder.resolve(log);
        Process process = builder(command, file)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
                .start();
        process.getOutputStream().close();
        return process;
    }

    private ProcessBuilder builder(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder;
    }
}
