package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A process that is killed at any moment has kept everything that it had answered, and nothing half. The system
 * properties {@code ecs-local.kills} and {@code ecs-local.killSeed} ask for more and for other ones.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("ecs-local.kills", 8);
    private static final long SEED = Long.getLong("ecs-local.killSeed", 20260301);

    @TempDir
    private Path directory;

    private @Nullable Credentials credentials;

    @Test
    void whatWasAnsweredIsThereAfterAnyKillAndNothingIsThereByHalf() throws Exception {
        Random random = new Random(SEED);
        AnsweredWrites writes = new AnsweredWrites(SEED);
        Map<String, String> unanswered = new TreeMap<>();
        List<String> describedBefore = List.of();
        for (int kill = 0; kill <= KILLS; kill++) {
            try (Child child = new Child()) {
                requireKept(child.clients(), writes.answered(), unanswered);
                if (!describedBefore.isEmpty()) {
                    assertThat(AnsweredWrites.described(child.clients())).isEqualTo(describedBefore);
                }
                describedBefore = List.of();
                if (random.nextBoolean()) {
                    child.advanceClock(random.nextInt(3000));
                }
                if (random.nextInt(3) == 0) {
                    for (int i = 0; i < 5; i++) {
                        writes.write(child.clients());
                    }
                    describedBefore = AnsweredWrites.described(child.clients());
                    child.kill();
                } else {
                    writeUntilKilled(child, writes, 20 + random.nextInt(700));
                }
                unanswered.clear();
                unanswered.putAll(writes.pending());
            }
        }
        assertThat(writes.answered()).hasSizeGreaterThan(KILLS);
    }

    private static void writeUntilKilled(Child child, AnsweredWrites writes, int millis) throws Exception {
        CompletableFuture<Void> killed = CompletableFuture.runAsync(
                child::kill, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        try {
            while (true) {
                writes.write(child.clients());
            }
        } catch (SdkClientException goneInTheMidstOfIt) {
            killed.get(30, TimeUnit.SECONDS);
        }
    }

    /** What was not answered may be there, whole; from then on it must stay. */
    private static void requireKept(
            ServiceClients clients, Map<String, String> answered, Map<String, String> unanswered) {
        Map<String, String> found = AnsweredWrites.found(clients);
        unanswered.forEach((name, value) -> {
            if (value.equals(found.get(name))) {
                answered.put(name, value);
            }
        });
        assertThat(found).containsAllEntriesOf(answered);
        found.keySet().removeAll(answered.keySet());
        found.remove("cluster default");
        assertThat(found).as("nothing that nobody has written").isEmpty();
    }

    private final class Child implements AutoCloseable {
        private final Process process;
        private final URI endpoint;
        private final ServiceClients clients;

        Child() throws Exception {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xshare:auto",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledEcsLocal.class.getName(),
                            directory.toString())
                    .redirectError(directory.resolve("child.log").toFile())
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            assertThat(line).as("it has started; else see child.log").isNotNull();
            String[] words = line.split(" ");
            endpoint = URI.create(words[0]);
            Credentials session = credentials;
            if (session == null) {
                session = assume(words[1]);
                credentials = session;
            }
            clients = ServiceClients.of(endpoint, session);
        }

        private Credentials assume(String token) {
            try (StsClient sts = StsClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build()) {
                return sts.assumeRoleWithWebIdentity(
                                EcsLocalFixture.request(token).build())
                        .credentials();
            }
        }

        ServiceClients clients() {
            return clients;
        }

        void advanceClock(int millis) throws Exception {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(endpoint.resolve("/_ecs-local/clock"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"advance\":\"PT" + millis / 1000 + "."
                                            + "%03d".formatted(millis % 1000) + "S\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }

        void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
            clients.close();
        }
    }
}
