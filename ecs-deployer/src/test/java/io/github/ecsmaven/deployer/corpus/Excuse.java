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
    static final List<Excuse> ALL = List.of(new Excuse(
            "service.deploymentController",
            "CODE_DEPLOY",
            "the import says that this controller is not carried over (3, deploymentController)"));

    boolean covers(String failure) {
        return failure.contains(path) && failure.contains(value) && !failure.contains(";");
    }

    /** {@code PATH: reason}. */
    String line() {
        return path + ": " + reason;
    }
}
