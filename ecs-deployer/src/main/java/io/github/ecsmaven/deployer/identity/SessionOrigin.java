package io.github.ecsmaven.deployer.identity;

import java.util.Optional;

/** What the sessions of a run are made from. Whatever it is, ECS is called with a session of the deployer role alone. */
public sealed interface SessionOrigin permits WebIdentityTokenSource, CredentialsOrigin {
    /** For people: {@code file target/token}, {@code AWS profile work}. Never a secret. */
    String description();

    /**
     * Whether a later session can be made from it too, however late.
     *
     * @throws io.github.ecsmaven.deployer.problem.UserException where it cannot be read
     */
    boolean canRenew();

    /** What to say of it beside the name of the session; empty for a token, the usual case. */
    default Optional<String> remark() {
        return Optional.empty();
    }

    /** The line for the report, at each run, where it is a poor choice. */
    default Optional<String> warning() {
        return Optional.empty();
    }
}
