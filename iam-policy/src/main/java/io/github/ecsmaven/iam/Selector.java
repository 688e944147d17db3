package io.github.ecsmaven.iam;

import java.util.List;

/**
 * The patterns of {@code Action} or {@code NotAction}, {@code Resource} or {@code NotResource}.
 *
 * @param sense whether the statement is about what matches or about everything else
 * @param patterns as the document writes them, in its order; an empty list matches nothing
 */
public record Selector(Sense sense, List<String> patterns) {

    /** Copies the list. */
    public Selector {
        patterns = List.copyOf(patterns);
    }

    /** What matches one of the patterns. */
    public static Selector matching(List<String> patterns) {
        return new Selector(Sense.MATCHING, patterns);
    }

    /** What matches none of the patterns. */
    public static Selector notMatching(List<String> patterns) {
        return new Selector(Sense.NOT_MATCHING, patterns);
    }
}
