package io.github.ecsmaven.local.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A virtual environment of this build's own that holds the clients, in the versions that were tried. */
final class PythonEnvironment {
    private static final List<String> PACKAGES = List.of("awscli==1.46.2", "boto3==1.44.5", "botocore==1.44.5");
    private static final Duration CREATE = Duration.ofMinutes(2);
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);

    private final Path folder;
    private final Path environment;
    private final Path log;

    /** What an installation came to. */
    sealed interface Result {}

    /** The clients are there. */
    record Installed(PythonEnvironment environment) implements Result {}

    /** They are not, and why. */
    record Failed(String reason) implements Result {}

    private PythonEnvironment(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.environment = this.folder.resolve("clients-venv");
        this.log = this.folder.resolve("clients-install.log");
    }

    /** Makes the virtual environment below a folder, unless an earlier run has made it. */
    static Result install(Path folder) throws IOException, InterruptedException {
        PythonEnvironment made = new PythonEnvironment(folder);
        Path complete = made.environment.resolve("complete");
        if (Files.exists(complete) && Files.readAllLines(complete).equals(PACKAGES)) {
            return new Installed(made);
        }
        Files.createDirectories(folder);
        if (!made.succeeds(CREATE, List.of("python3", "-m", "venv", "--clear", made.environment.toString()))) {
            return new Failed("no Python virtual environment could be made; see clients-install.log");
        }
        List<String> install = new ArrayList<>(
                List.of(made.program("python").toString(), "-m", "pip", "install", "--no-input", "--quiet"));
        install.addAll(PACKAGES);
        if (!made.succeeds(DOWNLOAD, install)) {
            return new Failed(String.join(", ", PACKAGES) + " could not be installed; see clients-install.log");
        }
        Files.write(complete, PACKAGES);
        return new Installed(made);
    }

    Path program(String name) {
        return environment.resolve("bin").resolve(name);
    }

    /** A service's model as botocore has it, of the service's latest version. */
    ServiceModel model(String service) throws IOException {
        try (Stream<Path> files = Files.walk(environment.resolve("lib"))) {
            Path latest = files.filter(
                            file -> file.getFileName().toString().equals("service-2.json.gz") && isOf(service, file))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("botocore has no model of " + service));
            return ServiceModel.read(service, latest);
        }
    }

    /** {@code …/botocore/data/SERVICE/VERSION/service-2.json.gz}. */
    private static boolean isOf(String service, Path file) {
        Path ofService = file.getParent().getParent();
        return ofService.endsWith(Path.of("site-packages", "botocore", "data", service));
    }

    /**
     * Runs a Python program with these environment variables and {@code PATH} alone, so that no other account is reached.
     *
     * @return its exit code and what it printed
     */
    Run run(List<String> arguments, Map<String, String> variables, Duration limit)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("python").toString()));
        command.addAll(arguments);
        Path output = folder.resolve("clients.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        String path = builder.environment().getOrDefault("PATH", "");
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("PATH", path);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        boolean good = ended(builder.start(), limit);
        return new Run(good, Files.readString(output));
    }

    /** How a program ended. */
    record Run(boolean succeeded, String output) {}

    private boolean succeeds(Duration limit, List<String> command) throws IOException, InterruptedException {
        try {
            return ended(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    limit);
        } catch (IOException noSuchProgram) {
            Files.writeString(log, noSuchProgram.getMessage() + "\n");
            return false;
        }
    }

    private static boolean ended(Process process, Duration limit) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            return process.exitValue() == 0;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return false;
    }
}
