package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.local.EcsLocal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;

/** ecs-local in a JVM of its own. It ends when its standard input does. */
public final class ServerProcess {
    private ServerProcess() {}

    /**
     * Starts, prints endpoint and token, and waits.
     *
     * @param arguments the state directory
     */
    public static void main(String[] arguments) throws IOException {
        try (EcsLocal local = EcsLocal.start(LocalAccess.settings(Path.of(arguments[0])))) {
            System.out.println(local.endpoint());
            System.out.println(local.mint(LocalAccess.TOKEN));
            int end = System.in.read();
            if (end >= 0) {
                throw new IllegalStateException("the end of the input is awaited, not " + end);
            }
        }
    }

    /** Nanoseconds from launching a JVM to the first answer that a client, which is warm, has from it. */
    static long launchToFirstAnswer(LocalAccess access, Path directory) {
        long begin = System.nanoTime();
        try {
            Process process = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ServerProcess.class.getName(),
                            directory.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                    EcsClient ecs = access.ecs(URI.create(line(lines)), line(lines))) {
                ecs.listTaskDefinitions();
                return System.nanoTime() - begin;
            } finally {
                process.getOutputStream().close();
                process.onExit().join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IllegalStateException("ecs-local has ended before it answered; what it said is above");
        }
        return line;
    }
}
