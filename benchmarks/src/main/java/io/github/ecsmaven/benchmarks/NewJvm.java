package io.github.ecsmaven.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A JVM of its own for a benchmark that is about the first time. */
final class NewJvm {
    private NewJvm() {}

    /** Runs a class that prints how many nanoseconds it took, and nothing before that. */
    static long nanos(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                int exit = process.onExit().join().exitValue();
                if (line == null || exit != 0) {
                    throw new IllegalStateException(String.format(
                            Locale.ROOT, "%s has failed (%d); what it said is above", arguments.get(0), exit));
                }
                return Long.parseLong(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
