package io.github.ecsmaven.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Times and counts by what was measured, as a table and as JSON. */
final class Measurements {
    private static final double NANOS_OF_A_MILLI = 1e6;

    private final Map<String, List<Long>> nanos = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    void time(String what, Runnable action) {
        long begin = System.nanoTime();
        action.run();
        add(what, System.nanoTime() - begin);
    }

    void add(String what, long nanoseconds) {
        nanos.computeIfAbsent(what, key -> new ArrayList<>()).add(nanoseconds);
    }

    void count(String what, long count) {
        counts.put(what, count);
    }

    void print(PrintStream out) {
        String row = "| %-49s | %6s | %9s | %9s | %9s | %9s |%n";
        out.printf(Locale.ROOT, row, "milliseconds", "n", "quarter", "median", "99 of 100", "longest");
        out.printf(Locale.ROOT, row, "---", "---", "---", "---", "---", "---");
        nanos.forEach((what, times) -> out.printf(
                Locale.ROOT,
                row,
                what,
                times.size(),
                millis(times, 0.25),
                millis(times, 0.5),
                millis(times, 0.99),
                millis(times, 1)));
        counts.forEach((what, count) -> out.printf(Locale.ROOT, row, what, "", "", count, "", ""));
    }

    byte[] json() {
        JsonWriter json = JsonWriter.create().writeStartObject();
        nanos.forEach((what, times) -> {
            json.writeFieldName(what).writeStartObject();
            json.writeFieldName("n").writeValue(times.size());
            json.writeFieldName("quarterMillis").writeNumber(millis(times, 0.25));
            json.writeFieldName("medianMillis").writeNumber(millis(times, 0.5));
            json.writeFieldName("p99Millis").writeNumber(millis(times, 0.99));
            json.writeFieldName("longestMillis").writeNumber(millis(times, 1));
            json.writeEndObject();
        });
        counts.forEach((what, count) -> json.writeFieldName(what).writeValue(count.longValue()));
        return json.writeEndObject().getBytes();
    }

    /** The time that this share of all did not exceed. */
    private static String millis(List<Long> times, double share) {
        List<Long> sorted = times.stream().sorted().toList();
        int index = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
        return String.format(Locale.ROOT, "%.2f", sorted.get(index) / NANOS_OF_A_MILLI);
    }
}
