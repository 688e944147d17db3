package io.github.ecsmaven.deployer.problem;

/** Something that stops a goal. Told in full by its {@link Explanation}; never holds a secret. */
public abstract sealed class DeployerException extends RuntimeException permits UserException, EnvironmentException {
    private static final long serialVersionUID = 1L;

    private final transient Explanation explanation;

    DeployerException(Explanation explanation, Throwable cause) {
        super(explanation.toString(), cause);
        this.explanation = explanation;
    }

    DeployerException(Explanation explanation) {
        super(explanation.toString());
        this.explanation = explanation;
    }

    /** What happened, where, why, and the cure. */
    public Explanation explanation() {
        return explanation;
    }
}
