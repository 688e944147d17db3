package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.state.WholePart;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The files of the state directory are, after every write, the whole state to the last digit. */
class JournalledStateTest {
    @TempDir
    private Path directory;

    private final SettableClock machine = new SettableClock(Instant.parse("2026-01-02T03:04:05.678Z"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCopyOfTheFilesAfterAnyWriteIsTheWholeState(long seed) throws Exception {
        Random random = new Random(seed);
        Path original = directory.resolve("original");
        List<AwsService> services = services(original);
        AnsweredWrites writes = new AnsweredWrites(seed);
        try (EcsLocal local = start(original, services);
                ServiceClients clients = ServiceClients.of(local.endpoint(), EcsLocalFixture.assume(local))) {
            for (int i = 0; i < 40; i++) {
                if (random.nextInt(4) == 0) {
                    machine.advance(Duration.ofMillis(random.nextInt(70_000)));
                }
                if (random.nextInt(3) == 0) {
                    AnsweredWrites.found(clients);
                }
                int before = writes.answered().hashCode();
                long calls = local.writes();
                writes.write(clients);
                if (before != writes.answered().hashCode() && local.writes() > calls) {
                    Path copy = copy(original, "copy" + i);
                    List<AwsService> copied = services(copy);
                    start(copy, copied).close();
                    assertThat(written(copied)).as("after write %d", i).isEqualTo(written(services));
                }
            }
        }
    }

    /** A write that forgets to say what it has changed would be lost by a kill: each must be here. */
    @Test
    void everyOperationThatWritesIsKept() throws Exception {
        Path original = directory.resolve("original");
        List<AwsService> services = services(original);
        try (EcsLocal local = start(original, services);
                ServiceClients clients = ServiceClients.of(local.endpoint(), EcsLocalFixture.assume(local))) {
            int step = 0;
            for (Consumer<ServiceClients> call : EveryWrite.calls()) {
                // What time has changed is kept before, so that the call has to answer for its own changes.
                String group = "/step" + step;
                clients.ecs().listClusters();
                clients.logs().createLogGroup(request -> request.logGroupName(group));
                long writes = local.writes();
                call.accept(clients);
                assertThat(local.writes()).as("call %d writes", step).isEqualTo(writes + 1);
                Path copy = copy(original, "copy" + step);
                List<AwsService> copied = services(copy);
                start(copy, copied).close();
                assertThat(written(copied)).as("after call %d", step++).isEqualTo(written(services));
                machine.advance(Duration.ofMillis(700));
            }
            Set<String> called = local.calls().stream()
                    .filter(call -> call.access() == Operation.Access.WRITE)
                    .map(call -> call.service() + " " + call.operation())
                    .collect(Collectors.toSet());
            assertThat(called).containsExactlyInAnyOrderElementsOf(writesOfDividedSections(services));
        }
    }

    private static Set<String> writesOfDividedSections(List<AwsService> services) {
        return services.stream()
                .filter(service -> service instanceof StateSection section
                        && section.parts().stream().anyMatch(part -> !(part instanceof WholePart)))
                .flatMap(service -> service.operations().stream()
                        .filter(operation -> operation.access() == Operation.Access.WRITE)
                        .map(operation -> service.name() + " " + operation.name()))
                .collect(Collectors.toSet());
    }

    @Test
    void aResetIsKept() throws Exception {
        try (EcsLocal local = start(directory, services(directory));
                ServiceClients clients = ServiceClients.of(local.endpoint(), EcsLocalFixture.assume(local))) {
            AnsweredWrites writes = new AnsweredWrites(5);
            for (int i = 0; i < 10; i++) {
                writes.write(clients);
            }
            local.reset();
            clients.logs().createLogGroup(request -> request.logGroupName("/after"));
            Path copy = copy(directory, "copy");
            try (EcsLocal other = start(copy, services(copy));
                    ServiceClients otherClients = ServiceClients.of(other.endpoint(), EcsLocalFixture.assume(other))) {
                assertThat(AnsweredWrites.found(otherClients))
                        .containsOnly(Map.entry("cluster default", "ACTIVE"), Map.entry("group /after", "null"));
            }
        }
    }

    @Test
    void theStateIsWholeInOneFileOnceItIsStopped() throws Exception {
        List<AwsService> services = services(directory);
        try (EcsLocal local = start(directory, services);
                ServiceClients clients = ServiceClients.of(local.endpoint(), EcsLocalFixture.assume(local))) {
            clients.logs().createLogGroup(request -> request.logGroupName("/one"));
            assertThat(directory.resolve("state.journal")).content().contains("/one");
        }
        assertThat(directory.resolve("state.journal")).doesNotExist();
        assertThat(directory.resolve("state.json")).content().contains("/one");
    }

    @Test
    void aLineOfTheRecordOfCallsThatWasCutOffDoesNotTakeTheNextOneWithIt() throws Exception {
        Files.writeString(directory.resolve("calls.jsonl"), "{\"run\":\"a\",\"ti");

        start(directory, services(directory)).close();

        assertThat(Files.readAllLines(directory.resolve("calls.jsonl")))
                .hasSize(2)
                .last(InstanceOfAssertFactories.STRING)
                .startsWith("{\"started\":");
    }

    private List<AwsService> services(Path stateDirectory) {
        return PlayedServices.of(EcsLocalFixture.settings(stateDirectory));
    }

    private EcsLocal start(Path stateDirectory, List<AwsService> services) {
        EcsLocalSettings settings = EcsLocalFixture.settings(stateDirectory).withClock(machine);
        return EcsLocal.start(EcsLocalFixture.withSharedKey(settings), services, new StringEqualsTrust());
    }

    private static Map<String, String> written(List<AwsService> services) {
        Map<String, String> written = new TreeMap<>();
        for (AwsService service : services) {
            if (service instanceof StateSection section) {
                JsonWriter json = JsonWriter.create();
                section.write(json);
                written.put(section.name(), new String(json.getBytes(), StandardCharsets.UTF_8));
            }
        }
        return written;
    }

    private Path copy(Path from, String name) throws IOException {
        Path to = Files.createDirectory(directory.resolve(name));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file) && !file.getFileName().toString().equals("lock")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        return to;
    }
}
