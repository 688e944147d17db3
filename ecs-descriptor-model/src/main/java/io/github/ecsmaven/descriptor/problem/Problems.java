package io.github.ecsmaven.descriptor.problem;

import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong while a descriptor is read, so that everything can be told at once. */
public final class Problems {
    /** Kinds for which AWS's page says more: those about a member of a request and its value. */
    private static final Set<ProblemId> WITH_PAGE = EnumSet.of(
            ProblemId.UNKNOWN_KEY,
            ProblemId.WRONG_TYPE,
            ProblemId.MISSING_FIELD,
            ProblemId.INVALID_VALUE,
            ProblemId.BLANK_VALUE,
            ProblemId.DUPLICATE_ELEMENT,
            ProblemId.INVALID_COMBINATION,
            ProblemId.DEPENDENCY_CYCLE,
            ProblemId.NOT_ON_FARGATE,
            ProblemId.BEYOND_LIMIT,
            ProblemId.LOG_OPTION_MISSING,
            ProblemId.LIKELY_FAILURE);

    private final Function<SourcePosition, Optional<String>> quotes;
    private final Function<KeyedPath, Optional<String>> pages;
    private final List<Problem> found = new ArrayList<>();

    /** @param quotes the source line at a place, where it may be shown */
    public Problems(Function<SourcePosition, Optional<String>> quotes) {
        this(quotes, path -> Optional.empty());
    }

    /**
     * With reference pages.
     *
     * @param quotes the source line at a place, where it may be shown
     * @param pages AWS's page for a member, where there is one
     */
    public Problems(Function<SourcePosition, Optional<String>> quotes, Function<KeyedPath, Optional<String>> pages) {
        this.quotes = quotes;
        this.pages = pages;
    }

    /**
     * Adds one.
     *
     * @param what what is wrong, one sentence without a full stop
     * @param cure what to do, one sentence without a full stop
     */
    public void add(ProblemId id, @Nullable SourcePosition where, KeyedPath path, String what, String cure) {
        // Whatever is around a secret may be part of it.
        boolean quotable = where != null && id != ProblemId.PLAIN_SECRET;
        String quote = quotable ? quotes.apply(where).orElse(null) : null;
        String page = WITH_PAGE.contains(id) ? pages.apply(path).orElse(null) : null;
        found.add(new Problem(id, where, path, what, cure, quote, page));
    }

    /** Whether there is one that stops the build. */
    public boolean stop() {
        return found.stream().anyMatch(Problem::stops);
    }

    /** Whether there is none, not even a warning. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found, sorted by place. */
    public List<Problem> sorted() {
        return found.stream().sorted().distinct().toList();
    }
}
