package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.state.StateFile;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * To keep a change costs what the change is long, whatever else there is. The system property {@code ecs-local.services}
 * says how many services there are.
 */
class WriteCostTest {
    private static final int SERVICES = Integer.getInteger("ecs-local.services", 1000);
    private static final int WRITES = 300;
    private static final String NAME = "only-one";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void aWriteCostsLittleWhateverElseThereIs() throws Exception {
        List<AwsService> services = PlayedServices.of(EcsLocalSettings.defaults(directory));
        StateSection ecs = (StateSection) services.get(0);
        ecs.read(JsonNode.parser()
                .parse(many(
                        PlayedServices.of(EcsLocalSettings.defaults(directory)).get(0))));
        List<StateSection> sections = new ArrayList<>();
        services.forEach(service -> {
            if (service instanceof StateSection section) {
                sections.add(section);
            }
        });
        List<Long> kept = new ArrayList<>();
        long wholeNanos;
        try (StateFile state = StateFile.open(directory, sections, line -> {})) {
            long begin = System.nanoTime();
            state.save();
            wholeNanos = System.nanoTime() - begin;
            for (int i = 0; i < WRITES; i++) {
                call(
                        services.get(0),
                        UpdateServiceRequest.builder()
                                .service(String.format("%08d", i * 7 % SERVICES))
                                .desiredCount(i % 3)
                                .build(),
                        NOW.plus(Duration.ofHours(2)).plusMillis(i));
                begin = System.nanoTime();
                state.keep();
                kept.add(System.nanoTime() - begin);
            }
        }
        long[] sorted = kept.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%d services: state %d KiB, written whole in %d ms; a write is kept in %d us (median), %d us (95 of 100), at most %d us%n",
                SERVICES,
                Files.size(directory.resolve("state.json")) / 1024,
                wholeNanos / 1_000_000,
                sorted[WRITES / 2] / 1000,
                sorted[WRITES * 95 / 100] / 1000,
                sorted[WRITES - 1] / 1000);
        assertThat(Duration.ofNanos(sorted[WRITES / 2])).isLessThan(Duration.ofMillis(5));
    }

    /** A state with many services that are all alike but for their names, which would take long to create one by one. */
    private static byte[] many(AwsService one) {
        call(
                one,
                RegisterTaskDefinitionRequest.builder()
                        .family("web")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("image:1")
                                .memory(64)
                                .build())
                        .build(),
                NOW);
        call(
                one,
                CreateServiceRequest.builder()
                        .serviceName(NAME)
                        .taskDefinition("web")
                        .desiredCount(2)
                        .build(),
                NOW);
        call(one, DescribeServicesRequest.builder().services(NAME).build(), NOW.plus(Duration.ofHours(1)));
        JsonWriter json = JsonWriter.create();
        ((StateSection) one).write(json);
        String state = new String(json.getBytes(), StandardCharsets.UTF_8);
        String list = "\"services\":[";
        int begin = state.indexOf(list) + list.length();
        int end = state.indexOf("],\"tags\":");
        String service = state.substring(begin, end);
        StringBuilder many = new StringBuilder(state.substring(0, begin));
        for (int i = 0; i < SERVICES; i++) {
            many.append(i == 0 ? "" : ",").append(service.replace(NAME, String.format("%08d", i)));
        }
        return many.append(state.substring(end)).toString().getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // the request is of the type that the operation of its name reads
    private static void call(AwsService service, SdkPojo request, Instant now) {
        String name = request.getClass().getSimpleName().replace("Request", "");
        Operation<SdkPojo, SdkPojo> operation = (Operation<SdkPojo, SdkPojo>) service.operations().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        operation
                .answer()
                .apply(
                        request,
                        new CallContext(
                                "arn:aws:sts::000000000000:assumed-role/deployer/s", "eu-west-1", "000000000000", now));
    }
}
