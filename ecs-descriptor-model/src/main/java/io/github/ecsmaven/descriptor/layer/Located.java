package io.github.ecsmaven.descriptor.layer;

import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.source.SourceFile;

/** What came of looking for a file. */
sealed interface Located {
    /**
     * It is there.
     *
     * @param file the file, under the name that messages use
     * @param origin where paths in its own {@code extends} start
     */
    record Found(SourceFile file, LayerOrigin origin) implements Located {}

    /** It is not there, or must not be read. */
    record Missing(ProblemId id, String what, String cure) implements Located {}
}
