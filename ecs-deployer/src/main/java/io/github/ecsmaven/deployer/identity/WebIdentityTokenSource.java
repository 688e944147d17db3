package io.github.ecsmaven.deployer.identity;

/** Where web identity tokens come from: one implementation for each way. */
public non-sealed interface WebIdentityTokenSource extends SessionOrigin {
    /**
     * A token, read or minted now.
     *
     * @throws io.github.ecsmaven.deployer.problem.UserException where there is none, or what is there is no token
     */
    WebIdentityToken token();

    /** Whether a later call can give a token that lives longer than this one. */
    boolean canMintAgain();

    /** For people: {@code file target/token}. Never the token. */
    @Override
    String description();

    @Override
    default boolean canRenew() {
        return canMintAgain();
    }
}
