package io.github.ecsmaven.local.problem;

import org.jspecify.annotations.Nullable;

/** ecs-local cannot start or go on. The message says what, where, why, and what to do about it. */
public class EcsLocalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what, where, why, cure
     * @param cause what failed underneath, if anything did
     */
    public EcsLocalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
