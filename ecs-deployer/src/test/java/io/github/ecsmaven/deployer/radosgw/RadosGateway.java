package io.github.ecsmaven.deployer.radosgw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * A Ceph cluster of one monitor and one store in memory, and its gateway with S3, IAM and STS, all on loopback. One user
 * owns everything, in a tenant whose name is an account's number, so that ARNs are as in AWS. See
 * <a href="https://docs.ceph.com/en/pacific/radosgw/STS/">STS in Ceph</a>.
 */
final class RadosGateway implements AutoCloseable {
    private static final String USER = "client.rgw";
    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final CephInstallation.Installed ceph;
    private final Path folder;
    private final CommandLine commands;
    private final List<Process> processes = new ArrayList<>();
    private final Thread atExit;
    private final int monitorPort;
    private final URI endpoint;

    private RadosGateway(CephInstallation.Installed ceph, Path folder) throws IOException {
        this.ceph = ceph;
        this.folder = folder;
        this.commands = new CommandLine(folder, ceph.environment());
        this.monitorPort = freePort();
        this.endpoint = URI.create("http://127.0.0.1:" + freePort());
        this.atExit = new Thread(() -> processes.forEach(Process::destroyForcibly), "radosgw-at-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param folder an empty one
     * @throws IOException when one of its parts does not come up, with the log to look at
     */
    static RadosGateway start(CephInstallation.Installed ceph, Path folder, String account, AwsBasicCredentials owner)
            throws IOException, InterruptedException {
        RadosGateway gateway = new RadosGateway(ceph, folder);
        try {
            gateway.startStore();
            gateway.startGateway();
            gateway.createOwner(account, owner);
            return gateway;
        } catch (IOException | InterruptedException e) {
            gateway.close();
            throw e;
        }
    }

    /** Where S3, IAM and STS answer: {@code http://127.0.0.1:PORT}. */
    URI endpoint() {
        return endpoint;
    }

    /** Ends the processes that this object started, the last one first, and waits for them. */
    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            process.destroy();
            try {
                process.onExit().orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join();
            } catch (CompletionException tooLate) {
                process.destroyForcibly();
            }
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void startStore() throws IOException, InterruptedException {
        UUID cluster = UUID.randomUUID();
        UUID store = UUID.randomUUID();
        Files.createDirectories(folder.resolve("mon"));
        Files.createDirectories(folder.resolve("osd"));
        Files.createDirectories(folder.resolve("crash"));
        Files.writeString(configuration(), configuration(cluster));
        run(
                "monmaptool",
                "--create",
                "--addv",
                "a",
                "[v1:127.0.0.1:" + monitorPort + "]",
                "--fsid",
                "" + cluster,
                "monmap");
        run("ceph-mon", "--conf", "" + configuration(), "-i", "a", "--mkfs", "--monmap", "monmap");
        launch("ceph-mon", "-i", "a");
        run("ceph", "--conf", "" + configuration(), "--connect-timeout", "30", "osd", "new", "" + store);
        run(
                "ceph-osd",
                "--conf",
                "" + configuration(),
                "-i",
                "0",
                "--mkfs",
                "--osd-uuid",
                "" + store,
                "--no-mon-config");
        launch("ceph-osd", "-i", "0");
    }

    private void startGateway() throws IOException, InterruptedException {
        Process gateway = launch("radosgw", "-n", USER);
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest question =
                HttpRequest.newBuilder(endpoint).timeout(Duration.ofSeconds(10)).build();
        long deadline = System.nanoTime() + START.toNanos();
        // The pause between two questions is the wait for the process to end early.
        while (System.nanoTime() < deadline && !gateway.waitFor(100, TimeUnit.MILLISECONDS)) {
            if (!processes.stream().allMatch(Process::isAlive)) {
                throw new IOException("a part of Ceph has ended early; see cluster/*.out");
            }
            try {
                if (client.send(question, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                continue;
            }
        }
        throw new IOException("radosgw did not answer; see cluster/*.out");
    }

    private void createOwner(String account, AwsBasicCredentials owner) throws IOException, InterruptedException {
        run(
                "radosgw-admin",
                "--conf",
                configuration().toString(),
                "-n",
                USER,
                "user",
                "create",
                "--tenant",
                account,
                "--uid",
                "owner",
                "--display-name",
                "owner",
                "--access-key",
                owner.accessKeyId(),
                "--secret-key",
                owner.secretAccessKey(),
                "--caps",
                "roles=*;oidc-provider=*");
    }

    private Path configuration() {
        return folder.resolve("ceph.conf");
    }

    private String configuration(UUID cluster) {
        return """
                [global]
                fsid = %1$s
                mon host = v1:127.0.0.1:%3$d
                public addr = 127.0.0.1
                cluster addr = 127.0.0.1
                ms bind msgr2 = false
                auth cluster required = none
                auth service required = none
                auth client required = none
                run dir = %2$s
                admin socket =
                pid file =
                crash dir = %2$s/crash
                log file = %2$s/$type.log
                mon cluster log file = %2$s/cluster.log
                mon data avail warn = 0
                mon data avail crit = 0
                osd pool default size = 1
                osd pool default min size = 1
                osd pool default pg num = 1
                osd pool default pgp num = 1
                osd pool default pg autoscale mode = off
                osd crush chooseleaf type = 0
                mon allow pool size one = true
                mon max pg per osd = 1000
                %4$s
                [mon.a]
                mon data = %2$s/mon
                [osd.0]
                osd objectstore = memstore
                osd data = %2$s/osd
                memstore device bytes = 268435456
                [%5$s]
                rgw frontends = beast endpoint=127.0.0.1:%6$d
                rgw sts key = %7$s
                rgw s3 auth use sts = true
                rgw enable apis = s3, sts, iam
                debug rgw = 10
                """.formatted(
                        cluster,
                        folder,
                        monitorPort,
                        String.join("\n", ceph.configuration()),
                        USER,
                        endpoint.getPort(),
                        UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    }

    private Process launch(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ceph.program(program), "-f", "--conf", configuration().toString()));
        command.addAll(List.of(arguments));
        Process process = commands.start(program + ".out", command);
        processes.add(process);
        return process;
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ceph.program(program)));
        command.addAll(List.of(arguments));
        if (commands.output(COMMAND, command).isEmpty()) {
            throw new IOException(program + " failed; see cluster/commands.log");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
