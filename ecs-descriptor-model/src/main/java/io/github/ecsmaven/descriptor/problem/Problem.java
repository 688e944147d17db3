package io.github.ecsmaven.descriptor.problem;

import io.github.ecsmaven.descriptor.rule.SecretPatterns;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Secrecy;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a descriptor.
 *
 * @param id stable, documented in docs/problems.md
 * @param where the place in the file; null where the problem has none (no file, no key)
 * @param path the keyed path; the root for the document as a whole
 * @param what what is wrong, one sentence without a full stop
 * @param cure what to do, one sentence without a full stop
 * @param quote the source line at the place; null where there is none. Never holds a secret
 * @param page AWS's reference page for the member; null where there is none
 */
public record Problem(
        ProblemId id,
        @Nullable SourcePosition where,
        KeyedPath path,
        String what,
        String cure,
        @Nullable String quote,
        @Nullable String page)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(
                    Problem::where, Comparator.nullsFirst(Comparator.<SourcePosition>naturalOrder()))
            .thenComparing(Problem::path)
            .thenComparing(Problem::id)
            .thenComparing(Problem::what)
            .thenComparing(Problem::cure);

    /** A value is often part of what is said; where it has the form of a key or a token, it is not. */
    public Problem {
        what = SecretPatterns.masked(what, Secrecy.MASK);
        cure = SecretPatterns.masked(cure, Secrecy.MASK);
    }

    /** One without a reference page. */
    public Problem(
            ProblemId id,
            @Nullable SourcePosition where,
            KeyedPath path,
            String what,
            String cure,
            @Nullable String quote) {
        this(id, where, path, what, cure, quote, null);
    }

    /** Whether it stops the build. */
    public boolean stops() {
        return id.severity() == Severity.PROBLEM;
    }

    /** The place in the file, where there is one. */
    public Optional<SourcePosition> position() {
        return Optional.ofNullable(where);
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
