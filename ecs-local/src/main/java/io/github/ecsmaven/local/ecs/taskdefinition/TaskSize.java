package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.Errors;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cpu and memory of a task: how they may be written, and which pairs Fargate has. */
final class TaskSize {
    private static final Pattern CPU = Pattern.compile("(\\d*\\.?\\d+)\\s*(vcpu)?");
    private static final Pattern MEMORY = Pattern.compile("(\\d*\\.?\\d+)\\s*(gb)?");
    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);
    private static final Map<Integer, Range> FARGATE = new TreeMap<>(Map.of(
            256, new Range(512, 2048, 512),
            512, new Range(1024, 4096, 1024),
            1024, new Range(2048, 8192, 1024),
            2048, new Range(4096, 16384, 1024),
            4096, new Range(8192, 30720, 1024),
            8192, new Range(16384, 61440, 4096),
            16384, new Range(32768, 122880, 8192)));

    private TaskSize() {}

    /** Memory from {@code least} to {@code most} MiB in steps. */
    private record Range(int least, int most, int step) {
        boolean has(int memory) {
            return memory >= least && memory <= most && (memory - least) % step == 0;
        }
    }

    /** CPU units of {@code "256"}, {@code "1 vCPU"}, {@code ".25 vcpu"}; null of null. */
    static @Nullable String cpuUnits(@Nullable String written) {
        return units(written, CPU, "cpu");
    }

    /** MiB of {@code "512"}, {@code "1GB"}, {@code "0.5 gb"}; null of null. */
    static @Nullable String mebibytes(@Nullable String written) {
        return units(written, MEMORY, "memory");
    }

    /** Whether Fargate has this pair, both in units. 256 has no 1536. */
    static boolean onFargate(@Nullable String cpu, @Nullable String memory) {
        if (cpu == null || memory == null) {
            return false;
        }
        int units = Integer.parseInt(cpu);
        int mebibytes = Integer.parseInt(memory);
        Range range = FARGATE.get(units);
        return range != null && range.has(mebibytes) && !(units == 256 && mebibytes == 1536);
    }

    private static @Nullable String units(@Nullable String written, Pattern form, String member) {
        if (written == null) {
            return null;
        }
        Matcher matcher = form.matcher(written.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw invalid(member);
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        try {
            return String.valueOf((matcher.group(2) == null ? number : number.multiply(UNITS)).intValueExact());
        } catch (ArithmeticException notWhole) {
            throw invalid(member);
        }
    }

    private static RuntimeException invalid(String member) {
        return Errors.client("Invalid '" + member + "' setting for task.");
    }
}
