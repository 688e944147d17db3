package io.github.ecsmaven.descriptor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {
    private static final int SAMPLE = 20_000;
    private static final int WORKERS = 2;

    @TempDir
    Path folder;

    @Test
    void nothingButProblemsComesOfASampleOfDamagedDescriptors() throws Exception {
        FuzzTally tally = run(20_261_122, 0, SAMPLE);

        // Time is looked at by the whole run alone, which is neither instrumented nor kept from the compilers' last
        // tier.
        assertThat(tally.unexpected()).isEmpty();
        assertHitsNearlyEveryProblem(tally);
    }

    @Tag("fuzz")
    @Test
    void nothingButProblemsComesOfAMillionDamagedDescriptors() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        long first = Long.getLong("fuzz.first", 0);
        long inputs = Long.getLong("fuzz.inputs", 1_000_000);
        System.out.println("fuzz seed: " + seed);

        FuzzTally tally = run(seed, first, inputs);

        tally.unexpected().forEach(line -> System.out.println("fuzz unexpected " + line));
        tally.slow().forEach(line -> System.out.println("fuzz slow " + line));
        System.out.println(tally.line());
        assertThat(tally.unexpected()).isEmpty();
        assertThat(tally.slow()).isEmpty();
        if (inputs >= SAMPLE) {
            assertHitsNearlyEveryProblem(tally);
        }
    }

    @Test
    void theSameNumberMakesTheSameInput() {
        Mutator mutator = new Mutator(Seed.all());

        FuzzInput one = mutator.input(new SplittableRandom(7));
        FuzzInput other = mutator.input(new SplittableRandom(7));

        assertThat(one.files().keySet()).isEqualTo(other.files().keySet());
        one.files()
                .forEach((path, content) -> assertThat(other.files().get(path)).isEqualTo(content));
    }

    @Test
    void theSeedsAreGoodDescriptors() throws IOException {
        assertThat(new GoodSeeds(folder).problems()).isEmpty();
    }

    /** A mutator that does not reach nine of ten problems is a toy. */
    private static void assertHitsNearlyEveryProblem(FuzzTally tally) {
        Set<ProblemId> missed = EnumSet.allOf(ProblemId.class);
        missed.removeAll(tally.ids());
        assertThat(missed.size() * 10).as("never hit: %s", missed).isLessThanOrEqualTo(ProblemId.values().length);
    }

    private FuzzTally run(long seed, long first, long inputs) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<FuzzTally>> running = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                Path own = Files.createDirectory(folder.resolve("worker" + worker));
                long from = first + inputs * worker / WORKERS;
                long to = first + inputs * (worker + 1) / WORKERS;
                running.add(workers.submit(() -> new FuzzRun(seed, own).run(from, to)));
            }
            FuzzTally tally = new FuzzTally(0, List.of(), List.of(), Set.of());
            for (Future<FuzzTally> each : running) {
                tally = tally.and(each.get());
            }
            return tally;
        } catch (ExecutionException e) {
            throw new AssertionError("A worker ended", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
