package io.github.ecsmaven.descriptor.fuzz;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorFolder;
import io.github.ecsmaven.descriptor.imported.FileImport;
import io.github.ecsmaven.descriptor.imported.Importer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswers;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.layer.LayerSource;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads inputs one after the other, each made from the run's seed and its own number, so that one can be read again
 * alone. What is looked at is how the reading ends, and the thread's CPU time.
 */
final class FuzzRun {
    /** Thread CPU time above which a reading is repeated, and is slow if no repetition is below. */
    private static final long BOUND_NANOS = 50_000_000;

    private static final int REPETITIONS = 5;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int EXAMPLES = 20;
    private static final int EVERY_IMPORTED = 8;

    private static final List<LookupAnswer> ANSWERS = List.of(
            new LookupAnswer.One("arn:aws:iam::111122223333:role/looked-up", LookupAnswer.Sensitivity.OPEN),
            new LookupAnswer.One("subnet-0123abcd,subnet-4567ef01", LookupAnswer.Sensitivity.SECRET),
            new LookupAnswer.Several(List.of("subnet-0123abcd", "subnet-4567ef01"), LookupAnswer.Sensitivity.OPEN),
            new LookupAnswer.Missing("it is not there", "Make it"),
            new LookupAnswer.Denied("the session may not look", "Allow it"),
            new LookupAnswer.Unusable("it is a map", "Use a part of it"));

    private final long seed;
    private final Path folder;
    private final DescriptorFolder reader;
    private final Mutator mutator = new Mutator(Seed.all());
    private final FileImport importer = new FileImport(FieldRules.load());
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<String, byte[]> onDisk = new TreeMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> slow = new ArrayList<>();
    private final Set<ProblemId> ids = EnumSet.noneOf(ProblemId.class);

    /** @param folder of its own, empty */
    FuzzRun(long seed, Path folder) {
        this.seed = seed;
        this.folder = folder;
        this.reader = new DescriptorFolder(
                Seed.properties(folder), folder, LayerSource.none(), warning -> ids.add(warning.id()));
    }

    /** Reads the inputs with these numbers. */
    FuzzTally run(long first, long afterLast) {
        for (long number = first; number < afterLast; number++) {
            FuzzInput input = mutator.input(new SplittableRandom(seed + number * GOLDEN));
            lay(input.files());
            long nanos = read(input, number);
            for (int again = 0; again < REPETITIONS && nanos > BOUND_NANOS; again++) {
                nanos = Math.min(nanos, read(input, number));
            }
            if (nanos > BOUND_NANOS) {
                slow.add(named(number) + " took " + nanos / 1_000_000 + " ms");
            }
            if (number % EVERY_IMPORTED == 0) {
                importEach(input, number);
            }
        }
        return new FuzzTally(afterLast - first, unexpected, slow, ids);
    }

    private long read(FuzzInput input, long number) {
        long start = threads.getCurrentThreadCpuTime();
        try {
            reader.read(folder, new DescriptorFolder.Choice(input.descriptor(), input.environment(), input.region()))
                    .forEach(descriptor -> fillIn(descriptor, number));
        } catch (InvalidDescriptorException e) {
            int told = e.getMessage().length();
            long end = threads.getCurrentThreadCpuTime();
            if (told == 0) {
                note(number, "invalid without a text");
            }
            look(e, input, number);
            return end - start;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            note(number, e.toString());
        }
        return threads.getCurrentThreadCpuTime() - start;
    }

    /** The same files, taken for those of another tool. */
    private void importEach(FuzzInput input, long number) {
        for (String file : input.files().keySet()) {
            try {
                importer.read(
                        new FileImport.Source(List.of(folder.resolve(file)), folder, null), Importer.Target.unknown());
            } catch (InvalidDescriptorException e) {
                look(e, input, number);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                note(number, "import of " + file + ": " + e);
            }
        }
    }

    /** Its look-ups, if it has any, answered in all the ways that there are. */
    private static void fillIn(DeploymentDescriptor descriptor, long number) {
        Set<Reference> open = descriptor.lookUps().open();
        if (open.isEmpty()) {
            return;
        }
        Map<Reference, LookupAnswer> answers = new HashMap<>();
        long turn = number;
        for (Reference reference : open) {
            answers.put(reference, ANSWERS.get((int) (turn++ % ANSWERS.size())));
        }
        descriptor.lookUps().fillIn(new LookupAnswers(answers));
    }

    /** Each problem must be one that a person can act on. */
    private void look(InvalidDescriptorException invalid, FuzzInput input, long number) {
        if (invalid.problems().isEmpty()) {
            note(number, "invalid without a problem");
        }
        Map<String, Long> lines = new TreeMap<>();
        input.files().forEach((path, content) -> lines.put(path, lines(content)));
        for (Problem problem : invalid.problems()) {
            ids.add(problem.id());
            fault(problem, lines).ifPresent(fault -> note(number, fault + ": " + problem));
        }
    }

    private static Optional<String> fault(Problem problem, Map<String, Long> lines) {
        if (problem.what().isBlank() || problem.cure().isBlank()) {
            return Optional.of("a problem without a text");
        }
        return problem.position()
                .filter(position ->
                        position.line() < 1 || position.line() > lines.getOrDefault(position.file(), 0L) + 1)
                .map(position -> "a place outside of the files");
    }

    private static long lines(byte[] content) {
        long lines = 1;
        String text = new String(content, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            lines += "\n\r\u0085\u2028\u2029".indexOf(text.charAt(i)) >= 0 ? 1 : 0;
        }
        return lines;
    }

    private void note(long number, String what) {
        if (unexpected.size() < EXAMPLES) {
            unexpected.add(named(number) + ": " + what);
        }
    }

    /** How to read it again alone. */
    private String named(long number) {
        return "-Dfuzz.seed=" + seed + " -Dfuzz.first=" + number + " -Dfuzz.inputs=1";
    }

    /** Makes the folder hold exactly these files; what is there already is left. */
    private void lay(Map<String, byte[]> files) {
        try {
            for (String gone : new HashSet<>(onDisk.keySet())) {
                if (!files.containsKey(gone)) {
                    Files.delete(folder.resolve(gone));
                    onDisk.remove(gone);
                }
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                write(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String path, byte[] content) throws IOException {
        byte @Nullable [] there = onDisk.get(path);
        if (there != null && Arrays.equals(there, content)) {
            return;
        }
        Path file = folder.resolve(path);
        Path parent = file.getParent();
        if (there == null && parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, content);
        onDisk.put(path, content);
    }
}
