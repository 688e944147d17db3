package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.local.ecs.EcsService;
import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** A state with many services at rest, one task each, made without HTTP and written once. */
final class ServiceAccount {
    private static final String ACCOUNT = "000000000000";
    private static final String CALLER = "arn:aws:sts::" + ACCOUNT + ":assumed-role/deployer/benchmark";

    /** So long ago that everything that follows from creating them has happened. */
    private static final Duration SINCE_CREATION = Duration.ofMinutes(10);

    private ServiceAccount() {}

    /** Writes it into a new directory, in the oldest form that ecs-local reads. */
    static void write(Path directory, String region, int services) throws IOException {
        EcsService ecs = new EcsService(EcsSettings.defaults());
        Instant now = Instant.now();
        CallContext creation = new CallContext(CALLER, region, ACCOUNT, now.minus(SINCE_CREATION));
        call(ecs, "RegisterTaskDefinition", definition(), creation);
        for (int i = 0; i < services; i++) {
            call(ecs, "CreateService", service(i), creation);
        }
        call(
                ecs,
                "DescribeClusters",
                DescribeClustersRequest.builder().build(),
                new CallContext(CALLER, region, ACCOUNT, now));
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("format").writeValue("ecs-local");
        json.writeFieldName("version").writeValue(1);
        json.writeFieldName(ecs.name());
        ecs.write(json);
        Files.createDirectories(directory);
        Files.write(directory.resolve("state.json"), json.writeEndObject().getBytes());
    }

    /** The name of the service with this number, counted from 0. */
    static String name(int number) {
        return "service-" + number;
    }

    /** Ten of them, others for each draw. */
    static List<String> tenOf(int services, int draw) {
        return IntStream.range(draw * 10, draw * 10 + 10)
                .map(number -> (int) (number * 7919L % services))
                .mapToObj(ServiceAccount::name)
                .toList();
    }

    private static RegisterTaskDefinitionRequest definition() {
        return RegisterTaskDefinitionRequest.builder()
                .family("web")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("app:1")
                        .memory(128)
                        .build())
                .build();
    }

    private static CreateServiceRequest service(int number) {
        return CreateServiceRequest.builder()
                .serviceName(name(number))
                .taskDefinition("web")
                .desiredCount(1)
                .build();
    }

    /** The request is of the type that the operation of this name reads. */
    @SuppressWarnings("unchecked")
    private static SdkPojo call(EcsService ecs, String name, SdkPojo request, CallContext context) {
        Operation<SdkPojo, SdkPojo> operation = (Operation<SdkPojo, SdkPojo>) ecs.operations().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return operation.answer().apply(request, context);
    }
}
