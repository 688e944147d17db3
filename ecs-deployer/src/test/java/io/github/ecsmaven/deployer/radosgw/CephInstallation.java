package io.github.ecsmaven.deployer.radosgw;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Ceph comes from: {@code PATH}, else the packages of the distribution, which are unpacked below the given folder.
 * Nothing is installed: the machine stays as it is, and no service of the packages starts.
 */
final class CephInstallation {
    private static final List<String> PACKAGES = List.of("ceph-mon", "ceph-osd", "ceph-common", "radosgw");
    private static final List<String> PROGRAMS =
            List.of("monmaptool", "ceph-mon", "ceph-osd", "ceph", "radosgw", "radosgw-admin");
    private static final Duration LIST = Duration.ofMinutes(1);
    private static final Duration DOWNLOAD = Duration.ofMinutes(4);

    /** What an installation came to. */
    sealed interface Result {}

    /**
     * The programs are there.
     *
     * @param environment what they are run with
     * @param configuration lines of ceph.conf that say where Ceph's modules are, none where they are in their place
     */
    record Installed(Map<String, String> environment, List<String> configuration) implements Result {
        /** The file of a program. */
        String program(String name) {
            return find(environment.getOrDefault("PATH", System.getenv("PATH")), name)
                    .orElseThrow()
                    .toString();
        }
    }

    /** They are not, and why. */
    record Failed(String reason) implements Result {}

    private final Path root;
    private final Path archives;
    private final CommandLine commands;

    CephInstallation(Path folder) {
        this.root = folder.resolve("packages");
        this.archives = folder.resolve("archives");
        this.commands = new CommandLine(folder, Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"));
    }

    /** The programs of {@code PATH}, or those that an earlier run has unpacked, or those that this one unpacks. */
    Result find() throws IOException, InterruptedException {
        String path = System.getenv().getOrDefault("PATH", "");
        if (hasAll(path)) {
            return new Installed(Map.of(), List.of());
        }
        Installed unpacked = unpacked(path);
        Path complete = root.resolve("complete");
        if (!Files.exists(complete)) {
            Optional<String> failure = unpack();
            if (failure.isPresent()) {
                return new Failed(failure.get());
            }
            if (!hasAll(unpacked.environment().getOrDefault("PATH", ""))) {
                return new Failed("the packages of this distribution lack one of " + String.join(", ", PROGRAMS));
            }
            Files.createFile(complete);
        }
        return unpacked;
    }

    private Optional<String> unpack() throws IOException, InterruptedException {
        List<String> needed = needed();
        if (needed.isEmpty() && refreshed()) {
            needed = needed();
        }
        if (needed.isEmpty()) {
            return Optional.of("apt-get knows no packages " + String.join(", ", PACKAGES));
        }
        Files.createDirectories(archives);
        Files.createDirectories(root);
        List<String> download = new ArrayList<>(List.of("apt-get", "download"));
        download.addAll(needed);
        if (new CommandLine(archives, commands.environment())
                .output(DOWNLOAD, download)
                .isEmpty()) {
            return Optional.of("the packages of radosgw could not be downloaded; see archives/commands.log");
        }
        for (Path archive : archives()) {
            if (commands.output(LIST, List.of("dpkg-deb", "-x", archive.toString(), root.toString()))
                    .isEmpty()) {
                return Optional.of(archive.getFileName() + " could not be unpacked; see commands.log");
            }
            Files.delete(archive);
        }
        return Optional.empty();
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(file -> file.toString().endsWith(".deb")).toList();
        }
    }

    /** The packages and what they need, as far as this machine lacks it; none where they cannot be had. */
    private List<String> needed() throws IOException, InterruptedException {
        List<String> simulation =
                new ArrayList<>(List.of("apt-get", "install", "--simulate", "--no-install-recommends"));
        simulation.addAll(PACKAGES);
        return commands.output(LIST, simulation).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Inst "))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    /** Whether the lists of packages could be renewed, which only root may. */
    private boolean refreshed() throws IOException, InterruptedException {
        return commands.output(LIST, List.of("apt-get", "update")).isPresent()
                || commands.output(LIST, List.of("sudo", "-n", "apt-get", "update"))
                        .isPresent();
    }

    private Installed unpacked(String path) throws IOException, InterruptedException {
        Path usr = root.resolve("usr");
        String triplet = commands.output(LIST, List.of("dpkg-architecture", "-qDEB_HOST_MULTIARCH"))
                .or(() -> Optional.of(
                        System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu"))
                .get()
                .strip();
        Path libraries = usr.resolve("lib").resolve(triplet);
        return new Installed(
                Map.of(
                        "PATH",
                        joined(usr.resolve("bin"), usr.resolve("sbin")) + File.pathSeparator + path,
                        "LD_LIBRARY_PATH",
                        joined(
                                libraries,
                                libraries.resolve("ceph"),
                                root.resolve("lib").resolve(triplet)),
                        "PYTHONPATH",
                        usr.resolve("lib/python3/dist-packages").toString()),
                List.of(
                        "plugin dir = " + libraries.resolve("ceph"),
                        "erasure code dir = " + libraries.resolve("ceph/erasure-code"),
                        "osd class dir = " + libraries.resolve("rados-classes")));
    }

    private static boolean hasAll(String path) {
        return PROGRAMS.stream().allMatch(program -> find(path, program).isPresent());
    }

    private static Optional<Path> find(String path, String program) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String joined(Path... folders) {
        return String.join(
                File.pathSeparator, Arrays.stream(folders).map(Path::toString).toList());
    }
}
