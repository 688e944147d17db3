package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.local.EcsLocal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * ecs-local as its users meet it, over HTTP and with everything kept on disk: how long until it answers, and what it is
 * like with 10,000 services in one cluster. Server and client share one JVM but for the cold starts.
 */
public final class EcsLocalBenchmark {
    private static final int WARM_UP_STARTS = 15;
    private static final int STARTS = 30;
    private static final int COLD_STARTS = 7;
    private static final int FEW = 10;
    private static final int SERVICES = 10_000;
    private static final int WARM_UP_READS = 500;
    private static final int READS = 500;
    private static final int WRITES = 40;

    private final LocalAccess access = new LocalAccess();
    private final Measurements measurements = new Measurements();

    private EcsLocalBenchmark() {}

    /**
     * Measures all.
     *
     * @param arguments a directory for states, which is deleted before and after, and the file for the results
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        delete(directory);
        EcsLocalBenchmark benchmark = new EcsLocalBenchmark();
        benchmark.starts(directory.resolve("empty"));
        benchmark.fewServices(directory.resolve("ten"));
        benchmark.manyServices(directory.resolve("services"));
        delete(directory);
        benchmark.measurements.print(System.out);
        Files.write(Path.of(arguments[1]), benchmark.measurements.json());
    }

    private void starts(Path directory) throws IOException {
        for (int i = 0; i < WARM_UP_STARTS + STARTS; i++) {
            delete(directory);
            long fresh = start(directory);
            long again = start(directory);
            if (i >= WARM_UP_STARTS) {
                measurements.add("start to first answer, warm JVM, new directory", fresh);
                measurements.add("start to first answer, warm JVM, no service", again);
            }
        }
        coldStarts(directory, "no service");
    }

    private void coldStarts(Path directory, String what) {
        for (int i = 0; i < COLD_STARTS; i++) {
            measurements.add(
                    "start to first answer, new JVM, " + what, ServerProcess.launchToFirstAnswer(access, directory));
        }
    }

    private long start(Path directory) {
        long begin = System.nanoTime();
        try (EcsLocal local = EcsLocal.start(LocalAccess.settings(directory));
                EcsClient ecs = client(local)) {
            ecs.listTaskDefinitions();
            return System.nanoTime() - begin;
        }
    }

    /** What a call costs without any other service. */
    private void fewServices(Path directory) throws IOException {
        ServiceAccount.write(directory, LocalAccess.REGION.id(), FEW);
        try (EcsLocal local = EcsLocal.start(LocalAccess.settings(directory));
                EcsClient ecs = client(local)) {
            List<String> ten = ServiceAccount.tenOf(FEW, 0);
            for (int i = 0; i < WARM_UP_READS; i++) {
                ecs.describeServices(request -> request.services(ten));
            }
            for (int i = 0; i < READS; i++) {
                measurements.time(
                        "DescribeServices, 10 of 10", () -> ecs.describeServices(request -> request.services(ten)));
            }
        }
    }

    private void manyServices(Path directory) throws IOException {
        ServiceAccount.write(directory, LocalAccess.REGION.id(), SERVICES);
        // The first start makes the state its own: keys, and the form in which it is kept.
        start(directory);
        for (int i = 0; i < COLD_STARTS; i++) {
            measurements.add("start to first answer, warm JVM, 10,000 services", start(directory));
        }
        coldStarts(directory, "10,000 services");
        long before = usedHeap();
        try (EcsLocal local = EcsLocal.start(LocalAccess.settings(directory));
                EcsClient ecs = client(local)) {
            measurements.count("heap after collection, 10,000 services, MiB", (usedHeap() - before) >> 20);
            reads(ecs);
            for (int i = 0; i < WRITES; i++) {
                int count = i % 2;
                measurements.time(
                        "UpdateService among 10,000",
                        () -> ecs.updateService(request ->
                                request.service(ServiceAccount.name(17)).desiredCount(count)));
            }
            measurements.count("state on disk, MiB", size(directory) >> 20);
        }
        measurements.count("largest heap, MiB", Runtime.getRuntime().maxMemory() >> 20);
    }

    private void reads(EcsClient ecs) {
        for (int i = 0; i < WARM_UP_READS + READS; i++) {
            List<String> ten = ServiceAccount.tenOf(SERVICES, i);
            if (i < WARM_UP_READS) {
                ecs.describeServices(request -> request.services(ten));
            } else {
                measurements.time(
                        "DescribeServices, 10 of 10,000", () -> ecs.describeServices(request -> request.services(ten)));
                measurements.time(
                        "DescribeServices, 1 of 10,000",
                        () -> ecs.describeServices(request -> request.services(ten.get(0))));
                measurements.time("ListServices, 10 of 10,000", ecs::listServices);
                String arn = ecs.listServiceDeployments(request -> request.service(ten.get(0)))
                        .serviceDeployments()
                        .get(0)
                        .serviceDeploymentArn();
                measurements.time(
                        "DescribeServiceDeployments, 1 of 10,000",
                        () -> ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(arn)));
            }
        }
    }

    private EcsClient client(EcsLocal local) {
        return access.ecs(local.endpoint(), local.mint(LocalAccess.TOKEN));
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("state"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
