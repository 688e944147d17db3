package io.github.ecsmaven.deployer.problem;

/** The world failed: an endpoint that does not answer, an answer that makes no sense, a disk that cannot be written. */
public final class EnvironmentException extends DeployerException {
    private static final long serialVersionUID = 1L;

    public EnvironmentException(Explanation explanation) {
        super(explanation);
    }

    public EnvironmentException(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }
}
