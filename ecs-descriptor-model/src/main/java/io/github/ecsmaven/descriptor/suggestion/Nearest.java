package io.github.ecsmaven.descriptor.suggestion;

import java.util.ArrayList;
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
        String wanted = given.toLowerCase(Locale.ROOT);
        long letters = letters(wanted);
        List<Candidate> near = new ArrayList<>();
        for (String name : names) {
            if (Math.abs(name.length() - given.length()) <= limit) {
                String other = name.toLowerCase(Locale.ROOT);
                if (mayBeWithin(limit, letters, letters(other))) {
                    int distance = distance(wanted, other, limit);
                    if (distance <= limit) {
                        near.add(new Candidate(name, distance));
                    }
                }
            }
        }
        near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        return near.stream().limit(3).map(Candidate::name).toList();
    }

    /** Which characters occur, a bit for each; some share one. */
    private static long letters(String text) {
        long letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters |= 1L << (text.charAt(i) & 63);
        }
        return letters;
    }

    /** Each character that only one of the two has costs a change: most names are soon found not to be near. */
    private static boolean mayBeWithin(int limit, long one, long other) {
        return Long.bitCount(one & ~other) <= limit && Long.bitCount(other & ~one) <= limit;
    }

    /**
     * How many characters to insert, remove, replace or swap with their neighbour; case does not count (optimal string
     * alignment, the restricted form of Damerau and Levenshtein's distance).
     */
    static int distance(String one, String other) {
        return distance(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT), Integer.MAX_VALUE);
    }

    /** The distance; of those above the limit only that they are above it, which is soon found out. */
    private static int distance(String one, String other, int limit) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int replace = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            // A swap can reach back by one row more, at the price of one.
            if (least - 1 > limit) {
                return least;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }
}
