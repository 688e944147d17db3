package io.github.ecsmaven.descriptor.rule;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notations of a task's {@code cpu} and {@code memory} in RegisterTaskDefinition. */
public final class TaskSize {
    private static final Pattern CPU =
            Pattern.compile("([0-9]{1,9}|[0-9]{0,9}\\.[0-9]{1,9})\\s*(vcpu)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEMORY =
            Pattern.compile("([0-9]{1,9}|[0-9]{0,9}\\.[0-9]{1,9})\\s*(gb|mb)?", Pattern.CASE_INSENSITIVE);
    private static final BigDecimal KILO = BigDecimal.valueOf(1024);

    private TaskSize() {}

    /** CPU units of {@code 256}, {@code .25 vCPU} or {@code 1 vcpu}; empty where the text is none of these. */
    public static OptionalLong cpuUnits(String text) {
        return whole(CPU.matcher(text.strip()), "vcpu");
    }

    /** MiB of {@code 1024}, {@code 1GB} or {@code 0.5 GB}; empty where the text is none of these. */
    public static OptionalLong mebibytes(String text) {
        return whole(MEMORY.matcher(text.strip()), "gb");
    }

    private static OptionalLong whole(Matcher matcher, String largeUnit) {
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal units = largeUnit.equalsIgnoreCase(matcher.group(2)) ? number.multiply(KILO) : number;
        try {
            return OptionalLong.of(units.longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
