package io.github.ecsmaven.deployer.aws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chain of causes of an exception. */
final class Causes {
    private static final int DEEPEST = 20;

    private Causes() {}

    /** The first of a class in the chain, the exception itself included. */
    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> wanted) {
        @Nullable Throwable link = failure;
        for (int depth = 0; link != null && depth < DEEPEST; depth++) {
            if (wanted.isInstance(link)) {
                return Optional.of(wanted.cast(link));
            }
            link = link.getCause();
        }
        return Optional.empty();
    }
}
