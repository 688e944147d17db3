package io.github.ecsmaven.descriptor.suggestion;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Nearest {
    private static final int LONGEST = 200;

    private Nearest() {}

    /** The name most like the given one; empty where none is near. */
    public static Optional<String> to(String given, Collection<String> names) {
        return several(given, names).stream().findFirst();
    }

    /** The at most three names most like the given one, best first. */
    public static List<String> several(String given, Collection<String> names) {
        if (given.length() > LONGEST) {
            return List.of();
        }
        record Candidate(String name, int distance) {}
        int limit = Math.max(1, given.length() / 3);
        return names.stream()
                .filter(name -> Math.abs(name.length() - given.length()) <= limit)
                .map(name -> new Candidate(name, distance(given, name)))
                .filter(candidate -> candidate.distance <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(3)
                .map(Candidate::name)
                .toList();
    }

    /**
     * How many characters to insert, remove, replace or swap with their neighbour; case does not count (optimal string
     * alignment, the restricted form of Damerau and Levenshtein's distance).
     */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] costs = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            costs[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            costs[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = costs[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                costs[i][j] = Math.min(replace, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
                }
            }
        }
        return costs[a.length()][b.length()];
    }
}
