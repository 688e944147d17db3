package io.github.ecsmaven.descriptor.problem;

import java.util.List;

/** A descriptor that cannot be used. Carries every problem found, not the first, and the warnings beside them. */
public final class InvalidDescriptorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one; warnings may be among them */
    public InvalidDescriptorException(List<Problem> problems) {
        this.problems = problems.stream().sorted().toList();
    }

    /** The report that {@link ProblemText} makes, made when it is asked for: problems of several files are told as one. */
    @Override
    public String getMessage() {
        return ProblemText.of(problems);
    }

    /** All problems and warnings, sorted by file and place. */
    public List<Problem> problems() {
        return problems;
    }
}
