package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what sessions are made from: the AWS profile that was named, else a web identity token, else, where they are allowed,
 * keys of the environment. Nothing is taken that nobody asked for: neither {@code AWS_PROFILE} nor the default profile nor what
 * the machine has.
 */
public final class SessionOrigins {
    private final TokenSources tokens;
    private final Environment environment;
    private final OriginChoice choice;
    private final Clock clock;

    /** @param clock what the ends of credentials are compared with */
    public SessionOrigins(TokenSources tokens, Environment environment, OriginChoice choice, Clock clock) {
        this.tokens = tokens;
        this.environment = environment;
        this.choice = choice;
        this.clock = clock;
    }

    /**
     * The origin. Reads no token, no file and no keys yet.
     *
     * @throws UserException where there is none, or a profile is named in a CI
     */
    public SessionOrigin choose(WebIdentitySettings settings) {
        boolean keysAllowed = choice.staticKeys() == OriginChoice.StaticKeys.ALLOWED;
        String profile = choice.profile();
        if (profile != null) {
            requireDesk(profile);
            if (keysAllowed) {
                throw new UserException(new Explanation(
                        "ecs.profile and ecs.allowStaticKeys are both set.",
                        "-Decs.profile=" + profile,
                        "Each says what the session is to be made from: a profile, or keys in the environment.",
                        "Leave one of them out."));
            }
            return new ProfileOrigin(profile, new ProfileFiles(environment), clock);
        }
        if (keysAllowed) {
            return tokens.find(settings)
                    .<SessionOrigin>map(token -> token)
                    .or(() -> StaticKeysOrigin.find(environment))
                    .orElseThrow(() -> noKeys(settings));
        }
        return tokens.choose(settings);
    }

    /** Lines for the report about what is used, and what is there and is not. */
    public List<String> notices(SessionOrigin origin, WebIdentitySettings settings) {
        List<String> lines = new ArrayList<>();
        origin.warning().or(tokens::unusedStaticKeys).ifPresent(lines::add);
        if (origin instanceof WebIdentityTokenSource) {
            lines.addAll(tokens.notices(settings));
        }
        return lines;
    }

    private UserException noKeys(WebIdentitySettings settings) {
        try {
            tokens.choose(settings);
        } catch (UserException e) {
            Explanation none = e.explanation();
            return new UserException(new Explanation(
                    none.what(),
                    none.where(),
                    none.why() + "\necs.allowStaticKeys is set, but neither " + StaticKeysOrigin.ID + " nor "
                            + StaticKeysOrigin.SECRET + " is.",
                    none.cure()));
        }
        throw new IllegalStateException("there is a token after all");
    }

    private void requireDesk(String profile) {
        CiProvider ci = CiProvider.detect(environment);
        if (ci != CiProvider.NONE) {
            throw new UserException(new Explanation(
                    "An AWS profile is for people at their desks, and this is a job of " + ci.title() + ".",
                    "ecs.profile=" + profile + ", and the variable " + ci.mark() + " is set",
                    "A profile holds what a person may do, or keys that do not end. A job has an identity of its own,"
                            + " which says which repository and branch it is.",
                    "Leave ecs.profile out, also in the POM and in .mvn/maven.config: the job deploys with its OIDC"
                            + " token. At a desk, unset " + ci.mark() + "."));
        }
    }
}
