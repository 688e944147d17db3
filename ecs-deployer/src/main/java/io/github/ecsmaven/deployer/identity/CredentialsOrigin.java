package io.github.ecsmaven.deployer.identity;

/** Credentials that assume the deployer role, and do nothing else. */
sealed interface CredentialsOrigin extends SessionOrigin permits ProfileOrigin, StaticKeysOrigin {
    /**
     * The credentials of now.
     *
     * @throws io.github.ecsmaven.deployer.problem.UserException where there are none that can be used
     */
    BaseCredentials base();

    /**
     * The credentials of now, after AWS has said that those of before have ended.
     *
     * @throws io.github.ecsmaven.deployer.problem.UserException where there are none that can be used
     */
    BaseCredentials baseAfterEnd();

    /** What to do where AWS says that they have ended. */
    String renewalHint();

    @Override
    default boolean canRenew() {
        return base().continuity() != BaseCredentials.Continuity.UNKNOWN;
    }
}
