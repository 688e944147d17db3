package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * The first diff of a JVM beside the first binding of the same document by the SDK, each in JVMs of their own, one after the
 * other in turn, so that both have the same machine.
 */
public final class ColdDiffBenchmark {
    private static final int RUNS = 15;

    private ColdDiffBenchmark() {}

    /** What a new JVM does. */
    private enum Work {
        /** A client of the SDK with the answer at hand, and its first call. */
        CLIENT("answer to model by a client of the SDK"),
        /** The same by the fields' metadata alone. */
        FIELDS("JSON to model by the SDK's fields"),
        /** Both sides bound, then field rules, canonical form and comparison. */
        DIFF("rules, canonical form and diff");

        private final String label;

        Work(String label) {
            this.label = label;
        }
    }

    /**
     * Measures all.
     *
     * @param arguments the file for the results; or, in a JVM of its own, what to do
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2) {
            System.out.println(nanos(Work.valueOf(arguments[1])));
            return;
        }
        Measurements measurements = new Measurements();
        for (int run = 0; run < RUNS; run++) {
            for (Work work : Work.values()) {
                long begin = System.nanoTime();
                long inside = NewJvm.nanos(ColdDiffBenchmark.class, List.of("-", work.name()));
                measurements.add("whole process: " + work.label, System.nanoTime() - begin);
                measurements.add("first in a new JVM: " + work.label, inside);
            }
        }
        measurements.print(System.out);
        Files.write(Path.of(arguments[0]), measurements.json());
    }

    private static long nanos(Work work) {
        return switch (work) {
            case CLIENT -> client();
            case FIELDS -> {
                byte[] json = DiffInput.returnedJson("a");
                yield time(() -> DiffInput.returned(json));
            }
            case DIFF -> diff();
        };
    }

    private static long client() {
        byte[] answer = LargeTaskDefinition.answer("a");
        try (EcsClient ecs = EcsClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new CannedHttpClient(answer))
                .build()) {
            return time(() -> ecs.describeTaskDefinition(request -> request.taskDefinition("large")));
        }
    }

    private static long diff() {
        DeploymentDescriptor wanted = DiffInput.descriptor(DiffInput.wantedJson("b"));
        var live = DiffInput.live(DiffInput.returned(DiffInput.returnedJson("a")));
        return time(() -> {
            DeploymentPlan plan = new Planner(FieldRules.load()).plan(wanted, live, DiffInput.ACCOUNT);
            if (plan.isEmpty()) {
                throw new IllegalStateException("each variable has another value");
            }
            return plan;
        });
    }

    private static long time(Supplier<?> action) {
        long begin = System.nanoTime();
        Object result = action.get();
        long end = System.nanoTime();
        if (result == null) {
            throw new IllegalStateException("nothing came of it");
        }
        return end - begin;
    }
}
