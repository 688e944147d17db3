package io.github.ecsmaven.deployer.corpus;

import java.util.List;

/**
 * A difference that is meant, by the field and its value.
 *
 * @param path keyed path as the failure names it
 * @param value part of the failure; empty: any
 * @param reason with the row of the reference
 */
record Excuse(String path, String value, String reason) {
    /** None is needed at present. */
    static final List<Excuse> ALL = List.of();

    boolean covers(String failure) {
        return failure.contains(path) && failure.contains(value) && !failure.contains(";");
    }

    /** {@code PATH: reason}. */
    String line() {
        return path + ": " + reason;
    }
}
