package io.github.ecsmaven.deployer.problem;

/** The user can mend it: a wrong setting, a missing permission, a deployment that failed. */
public final class UserException extends DeployerException {
    private static final long serialVersionUID = 1L;

    public UserException(Explanation explanation) {
        super(explanation);
    }

    public UserException(Explanation explanation, Throwable cause) {
        super(explanation, cause);
    }
}
