package io.github.ecsmaven.deployer.moto;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where moto comes from: {@code PATH}, or a virtual environment of this build's own. */
final class MotoInstallation {
    /** The version that moto-lacks.tsv was written against. */
    private static final String PACKAGE = "moto[server]==5.2.1";

    private static final Duration CREATE = Duration.ofMinutes(2);
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);

    /** What an installation came to. */
    sealed interface Result {}

    /** The program is there. */
    record Installed(Path program) implements Result {}

    /** It is not, and why. */
    record Failed(String reason) implements Result {}

    private final Path folder;
    private final Path environment;

    MotoInstallation(Path folder) {
        this.folder = folder;
        this.environment = folder.resolve("moto-venv").toAbsolutePath();
    }

    /** The first {@code moto_server} on {@code PATH}, if any. */
    List<Path> onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, "moto_server"))
                .filter(Files::isExecutable)
                .limit(1)
                .toList();
    }

    /** Makes the virtual environment, unless an earlier run has made it. */
    Result install() throws IOException, InterruptedException {
        Path program = environment.resolve("bin").resolve("moto_server");
        if (Files.isExecutable(program)) {
            return new Installed(program);
        }
        Files.createDirectories(folder);
        if (!succeeds(CREATE, "python3", "-m", "venv", environment.toString())) {
            return new Failed("no Python virtual environment could be made; see moto-install.log");
        }
        String python = environment.resolve("bin").resolve("python").toString();
        if (!succeeds(DOWNLOAD, python, "-m", "pip", "install", "--no-input", "--quiet", PACKAGE)) {
            return new Failed(PACKAGE + " could not be installed; see moto-install.log");
        }
        return Files.isExecutable(program)
                ? new Installed(program)
                : new Failed(PACKAGE + " brought no moto_server; see moto-install.log");
    }

    private boolean succeeds(Duration limit, String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("moto-install.log").toFile()))
                    .start();
        } catch (IOException noSuchProgram) {
            return false;
        }
        process.getOutputStream().close();
        if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            return process.exitValue() == 0;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return false;
    }
}
