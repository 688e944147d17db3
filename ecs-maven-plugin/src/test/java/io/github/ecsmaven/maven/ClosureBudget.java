package io.github.ecsmaven.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a consumer of the plugin may have to download: {@code closure-budget.txt}, one line a jar.
 *
 * @param totalKibibytes what all lines together may allow
 * @param lines by {@code groupId:artifactId}
 */
record ClosureBudget(long totalKibibytes, Map<String, Line> lines) {
    private static final String FILE = "closure-budget.txt";
    /** A patch release may grow this much, in percent, before its line has to be looked at. */
    private static final int TOLERANCE = 5;

    /** One jar's allowance and why it is wanted. */
    record Line(long kibibytes, String reason) {}

    /** A jar on the plugin's runtime class path. Its size is unknown while it is a folder of the reactor. */
    record Jar(String coordinates, OptionalLong bytes) {
        private long kibibytes() {
            return (bytes.orElse(0) + 1023) / 1024;
        }

        private String line(String reason) {
            return coordinates + " " + kibibytes() + " " + reason;
        }
    }

    ClosureBudget {
        lines = Map.copyOf(lines);
    }

    /** Reads a budget: {@code total KIB}, then {@code groupId:artifactId KIB reason} lines; {@code #} starts a comment. */
    static ClosureBudget parse(List<String> text) {
        long total = -1;
        Map<String, Line> lines = new TreeMap<>();
        for (String raw : text) {
            if (raw.isBlank() || raw.startsWith("#")) {
                continue;
            }
            String[] words = raw.strip().split("\\s+", 3);
            if (words.length == 2 && words[0].equals("total")) {
                total = Long.parseLong(words[1]);
            } else if (words.length < 3) {
                throw new IllegalArgumentException(FILE + ": not 'groupId:artifactId KIB reason': " + raw);
            } else if (lines.put(words[0], new Line(Long.parseLong(words[1]), words[2])) != null) {
                throw new IllegalArgumentException(FILE + ": two lines for " + words[0]);
            }
        }
        if (total < 0) {
            throw new IllegalArgumentException(FILE + ": no line 'total KIB'");
        }
        return new ClosureBudget(total, lines);
    }

    /** Reads what {@code dependency:list} wrote: {@code groupId:artifactId:type[:classifier]:version:scope:path}. */
    static List<Jar> closure(List<String> listing) throws IOException {
        List<Jar> jars = new ArrayList<>();
        for (String raw : listing) {
            String entry = raw.strip().replaceFirst(" -- module .*$", "");
            String[] words = entry.split(":");
            if (words.length < 6) {
                continue;
            }
            Path file = Path.of(words[words.length - 1]);
            OptionalLong bytes = Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
            jars.add(new Jar(words[0] + ":" + words[1], bytes));
        }
        return jars;
    }

    /** Everything that is wrong, each with the line to write; empty when the closure keeps to the budget. */
    List<String> complaints(List<Jar> closure) {
        List<String> complaints = new ArrayList<>();
        Map<String, Line> withoutJar = new TreeMap<>(lines);
        for (Jar jar : closure) {
            Line line = withoutJar.remove(jar.coordinates());
            if (line == null) {
                complaints.add("new in the plugin's closure; add to " + FILE + ": " + jar.line("WHY IT IS WANTED"));
            } else if (jar.kibibytes() * 100 > line.kibibytes() * (100 + TOLERANCE)) {
                complaints.add("larger than its " + line.kibibytes() + " KiB; write in " + FILE + ": "
                        + jar.line(line.reason()));
            }
        }
        withoutJar
                .keySet()
                .forEach(name -> complaints.add("no longer in the closure; delete from " + FILE + ": " + name));
        long sum = lines.values().stream().mapToLong(Line::kibibytes).sum();
        if (sum > totalKibibytes) {
            complaints.add("the lines sum up to " + sum + " KiB, the total is " + totalKibibytes
                    + " KiB; drop a dependency, or raise the total in " + FILE + " to: total " + sum);
        }
        return complaints;
    }
}
