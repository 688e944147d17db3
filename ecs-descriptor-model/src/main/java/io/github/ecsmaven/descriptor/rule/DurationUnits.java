package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which whole numbers of AWS's APIs are lengths of time, and in which unit: these may also be written as ISO 8601 durations.
 * The data of {@code duration-units.tsv}. Immutable.
 */
public final class DurationUnits {
    private static final String RESOURCE = "duration-units.tsv";
    private static final int LONGEST = 40;

    private final Map<String, Unit> units;

    private DurationUnits(Map<String, Unit> units) {
        this.units = Map.copyOf(units);
    }

    /** What a number counts. */
    public enum Unit {
        SECONDS(Duration.ofSeconds(1), "PT30S"),
        MINUTES(Duration.ofMinutes(1), "PT5M"),
        DAYS(Duration.ofDays(1), "P7D");

        private final Duration length;
        private final String example;

        Unit(Duration length, String example) {
            this.length = length;
            this.example = example;
        }

        /** The unit's name in a sentence: {@code seconds}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A duration as it may be written: {@code PT30S}. */
        public String example() {
            return example;
        }
    }

    /** The units that come with the plugin. */
    public static DurationUnits builtIn() {
        return BuiltIn.UNITS;
    }

    /** The unit of a field; empty where it is no length of time. */
    public Optional<Unit> unitOf(String rulePath) {
        return Optional.ofNullable(units.get(rulePath));
    }

    /** The paths that have a unit. */
    public Set<String> paths() {
        return units.keySet();
    }

    /**
     * The number that a duration stands for in a field.
     *
     * @param text {@code PT30S}
     * @return empty where the field is no length of time, or the text no duration that is a whole number of its units
     */
    public Optional<Value> amount(String rulePath, String text) {
        Unit unit = units.get(rulePath);
        if (unit == null || !text.startsWith("P") || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(text);
            long amount = duration.dividedBy(unit.length);
            return unit.length.multipliedBy(amount).equals(duration)
                    ? Optional.of(Value.Numeral.of(amount))
                    : Optional.empty();
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    static DurationUnits parse(List<String> lines) {
        Map<String, Unit> units = new HashMap<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                if (cells.length != 2) {
                    throw new IllegalStateException(RESOURCE + ": not 2 columns: " + line);
                }
                units.put(cells[0], Unit.valueOf(cells[1].toUpperCase(Locale.ROOT)));
            }
        }
        return new DurationUnits(units);
    }

    /** Read when first asked for. */
    private static final class BuiltIn {
        static final DurationUnits UNITS = load();

        private static DurationUnits load() {
            try (InputStream in = DurationUnits.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + " is missing from the jar");
                }
                return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE + " cannot be read", e);
            }
        }
    }
}
