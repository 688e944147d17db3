package io.github.ecsmaven.descriptor.problem;

import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong while a descriptor is read, so that everything can be told at once. */
public final class Problems {
    private final Function<SourcePosition, Optional<String>> quotes;
    private final List<Problem> found = new ArrayList<>();

    /** @param quotes the source line at a place, where it may be shown */
    public Problems(Function<SourcePosition, Optional<String>> quotes) {
        this.quotes = quotes;
    }

    /**
     * Adds one.
     *
     * @param what what is wrong, one sentence without a full stop
     * @param cure what to do, one sentence without a full stop
     */
    public void add(ProblemId id, @Nullable SourcePosition where, KeyedPath path, String what, String cure) {
        String quote = where == null ? null : quotes.apply(where).orElse(null);
        found.add(new Problem(id, where, path, what, cure, quote));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found, sorted by place. */
    public List<Problem> sorted() {
        return found.stream().distinct().sorted().toList();
    }
}
