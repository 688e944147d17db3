package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys in the environment. They assume the role where somebody has allowed that, and there is no token. */
final class StaticKeysOrigin implements CredentialsOrigin {
    static final String ID = "AWS_ACCESS_KEY_ID";
    static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String SESSION = "AWS_SESSION_TOKEN";
    private static final String ALLOWED = "ecs.allowStaticKeys";

    private final BaseCredentials base;
    private final boolean ofSession;

    private StaticKeysOrigin(String id, String secret, @Nullable String session) {
        this.base = BaseCredentials.written(id, secret, session);
        this.ofSession = session != null;
    }

    /**
     * The keys; empty where there are none.
     *
     * @throws UserException where one of two is there
     */
    static Optional<SessionOrigin> find(Environment environment) {
        List<String> present = Stream.of(ID, SECRET).filter(environment::has).toList();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        if (present.size() == 1) {
            String missing = present.contains(ID) ? SECRET : ID;
            throw new UserException(new Explanation(
                    "The keys in the environment are not complete: " + missing + " is not set.",
                    ALLOWED,
                    present.get(0) + " is set, and the two belong together.",
                    "Set " + missing + " too, or better let the job have an OIDC token and leave " + ALLOWED
                            + " out."));
        }
        return Optional.of(
                new StaticKeysOrigin(value(environment, ID), value(environment, SECRET), session(environment)));
    }

    private static String value(Environment environment, String name) {
        return environment.find(name).orElseThrow().strip();
    }

    private static @Nullable String session(Environment environment) {
        return environment.find(SESSION).map(String::strip).orElse(null);
    }

    @Override
    public BaseCredentials base() {
        return base;
    }

    @Override
    public BaseCredentials baseAfterEnd() {
        return base;
    }

    @Override
    public String description() {
        return "keys of " + ID;
    }

    @Override
    public Optional<String> remark() {
        return Optional.of(description());
    }

    @Override
    public Optional<String> warning() {
        String what = ofSession
                ? ID + ", " + SECRET + " and " + SESSION + " are used to assume the role, because " + ALLOWED
                        + " is set: a session, which ends at a time that is not known here."
                : ID + " and " + SECRET + " are used to assume the role, because " + ALLOWED
                        + " is set: long-lived keys, which work for everybody who gets to see them.";
        return Optional.of(what + " Let the job have an OIDC token instead; docs/identity/desk.md says more.");
    }

    @Override
    public String renewalHint() {
        return "Set the three variables to those of a new session, or let the job have an OIDC token.";
    }

    @Override
    public String toString() {
        return "StaticKeysOrigin[masked]";
    }
}
