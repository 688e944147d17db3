package io.github.ecsmaven.deployer.problem;

import io.github.ecsmaven.descriptor.rule.SecretPatterns;
import io.github.ecsmaven.descriptor.value.Secrecy;
import org.jspecify.annotations.Nullable;

/** Keeps secrets out of what is thrown: AWS repeats in its messages what it was sent. */
public final class Discretion {
    private static final int DEEPEST = 20;

    private Discretion() {}

    /** A text without what is known to be secret and what has the form of it. */
    public static String masked(String text, Secrecy secrecy) {
        return SecretPatterns.masked(secrecy.masked(text), Secrecy.MASK);
    }

    /**
     * What to throw in the place of a failure: itself where it tells no secret; else the same without its causes, whose
     * words are not ours to change.
     */
    public static RuntimeException masked(RuntimeException failure, Secrecy secrecy) {
        if (!tells(failure, secrecy, 0)) {
            return failure;
        }
        RuntimeException told;
        if (failure instanceof DeployerException known) {
            Explanation all = known.explanation();
            Explanation masked = new Explanation(
                    masked(all.what(), secrecy),
                    masked(all.where(), secrecy),
                    masked(all.why(), secrecy),
                    masked(all.cure(), secrecy));
            told = known instanceof UserException ? new UserException(masked) : new EnvironmentException(masked);
        } else {
            told = new IllegalStateException(masked(failure.toString(), secrecy));
        }
        told.setStackTrace(failure.getStackTrace());
        return told;
    }

    private static boolean tells(@Nullable Throwable failure, Secrecy secrecy, int depth) {
        if (failure == null || depth > DEEPEST) {
            return false;
        }
        String message = String.valueOf(failure.getMessage());
        if (secrecy.isIn(message) || SecretPatterns.occurIn(message) || tells(failure.getCause(), secrecy, depth + 1)) {
            return true;
        }
        for (Throwable beside : failure.getSuppressed()) {
            if (tells(beside, secrecy, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
